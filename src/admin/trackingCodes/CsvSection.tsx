import { FileField, Hidden, messagesFor, RadioGroup, SubmitButton, TextArea, type FormError } from '../../web';
import type { AdminPageReader } from '../AdminPage';

interface CsvProps {
  readonly reader: AdminPageReader;
  /** Address of the list. */
  readonly action: string;
  readonly tag: string;
  readonly mayEdit: boolean;
  readonly errors: readonly FormError[];
}

/** The list as a file, both ways. */
export function CsvSection({ reader, action, tag, mayEdit, errors }: CsvProps) {
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes.csv;
  const choice = (mode: 'merge' | 'replace') => ({
    value: mode,
    label: texts.modes[mode],
    hint: texts.modeHints[mode],
  });
  return (
    <section class="stack" aria-labelledby="csv-heading">
      <div class="stack-small">
        <h2 id="csv-heading">{texts.heading}</h2>
        <p>
          <a href={`${action}/values.csv`}>{texts.download}</a>
        </p>
      </div>
      {mayEdit && (
        <form method="post" action={`${action}/import`} enctype="multipart/form-data" class="stack" novalidate>
          <Hidden fields={{ tag }} />
          <p class="soft">{texts.text}</p>
          <FileField name="file" label={texts.file} language={language} accept=".csv,text/csv,text/plain" />
          <TextArea name="text" label={texts.pasted} language={language} value="" rows={4} code errors={errors} />
          <RadioGroup
            name="mode"
            label={texts.mode}
            language={language}
            value="merge"
            choices={[choice('merge'), choice('replace')]}
          />
          <div class="row">
            <SubmitButton kind="quiet">{texts.preview}</SubmitButton>
          </div>
        </form>
      )}
    </section>
  );
}
