import { trimXml } from './element';

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Oldest an assertion may be when it arrives, besides the skew. */
export const maxAssertionAgeMs = 10 * 60 * 1000;
/** The largest skew a connection can set. */
export const maxSkewMs = 300 * 1000;

/** Reads an xs:dateTime with a zone (SAML Core 1.3.3), 0 to 9 fraction digits; null for anything else, such as 30 February. */
export function parseDateTime(text: string): Date | null {
  const match = dateTime.exec(trimXml(text));
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const written = new Date(time).toISOString().slice(0, 19);
  if (written !== trimXml(text).slice(0, 19)) return null;
  const offset = offsetMs(match[8], Number(match[9] ?? 0), Number(match[10] ?? 0));
  return offset === null ? null : new Date(time - offset);
}

function offsetMs(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 14 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Says how far a time lies from now, for a person who looks for a wrong clock: "94 s ahead of our clock". */
export function clockHint(time: Date, now: Date): string {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  return seconds >= 0 ? `${seconds} s ahead of our clock` : `${-seconds} s behind our clock`;
}
