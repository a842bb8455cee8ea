import type { CsvImport } from '../../../db';
import {
  DataTable,
  ErrorSummary,
  FileField,
  FormSection,
  formatNumber,
  LinkButton,
  messagesFor,
  Moment,
} from '../../../web';
import { SubmitButton, TextArea, type FormError } from '../../../web';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { areaHref } from '../../areas';
import { accountColumns } from './accountColumns';
import { importLimits } from './readFile';

interface StartProps {
  readonly reader: AdminPageReader;
  readonly errors: readonly FormError[];
  /** What was pasted, kept when it came back. */
  readonly text: string;
  readonly imports: readonly CsvImport[];
}

/** Import and export: where a file is sent, and those that were sent before. */
export function ImportStartPage({ reader, errors, text, imports }: StartProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.users.import;
  const listHref = areaHref('users', site);
  return (
    <AdminPage
      reader={reader}
      area="users"
      title={texts.title}
      crumbs={[{ label: texts.title, href: `${listHref}/import` }]}
    >
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={`${listHref}/import`} enctype="multipart/form-data" class="stack" novalidate>
        <FormSection
          id="import"
          heading={texts.importHeading}
          text={texts.importText(formatNumber(importLimits.rows, language), importLimits.megabytes)}
        >
          <p>{texts.columnsText}</p>
          <p class="soft">
            {texts.columns}: {accountColumns.join(', ')}
          </p>
          <FileField name="file" label={texts.file} language={language} errors={errors} accept=".csv,text/csv" />
          <TextArea name="text" label={texts.text} language={language} errors={errors} value={text} rows={6} code />
          <SubmitButton>{texts.preview}</SubmitButton>
        </FormSection>
      </form>
      <section class="card stack" aria-labelledby="export">
        <h2 id="export">{texts.exportHeading}</h2>
        <p class="soft">{texts.exportText}</p>
        <div class="row">
          <LinkButton kind="quiet" href={`${listHref}/accounts.csv`}>
            {texts.exportAll}
          </LinkButton>
          <LinkButton kind="quiet" href={`${listHref}/accounts.csv?active=on`}>
            {texts.exportActive}
          </LinkButton>
        </div>
      </section>
      {imports.length === 0 ? (
        <p class="soft">{texts.previousNone}</p>
      ) : (
        <DataTable
          id="imports"
          caption={texts.previous}
          rows={imports}
          keyOf={({ id }) => id}
          columns={[
            {
              heading: texts.fileName,
              rowHeader: true,
              cell: ({ id, fileName }) => <a href={`${listHref}/import/${id}`}>{fileName}</a>,
            },
            { heading: texts.when, cell: ({ createdAt }) => <Moment value={createdAt} language={language} /> },
            { heading: texts.by, cell: ({ actor }) => actor.slice(actor.indexOf(':') + 1) },
            { heading: texts.rows, numeric: true, cell: ({ rowCount }) => formatNumber(rowCount, language) },
            { heading: texts.state, cell: ({ status }) => texts.states[status] },
          ]}
        />
      )}
    </AdminPage>
  );
}
