const dateTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * A dateTime of RFC 7643 section 2.3.5 in milliseconds since 1970; finer fractions are cut, a missing zone reads as UTC.
 * Null for anything else, also for days that no calendar has.
 */
export function parseDateTime(text: string): number | null {
  const [, day, time, fraction = '', zone = 'Z'] = dateTime.exec(text) ?? [];
  if (day === undefined || time === undefined || !isOfTheCalendar(day)) return null;
  const moment = Date.parse(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
  return Number.isNaN(moment) ? null : moment;
}

/** Date.parse takes 30 February for 2 March. */
function isOfTheCalendar(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}
