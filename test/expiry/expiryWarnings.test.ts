import { daysUntil, expiryWarnings, type Expiring } from '../../src/expiry';

const now = new Date('2026-11-22T12:00:00Z');
const dayMs = 86_400_000;
const ending = (inMs: number, key = 'a'): Expiring => ({
  kind: 'idp_certificate',
  siteId: 'site',
  site: 'acme',
  siteName: 'Acme',
  connection: 'main',
  key,
  subject: 'CN=idp',
  fingerprint: 'ab',
  endsAt: new Date(now.getTime() + inMs),
});

test.each<[string, number, number | null, number]>([
  ['a year', 365 * dayMs, null, 365],
  ['a little more than 60 days', 60 * dayMs + 1, null, 60],
  ['60 days', 60 * dayMs, 60, 60],
  ['31 days', 31 * dayMs, 60, 31],
  ['30 days', 30 * dayMs, 30, 30],
  ['8 days', 8 * dayMs, 30, 8],
  ['7 days', 7 * dayMs, 7, 7],
  ['a little more than a day', dayMs + 1, 7, 1],
  ['a day', dayMs, 1, 1],
  ['an hour', 3_600_000, 1, 0],
  ['nothing', 0, null, 0],
  ['less than nothing', -1, null, -1],
])('of what ends in %s (%d ms) the threshold is %j', (_when, inMs, threshold, days) => {
  expect(expiryWarnings([ending(inMs)], now).map((warning) => warning.threshold)).toEqual(
    threshold === null ? [] : [threshold],
  );
  expect(daysUntil(ending(inMs).endsAt, now)).toBe(days);
});

it('the nearest end comes first', () => {
  const things = [ending(20 * dayMs, 'later'), ending(2 * dayMs, 'soon'), ending(90 * dayMs, 'not yet')];
  expect(expiryWarnings(things, now).map(({ key }) => key)).toEqual(['soon', 'later']);
});
