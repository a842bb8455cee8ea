import {
  ErrorSummary,
  Field,
  FileField,
  FormSection,
  LinkButton,
  messagesFor,
  SubmitButton,
  TextArea,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';
import type { NewConnectionForm } from './newConnection';

interface NewConnectionProps {
  readonly reader: AdminPageReader;
  readonly form: NewConnectionForm;
  readonly errors: readonly FormError[];
}

/** A new connection: by the metadata of the identity provider in one of three ways, or by hand. Nothing is saved yet. */
export function NewConnectionPage({ reader, form, errors }: NewConnectionProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.create;
  const common = { language, errors };
  return (
    <AdminPage reader={reader} area="singleSignOn" title={texts.title} crumbs={[]}>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={ssoHref.create(site)} enctype="multipart/form-data" class="stack" novalidate>
        <FormSection id="the-name" heading={texts.nameHeading}>
          <Field {...common} name="name" label={texts.name} hint={texts.nameHint} value={form.name} required short />
        </FormSection>
        <FormSection id="by-metadata" heading={texts.byMetadata} text={texts.byMetadataText}>
          <FileField
            {...common}
            name="file"
            label={texts.file}
            hint={texts.fileHint}
            accept=".xml,application/samlmetadata+xml,text/xml"
          />
          <TextArea {...common} name="xml" label={texts.xml} value={form.url === '' ? form.xml : ''} rows={6} code />
          <Field {...common} name="url" label={texts.url} hint={texts.urlHint} value={form.url} maxLength={2048} />
        </FormSection>
        <FormSection id="by-hand" heading={texts.byHand} text={texts.byHandText}>
          <Field {...common} name="entityId" label={texts.entityId} value={form.entityId} maxLength={1024} />
          <Field {...common} name="ssoUrl" label={texts.ssoUrl} value={form.ssoUrl} maxLength={2048} />
          <TextArea
            {...common}
            name="certificates"
            label={texts.certificates}
            hint={texts.certificatesHint}
            value={form.certificates}
            rows={5}
            code
          />
        </FormSection>
        <div class="row">
          <SubmitButton>{texts.preview}</SubmitButton>
          <LinkButton kind="quiet" href={ssoHref.home(site)}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}
