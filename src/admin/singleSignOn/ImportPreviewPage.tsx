import type { ListedMetadata } from '../../metadata';
import { Hidden, LinkButton, messagesFor, SubmitButton, Warning } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';
import { CertificateTable } from './CertificateTable';
import type { ShownCertificate } from './certificates';
import { ProviderComparison } from './ProviderComparison';

interface ImportPreviewProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly form: { readonly xml: string; readonly url: string; readonly tag: string };
  readonly now: ListedMetadata['pinned'];
  readonly proposed: ListedMetadata['pinned'];
  /** Those of the metadata. */
  readonly certificates: readonly ShownCertificate[];
  readonly warnings: readonly string[];
}

/** What importing metadata would change, both sides in view, before it is saved. */
export function ImportPreviewPage({ reader, name, form, now, proposed, certificates, warnings }: ImportPreviewProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.import;
  const back = ssoHref.connection(site, name);
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.previewTitle(name)}
      crumbs={[
        { label: name, href: back },
        { label: texts.link, href: ssoHref.metadata(site, name) },
      ]}
    >
      <p>{texts.previewText}</p>
      <Warning>
        <ul class="bullets">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </Warning>
      <ProviderComparison now={now} proposed={proposed} language={language} />
      {certificates.length > 0 && (
        <CertificateTable
          id="certificates"
          caption={texts.certificates}
          certificates={certificates}
          language={language}
        />
      )}
      <form method="post" action={`${ssoHref.metadata(site, name)}/save`} class="row">
        <Hidden fields={form} />
        <SubmitButton>{texts.confirm}</SubmitButton>
        <LinkButton kind="quiet" href={back}>
          {admin.frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}
