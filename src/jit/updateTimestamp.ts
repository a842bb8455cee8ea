import { type Finding, safeValue } from '../sso/catalogue';
import { findingOf } from './findingOf';
import { nearMiss } from './nearMiss';
import { parseTimestamp } from './parseTimestamp';
import { type Attributes, filledValue, readAttribute } from './readAttribute';

/** The spellings under which the public documents name the attribute; all are read. */
export const updateTimestampNames = ['updateTimestamp', 'updateTimeStamp', 'updatetimestamp'] as const;

/** How far updateTimestamp may lie ahead of our clock: one day, in milliseconds. */
const longestLeadMs = 24 * 60 * 60 * 1000;

/** What the assertion says about the age of its data. */
export type UpdateTimestamp =
  | { readonly outcome: 'absent'; readonly hint: string | null }
  | { readonly outcome: 'time'; readonly name: string; readonly time: Date }
  | { readonly outcome: 'unusable'; readonly findings: readonly [Finding, ...Finding[]] };

const expectedFormats =
  'seconds or milliseconds since 1970, ISO 8601 with a zone, or generalized time with Z or offset';

/**
 * Reads updateTimestamp. Empty spellings count as absent. Several must name the same moment, whatever their formats; one
 * more than a day ahead of `now` would block all later updates, so it is unusable.
 */
export function readUpdateTimestamp(attributes: Attributes, now: Date): UpdateTimestamp {
  const sent = updateTimestampNames.flatMap((name) => {
    const value = filledValue(readAttribute(attributes, name));
    return value === null ? [] : [{ name, value, parsed: parseTimestamp(value.trim()) }];
  });
  const findings: Finding[] = [];
  const times: { name: string; value: string; time: Date }[] = [];
  for (const { name, value, parsed } of sent) {
    if (parsed.outcome === 'time') times.push({ name, value, time: parsed.time });
    else findings.push(unreadableFinding(name, value, parsed.why));
  }
  const [first] = times;
  if (first && times.some(({ time }) => time.getTime() !== first.time.getTime())) findings.push(disagreement(times));
  findings.push(
    ...times.filter(({ time }) => time.getTime() - now.getTime() > longestLeadMs).map((late) => ahead(late, now)),
  );
  const [finding, ...others] = findings;
  if (finding) return { outcome: 'unusable', findings: [finding, ...others] };
  if (!first) return { outcome: 'absent', hint: nearMiss(attributes, updateTimestampNames, null) };
  return { outcome: 'time', name: first.name, time: first.time };
}

function unreadableFinding(field: string, value: string, why: string): Finding {
  return findingOf('update_timestamp_unreadable', {
    field,
    expected: expectedFormats,
    received: safeValue(value),
    hint: why,
  });
}

function disagreement(times: readonly { readonly name: string; readonly value: string }[]): Finding {
  return findingOf('update_timestamps_disagree', {
    field: times.map(({ name }) => name).join(', '),
    expected: 'the same moment in each',
    received: times.map(({ name, value }) => `${name}: ${safeValue(value)}`).join(', '),
  });
}

function ahead({ name, value, time }: { name: string; value: string; time: Date }, now: Date): Finding {
  // Without its Z a generalized time is 14 digits, which are milliseconds and lie centuries ahead.
  const isGeneralizedWithoutZone = /^(?:19|20)\d{12}$/.test(value.trim());
  return findingOf('update_timestamp_in_future', {
    field: name,
    expected: `at most one day after ${now.toISOString()}`,
    received: safeValue(value),
    hint: isGeneralizedWithoutZone
      ? '14 digits are read as milliseconds since 1970; a generalized time needs a Z or an offset at its end'
      : `read as ${time.toISOString()}`,
  });
}
