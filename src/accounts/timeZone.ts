/** The time zones to choose from: every one of the IANA database that this process can reckon with, in their order. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');

const known = new Set(timeZones);

/** True for a name of the IANA time zone database, also an older one (`US/Pacific`); an offset (`+01:00`) is none. */
export function isTimeZone(value: string): boolean {
  if (known.has(value)) return true;
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
