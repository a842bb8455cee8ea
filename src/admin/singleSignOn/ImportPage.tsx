import { ErrorSummary, LinkButton, messagesFor, SubmitButton, type FormError } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';
import { MetadataFields } from './MetadataFields';

interface ImportProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly form: { readonly xml: string; readonly url: string };
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

/** The metadata of an identity provider that is connected already, once more. Nothing is saved yet. */
export function ImportPage({ reader, name, form, errors, conflict }: ImportProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.import;
  const back = ssoHref.connection(site, name);
  const here = ssoHref.metadata(site, name);
  return (
    <AdminPage reader={reader} area="singleSignOn" title={texts.title(name)} crumbs={[{ label: name, href: back }]}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={here} />}
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.text}</p>
      <form method="post" action={here} enctype="multipart/form-data" class="stack" novalidate>
        <MetadataFields form={form} errors={errors} language={language} />
        <div class="row">
          <SubmitButton>{texts.preview}</SubmitButton>
          <LinkButton kind="quiet" href={back}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}
