import type { CsvImport } from '../../../db';
import { DataTable, Facts, formatNumber, LinkButton, messagesFor, SubmitButton } from '../../../web';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { areaHref } from '../../areas';
import { problemText } from '../problemText';
import type { RowOutcome } from './foresee';
import type { ImportRow } from './importStore';

interface ImportProps {
  readonly reader: AdminPageReader;
  readonly file: Pick<CsvImport, 'id' | 'fileName' | 'status' | 'rowCount' | 'columns'>;
  /** Rows by outcome: foreseen before it is confirmed, done afterwards. */
  readonly counts: ReadonlyMap<RowOutcome, number>;
  /** The first refused rows. */
  readonly refused: readonly ImportRow[];
}

const outcomes = ['create', 'update', 'unchanged', 'refuse'] as const satisfies RowOutcome[];

/** An import: what it would do, how far it is, or what it did. */
export function ImportPage({ reader, file, counts, refused }: ImportProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.users.import;
  const listHref = areaHref('users', site);
  const href = `${listHref}/import/${file.id}`;
  const number = (value: number) => formatNumber(value, language);
  const title = file.status === 'preview' ? texts.previewTitle : texts.resultTitle;
  const refusedCount = counts.get('refuse') ?? 0;
  return (
    <AdminPage
      reader={reader}
      area="users"
      title={title}
      crumbs={[
        { label: texts.title, href: `${listHref}/import` },
        { label: file.fileName, href },
      ]}
    >
      <State {...{ reader, file, counts, refused }} />
      <section class="card stack" aria-labelledby="counts">
        <h2 id="counts">{texts.counts}</h2>
        <Facts rows={outcomes.map((outcome) => [texts.outcomes[outcome], number(counts.get(outcome) ?? 0)])} />
      </section>
      {refusedCount > 0 && (
        <section class="stack" aria-labelledby="refused-heading">
          <h2 id="refused-heading">{texts.refused}</h2>
          <RefusedRows reader={reader} file={file} refused={refused} />
          {refusedCount > refused.length && <p class="soft">{texts.refusedMore(number(refused.length))}</p>}
          <p>
            <a href={`${href}/refused.csv`}>{texts.failedRows}</a>
          </p>
        </section>
      )}
      <p>
        <a href={`${listHref}/import`}>{texts.back}</a>
      </p>
    </AdminPage>
  );
}

function State({ reader, file, counts }: ImportProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.users.import;
  const href = `${areaHref('users', site)}/import/${file.id}`;
  const number = (value: number) => formatNumber(value, language);
  const done = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const wanted = (counts.get('create') ?? 0) + (counts.get('update') ?? 0);
  switch (file.status) {
    case 'preview':
      return wanted === 0 ? (
        <p class="notice">{texts.confirmNone}</p>
      ) : (
        <form method="post" action={`${href}/confirm`} class="stack-small">
          <p class="soft">{texts.refusedStay}</p>
          <SubmitButton>{texts.confirm(number(file.rowCount))}</SubmitButton>
        </form>
      );
    case 'running':
      return (
        <div class="stack-small" role="status">
          <p>{texts.progress(number(done), number(file.rowCount))}</p>
          <progress max={file.rowCount} value={done} aria-label={texts.resultTitle} />
          <p class="soft">{texts.progressText}</p>
          <p>
            <LinkButton kind="quiet" href={href}>
              {texts.refresh}
            </LinkButton>
          </p>
        </div>
      );
    case 'stopped':
      return <p class="notice bad">{texts.stoppedText}</p>;
    case 'done':
      return <p role="status">{texts.progress(number(done), number(file.rowCount))}</p>;
  }
}

function RefusedRows({ reader, file, refused }: Pick<ImportProps, 'reader' | 'file' | 'refused'>) {
  const { language } = reader;
  const texts = messagesFor(language).admin.users.import;
  const usernameAt = file.columns.findIndex((heading) => heading.trim().toLowerCase() === 'username');
  return (
    <DataTable
      id="refused"
      caption={texts.failedRows}
      rows={refused}
      keyOf={({ number }) => String(number)}
      columns={[
        { heading: texts.row, numeric: true, rowHeader: true, cell: ({ number }) => formatNumber(number, language) },
        { heading: texts.username, cell: ({ fields }) => fields[usernameAt] ?? '' },
        {
          heading: texts.reasons,
          cell: ({ problems }) => (
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.field} ${problem.reason}`}>
                  {problem.field}: {problemText(problem, language)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
