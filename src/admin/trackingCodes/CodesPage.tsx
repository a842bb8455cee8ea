import {
  DataTable,
  ErrorSummary,
  Field,
  formatNumber,
  Hidden,
  LinkButton,
  messagesFor,
  Select,
  SubmitButton,
  Warning,
  type Column,
  type FormError,
  type Language,
} from '../../web';
import { trackingCodeName } from '../../trackingCodes';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { ConflictNotice } from '../ConflictNotice';
import type { CodeRow } from './codesForm';

interface CodesProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly rows: readonly CodeRow[];
  /** Numbers of the codes for whose list values have arrived. */
  readonly arrived: readonly number[];
  readonly errors: readonly FormError[];
  /** What somebody else changed meanwhile. */
  readonly conflict: readonly string[];
}

/** TC1 to TC10 in one form; in words for whoever may not change them. */
export function CodesPage(props: CodesProps) {
  const { reader, notice, rows, errors, conflict } = props;
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.trackingCodes;
  const home = areaHref('trackingCodes', site);
  const mayEdit = reader.can('trackingCodes.edit');
  const table = (
    <DataTable
      id="codes"
      caption={texts.caption}
      columns={mayEdit ? editedColumns(props) : shownColumns(props)}
      rows={rows}
      keyOf={({ number }) => String(number)}
    />
  );
  return (
    <AdminPage reader={reader} area="trackingCodes" title={texts.title} notice={notice}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={home} />}
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.intro}</p>
      <Attention {...props} />
      {mayEdit ? (
        <form method="post" action={home} novalidate>
          <Hidden fields={Object.fromEntries(rows.map(({ number, tag }) => [`tag-${number}`, tag]))} />
          <div class="stack">
            {table}
            <p class="soft">{texts.usageHelp}</p>
            <div class="row">
              <SubmitButton>{admin.frame.save}</SubmitButton>
            </div>
          </div>
        </form>
      ) : (
        table
      )}
    </AdminPage>
  );
}

/** What would keep people out, and what arrived that no list has. */
function Attention({ reader, rows, arrived }: CodesProps) {
  const texts = messagesFor(reader.language).admin.trackingCodes;
  const barred = rows.filter(
    ({ usage, input, values }) => usage === 'required' && input === 'dropdown' && values.active === 0,
  );
  const names = (numbers: readonly number[]) => numbers.map(trackingCodeName).join(', ');
  return (
    <>
      {barred.length > 0 && (
        <Warning tone="bad">
          <p>{texts.emptyRequired(names(barred.map(({ number }) => number)))}</p>
        </Warning>
      )}
      {arrived.length > 0 && (
        <Warning>
          <p>{texts.arrivedWaiting(names(arrived))}</p>
          <ul class="bullets">
            {arrived.map((number) => (
              <li key={number}>
                <a href={`${areaHref('trackingCodes', reader.site)}/${number}#arrived`}>
                  {texts.editListOf(trackingCodeName(number))}
                </a>
              </li>
            ))}
          </ul>
        </Warning>
      )}
    </>
  );
}

function editedColumns({ reader, errors }: CodesProps): Column<CodeRow>[] {
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes;
  const common = { language, errors, labelHidden: true };
  return [
    codeColumn(language),
    {
      heading: texts.label,
      cell: ({ number, label }) => (
        <Field {...common} name={`label-${number}`} label={texts.labelOf(trackingCodeName(number))} value={label} />
      ),
    },
    {
      heading: texts.input,
      cell: ({ number, input }) => (
        <Select
          {...common}
          name={`input-${number}`}
          label={texts.inputOf(trackingCodeName(number))}
          value={input}
          choices={choicesOf(texts.inputs)}
        />
      ),
    },
    {
      heading: texts.usage,
      cell: ({ number, usage }) => (
        <Select
          {...common}
          name={`usage-${number}`}
          label={texts.usageOf(trackingCodeName(number))}
          value={usage}
          choices={choicesOf(texts.usages)}
        />
      ),
    },
    listColumn(reader, texts.editList),
  ];
}

function shownColumns({ reader }: CodesProps): Column<CodeRow>[] {
  const texts = messagesFor(reader.language).admin.trackingCodes;
  return [
    codeColumn(reader.language),
    { heading: texts.label, cell: ({ label }) => label },
    { heading: texts.input, cell: ({ input }) => wordOf(texts.inputs, input) },
    { heading: texts.usage, cell: ({ usage }) => wordOf(texts.usages, usage) },
    listColumn(reader, texts.viewList),
  ];
}

function codeColumn(language: Language): Column<CodeRow> {
  const { code } = messagesFor(language).admin.trackingCodes;
  return { heading: code, rowHeader: true, cell: ({ number }) => trackingCodeName(number) };
}

function listColumn({ language, site }: AdminPageReader, link: string): Column<CodeRow> {
  const texts = messagesFor(language).admin.trackingCodes;
  return {
    heading: texts.list,
    cell: ({ number, isDefined, values }) =>
      isDefined ? (
        <div class="stack-small">
          <LinkButton kind="quiet" href={`${areaHref('trackingCodes', site)}/${number}`}>
            {link}
            <span class="hidden-visually"> {trackingCodeName(number)}</span>
          </LinkButton>
          <span class="soft">
            {texts.listSize(formatNumber(values.active, language), formatNumber(values.all, language))}
          </span>
        </div>
      ) : (
        <span class="soft">{texts.noList}</span>
      ),
  };
}

function choicesOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value;
}
