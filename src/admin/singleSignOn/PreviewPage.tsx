import type { IdpMetadata } from '../../saml';
import {
  Checkbox,
  Facts,
  formatDay,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  Warning,
  type Fact,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';
import { CertificateTable } from './CertificateTable';
import type { ShownCertificate } from './certificates';
import type { NewConnectionForm } from './newConnection';

interface PreviewProps {
  readonly reader: AdminPageReader;
  readonly form: NewConnectionForm;
  /** Null when it is described by hand. */
  readonly metadata: IdpMetadata | null;
  readonly certificates: readonly ShownCertificate[];
  readonly warnings: readonly string[];
}

/** What a new connection will be, before it is saved. */
export function PreviewPage({ reader, form, metadata, certificates, warnings }: PreviewProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.create;
  const { name, xml, url, entityId, ssoUrl, certificates: pem } = form;
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.previewTitle(name)}
      crumbs={[{ label: texts.title, href: ssoHref.create(site) }]}
    >
      <p>{texts.previewText}</p>
      {warnings.length > 0 && (
        <Warning>
          <ul class="bullets">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Warning>
      )}
      <Facts rows={factsOf(reader, form, metadata)} />
      <CertificateTable
        id="certificates"
        caption={texts.certificates}
        certificates={certificates}
        language={language}
      />
      <form method="post" action={`${ssoHref.create(site)}/save`} class="stack">
        <Hidden fields={{ name, xml, url, entityId, ssoUrl, certificates: pem }} />
        <Checkbox
          name="enabled"
          label={texts.enabled}
          hint={texts.enabledHint}
          language={language}
          checked={form.enabled}
        />
        <div class="row">
          <SubmitButton>{admin.frame.save}</SubmitButton>
          <LinkButton kind="quiet" href={ssoHref.create(site)}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}

function factsOf(
  { language }: AdminPageReader,
  { entityId, ssoUrl }: NewConnectionForm,
  metadata: IdpMetadata | null,
): Fact[] {
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.create;
  const none = admin.frame.none;
  if (metadata === null) {
    return [
      [texts.entityId, entityId],
      [texts.ssoUrl, ssoUrl === '' ? none : ssoUrl],
    ];
  }
  return [
    [texts.entityId, metadata.entityId],
    [`${texts.ssoUrl} (HTTP-Redirect)`, metadata.ssoUrl.redirect ?? none],
    [`${texts.ssoUrl} (HTTP-POST)`, metadata.ssoUrl.post ?? none],
    [`${texts.sloUrl} (HTTP-Redirect)`, metadata.sloUrl.redirect ?? none],
    [`${texts.sloUrl} (HTTP-POST)`, metadata.sloUrl.post ?? none],
    [texts.formats, metadata.nameIdFormats.length === 0 ? none : metadata.nameIdFormats.join(', ')],
    [texts.validUntil, metadata.validUntil === null ? none : formatDay(metadata.validUntil, language)],
  ];
}
