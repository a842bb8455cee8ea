/** A time read from text, or what stood in the way, in words. */
export type ParsedTimestamp =
  { readonly outcome: 'time'; readonly time: Date } | { readonly outcome: 'unreadable'; readonly why: string };

const isoTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)$/;
const isoTimeWithoutZone = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,](\d{1,9}))?(Z|[+-]\d\d(?:\d\d)?)$/;
const digits = /^\d+$/;

const longestSeconds = 11;
const longestMilliseconds = 14;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const secondMs = 1000;

/**
 * Reads the three formats of updateTimestamp (design 6.5): digits since 1970 (up to 11 are seconds, 12 to 14
 * milliseconds), ISO 8601 with a zone, and generalized time with Z or an offset (RFC 4517 section 3.3.13). The result has
 * millisecond precision; what is finer is cut.
 */
export function parseTimestamp(text: string): ParsedTimestamp {
  if (digits.test(text)) return fromDigits(text);
  const iso = isoTime.exec(text);
  if (iso) return fromParts(iso);
  const generalized = generalizedTime.exec(text);
  if (generalized) return fromParts(generalized);
  return unreadable(isoTimeWithoutZone.test(text) ? 'an ISO 8601 time needs a zone, such as Z' : 'no known format');
}

function fromDigits(text: string): ParsedTimestamp {
  if (text.length > longestMilliseconds) {
    return unreadable(`${text.length} digits: more than 14 are neither seconds nor milliseconds since 1970`);
  }
  const count = Number(text);
  return { outcome: 'time', time: new Date(text.length <= longestSeconds ? count * secondMs : count) };
}

/** Groups 1 to 8 of both expressions: year, month, day, hour, minute, second, fraction, zone. */
function fromParts(groups: RegExpExecArray): ParsedTimestamp {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  if (year < 1 || hour > 23 || minute > 59 || second > 59) return unreadable('a part of the time is out of range');
  const start = new Date(0);
  // Date.UTC would read the years 1 to 99 as 1901 to 1999.
  start.setUTCFullYear(year, month - 1, day);
  if (start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return unreadable('there is no such day');
  const offset = offsetMs(groups[8] ?? '');
  if (offset === null) return unreadable('the zone is out of range');
  const fraction = Math.floor(Number(`0.${groups[7] ?? '0'}`) * fractionUnitMs(groups));
  start.setUTCHours(hour, minute, second);
  return { outcome: 'time', time: new Date(start.getTime() + fraction - offset) };
}

/** Generalized time lets the fraction follow the hour or the minute when what is smaller is left out. */
function fractionUnitMs(groups: RegExpExecArray): number {
  if (groups[6] !== undefined) return secondMs;
  return groups[5] !== undefined ? minuteMs : hourMs;
}

/** Zones reach from -14:00 to +14:00 (XML Schema part 2, 3.2.7.3). */
function offsetMs(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * hourMs + minutes * minuteMs);
}

function unreadable(why: string): ParsedTimestamp {
  return { outcome: 'unreadable', why };
}
