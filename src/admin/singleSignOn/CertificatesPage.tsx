import type { ListedMetadata } from '../../metadata';
import type { ListedSiteKey } from '../../saml';
import {
  Checkbox,
  ErrorSummary,
  FileField,
  formatDateTime,
  FormSection,
  Hidden,
  messagesFor,
  SubmitButton,
  TextArea,
  Warning,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';
import { CertificateTable } from './CertificateTable';
import type { ShownCertificate } from './certificates';
import { OwnKeysTable } from './OwnKeysTable';
import { ProviderComparison } from './ProviderComparison';

/** What the page shows. */
export interface CertificatesProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly name: string;
  readonly tag: string;
  readonly certificates: readonly ShownCertificate[];
  /** Metadata that waits for a decision; null when none does. */
  readonly metadata: ListedMetadata | null;
  readonly ownKeys: readonly ListedSiteKey[];
  readonly pasted: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
  /** The last certificate of a connection in use, whose removal is to be confirmed; null: none. */
  readonly lastOne: string | null;
}

/** The certificates of a connection: those of the identity provider, what its metadata proposes, and our own. */
export function CertificatesPage(props: CertificatesProps) {
  const { reader, notice, name, tag, certificates, metadata, ownKeys, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.certificates;
  const mayEdit = reader.can('sso.edit');
  const here = ssoHref.certificates(site, name);
  const removal = (certificate: ShownCertificate) =>
    'problem' in certificate ? null : (
      <form method="post" action={`${here}/remove`}>
        <Hidden fields={{ tag, fingerprint: certificate.fingerprint }} />
        {props.lastOne === certificate.fingerprint && (
          <Checkbox name="confirmed" label={texts.confirmLast} language={language} checked={false} errors={errors} />
        )}
        <SubmitButton kind="quiet">{texts.remove}</SubmitButton>
      </form>
    );
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.title(name)}
      crumbs={[{ label: name, href: ssoHref.connection(site, name) }]}
      notice={notice}
    >
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={here} />}
      <ErrorSummary errors={errors} language={language} />
      {metadata?.held != null && !metadata.held.isDropped && (
        <Held {...props} metadata={metadata} held={metadata.held} />
      )}
      {certificates.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <CertificateTable
          id="certificates-of-provider"
          caption={texts.ofProvider}
          certificates={certificates}
          language={language}
          {...(mayEdit && { actions: removal })}
        />
      )}
      {mayEdit && <AddForm {...props} />}
      {ownKeys.length > 0 && <OwnKeysTable keys={ownKeys} language={language} />}
      <p>
        <a href={ssoHref.keys(site)}>{messagesFor(language).admin.singleSignOn.keys.link}</a>
      </p>
    </AdminPage>
  );
}

function AddForm({ reader, name, tag, pasted, errors }: CertificatesProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.certificates;
  const common = { language, errors };
  return (
    <form
      method="post"
      action={ssoHref.certificates(site, name)}
      enctype="multipart/form-data"
      class="stack"
      novalidate
    >
      <Hidden fields={{ tag }} />
      <FormSection id="add-certificate" heading={texts.add} text={texts.addText}>
        <FileField {...common} name="file" label={texts.file} accept=".pem,.cer,.crt,.der" />
        <TextArea {...common} name="pem" label={texts.paste} value={pasted} rows={5} code />
        <SubmitButton>{texts.add}</SubmitButton>
      </FormSection>
    </form>
  );
}

type HeldProps = CertificatesProps & {
  readonly metadata: ListedMetadata;
  readonly held: NonNullable<ListedMetadata['held']>;
};

/** What the metadata says now beside what is pinned, both in view, and the two ways to decide. */
function Held({ reader, name, metadata, held }: HeldProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.certificates;
  return (
    <Warning>
      <h2>{texts.held}</h2>
      <p>{texts.heldText(formatDateTime(held.heldAt, language))}</p>
      <ProviderComparison now={metadata.pinned} proposed={held.proposed} language={language} />
      {reader.can('sso.edit') && (
        <form method="post" action={`${ssoHref.certificates(site, name)}/held`} class="row">
          <Hidden fields={{ digest: held.digest }} />
          <button type="submit" class="button" name="decision" value="accept">
            {texts.accept}
          </button>
          <button type="submit" class="button quiet" name="decision" value="drop">
            {texts.drop}
          </button>
        </form>
      )}
    </Warning>
  );
}
