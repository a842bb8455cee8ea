import { isTimeZone, timeZones } from '../../src/accounts';

test.each([
  ['a name of the list', 'Europe/Oslo', true],
  ['the zone of whoever chose none', 'UTC', true],
  ['an older name', 'US/Pacific', true],
  ['an offset', '+01:00', false],
  ['an offset without a colon', '-0100', false],
  ['a place that is none', 'Mars/Olympus', false],
  ['nothing', '', false],
  ['a name with a blank', ' Europe/Oslo', false],
])('%s is a time zone or is not', (_, value, expected) => {
  expect(isTimeZone(value)).toBe(expected);
});

it('every zone to choose from is one', () => {
  expect(timeZones.length).toBeGreaterThan(300);
  expect(timeZones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});
