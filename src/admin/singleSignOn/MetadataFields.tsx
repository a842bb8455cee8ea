import { Field, FileField, FormSection, messagesFor, TextArea, type FormError, type Language } from '../../web';

interface MetadataFieldsProps {
  readonly form: { readonly xml: string; readonly url: string };
  readonly errors: readonly FormError[];
  readonly language: Language;
}

/** The three ways to give metadata: a file, its text, its address. */
export function MetadataFields({ form, errors, language }: MetadataFieldsProps) {
  const texts = messagesFor(language).admin.singleSignOn.create;
  const common = { language, errors };
  return (
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
  );
}
