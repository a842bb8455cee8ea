import {
  ErrorSummary,
  Field,
  FormSection,
  LinkButton,
  messagesFor,
  SubmitButton,
  TextArea,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';
import { MetadataFields } from './MetadataFields';
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
        <MetadataFields form={form} errors={errors} language={language} />
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
