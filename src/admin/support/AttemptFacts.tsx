import type { AdminPageReader } from '../AdminPage';
import type { KeptAttempt } from '../../sso';
import { DataTable, Facts, formatNumber, messagesFor } from '../../web';
import type { Fact, Language, Messages } from '../../web';

interface AttemptFactsProps {
  readonly reader: AdminPageReader;
  readonly attempt: KeptAttempt;
}

/** Everything else that is kept of an attempt: whom it concerns, clocks, times, and the attributes as they came. */
export function AttemptFacts({ reader, attempt }: AttemptFactsProps) {
  const { language } = reader;
  const texts = messagesFor(language).admin.support;
  const attributes = Object.entries(attempt.attributes ?? {});
  return (
    <>
      <section class="card stack" aria-labelledby="facts-heading">
        <h2 id="facts-heading">{texts.factsHeading}</h2>
        <Facts rows={factsOf(attempt, texts, language)} />
      </section>
      <section class="stack" aria-labelledby="attributes-heading">
        <h2 id="attributes-heading">{texts.attributesHeading}</h2>
        {attributes.length === 0 ? (
          <p class="soft">{texts.noAttributes}</p>
        ) : (
          <DataTable
            id="attributes"
            caption={texts.attributesCaption}
            rows={attributes}
            keyOf={([name]) => name}
            columns={[
              { heading: texts.attribute, rowHeader: true, cell: ([name]) => <code>{name}</code> },
              { heading: texts.values, cell: ([, values]) => <Values values={values} empty={texts.empty} /> },
            ]}
          />
        )}
      </section>
    </>
  );
}

function Values({ values, empty }: { readonly values: readonly string[]; readonly empty: string }) {
  return (
    <ul>
      {values.map((value, index) => (
        <li key={index}>{value === '' ? <em>{empty}</em> : value}</li>
      ))}
    </ul>
  );
}

function factsOf(attempt: KeptAttempt, texts: Messages['admin']['support'], language: Language): Fact[] {
  const { nameId, clockOffsetMs, timings, note } = attempt;
  const qualifiers = [nameId?.nameQualifier, nameId?.spNameQualifier].filter((one) => (one ?? '') !== '');
  return [
    [texts.kind, texts.kinds[attempt.kind]],
    [texts.connection, attempt.connection ?? texts.removed],
    [texts.person, attempt.username ?? texts.unknown],
    [texts.account, attempt.account ?? texts.nothing],
    ...(nameId === null
      ? []
      : ([
          [texts.nameId, nameId.value],
          [texts.nameIdFormat, <code>{nameId.format}</code>],
        ] as Fact[])),
    ...(qualifiers.length === 0 ? [] : ([[texts.qualifiers, qualifiers.join(', ')]] as Fact[])),
    ...(clockOffsetMs === null ? [] : ([[texts.clock, clockText(clockOffsetMs, texts, language)]] as Fact[])),
    [texts.address, attempt.clientAddress ?? texts.unknown],
    ...(timings === null ? [] : ([[texts.timings, timingsText(timings, texts, language)]] as Fact[])),
    ...(note === null ? [] : ([[texts.note, <span lang="en">{note}</span>]] as Fact[])),
  ];
}

function clockText(offsetMs: number, texts: Messages['admin']['support'], language: Language): string {
  const seconds = Math.round(offsetMs / 1000);
  if (seconds === 0) return texts.clockSame;
  const amount = formatNumber(Math.abs(seconds), language);
  return seconds > 0 ? texts.clockAhead(amount) : texts.clockBehind(amount);
}

/** Milliseconds by stage, in the order of the stages. */
function timingsText(
  timings: Readonly<Record<string, number>>,
  texts: Messages['admin']['support'],
  language: Language,
): string {
  const known: Readonly<Record<string, string>> = texts.stages;
  return Object.entries(timings)
    .map(([stage, ms]) => texts.timing(known[stage] ?? stage, formatNumber(Math.round(ms * 10) / 10, language)))
    .join(', ');
}
