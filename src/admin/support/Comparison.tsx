import { messagesFor } from '../../web';
import type { Language } from '../../web';
import { differenceOf, spokenText, visibleText, type Parting, type Stretch } from './difference';

interface ComparisonProps {
  readonly language: Language;
  /** Null: nothing particular was expected. */
  readonly expected: string | null;
  /** Null: nothing was received. */
  readonly received: string | null;
}

/** So many places are told in words; the marks show all. */
const mostTold = 3;

/** What was expected beside what was received, the differing characters marked, and the same in words. */
export function Comparison({ language, expected, received }: ComparisonProps) {
  const texts = messagesFor(language).admin.support;
  if (expected === null && received === null) return null;
  const difference = expected === null || received === null ? null : differenceOf(expected, received);
  return (
    <>
      <dl class="compare">
        {expected !== null && (
          <div>
            <dt>{texts.expected}</dt>
            <dd>
              <Value stretches={difference?.expected ?? [{ text: expected, differs: false }]} empty={texts.empty} />
            </dd>
          </div>
        )}
        <div>
          <dt>{texts.received}</dt>
          <dd>
            {received === null ? (
              <em>{texts.nothing}</em>
            ) : (
              <Value stretches={difference?.received ?? [{ text: received, differs: false }]} empty={texts.empty} />
            )}
          </dd>
        </div>
      </dl>
      {difference !== null && difference.partings.length > 0 && (
        <p class="small soft">
          {texts.partingsHeading}: {partingsText(difference.partings, language)}.
        </p>
      )}
    </>
  );
}

function Value({ stretches, empty }: { readonly stretches: readonly Stretch[]; readonly empty: string }) {
  if (stretches.every(({ text }) => text === '')) return <em>{empty}</em>;
  return (
    <code>
      {stretches.map(({ text, differs }, index) =>
        differs ? <mark key={index}>{visibleText(text)}</mark> : <span key={index}>{text}</span>,
      )}
    </code>
  );
}

/** The places in which two values part, in words. */
export function partingsText(partings: readonly Parting[], language: Language): string {
  const texts = messagesFor(language).admin.support.parting;
  const told = partings.slice(0, mostTold).map(({ at, expected, received }) => {
    if (expected === '') return texts.surplus(at, spokenText(received));
    if (received === '') return texts.missing(at, spokenText(expected));
    return texts.changed(at, spokenText(expected), spokenText(received));
  });
  const rest = partings.length - told.length;
  return [...told, ...(rest > 0 ? [texts.more(rest)] : [])].join('; ');
}
