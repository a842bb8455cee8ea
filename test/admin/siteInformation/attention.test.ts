import { attentionOf, type Attention } from '../../../src/admin/siteInformation/attention';
import type { SiteInformation } from '../../../src/admin/siteInformation/readSiteInformation';
import type { Expiring } from '../../../src/expiry';
import { testNow } from '../../support/site';

const quiet: SiteInformation = {
  id: '1',
  slug: 'acme',
  name: 'Acme',
  partnerId: 'P-1',
  seats: 25,
  seatsUsed: 12,
  accounts: { active: 12, pending: 0, deactivated: 0, locked: 0, expired: 0 },
  adminContact: {},
  ssoEnabled: true,
  autoCreate: true,
  unlistedValues: 0,
  heldMetadata: 0,
};
const inDays = (days: number): Expiring => ({
  kind: 'idp_certificate',
  siteId: '1',
  site: 'acme',
  siteName: 'Acme',
  connection: 'main',
  key: `c${days}`,
  subject: 'CN=idp',
  fingerprint: 'ab',
  endsAt: new Date(testNow.getTime() + days * 86_400_000),
});
const found = (site: Partial<SiteInformation>, expiring: readonly Expiring[] = [], held: readonly string[] = []) =>
  attentionOf({ site: { ...quiet, ...site }, expiring, held, now: testNow });

test('nothing waits on a site where all is well', () => {
  expect(found({}, [inDays(61)])).toEqual([]);
});

test.each<[string, Partial<SiteInformation>, Attention['id'][]]>([
  ['no partner ID while accounts are made at sign-in', { partnerId: null }, ['partner_id_missing']],
  ['no partner ID, but nobody is made', { partnerId: null, autoCreate: false }, []],
  ['no partner ID, but single sign-on is off', { partnerId: null, ssoEnabled: false }, []],
  ['no seat free for a new host', { seatsUsed: 25 }, ['seats_full']],
  ['no seat free, but nobody is made', { seatsUsed: 25, autoCreate: false }, []],
  ['more seats held than there are', { seatsUsed: 26, autoCreate: false }, ['overdrawn']],
  ['people who wait', { accounts: { ...quiet.accounts, pending: 3 } }, ['pending_people']],
  ['values that are on no list', { unlistedValues: 1 }, ['unlisted_values']],
])('%s', (_is, site, ids) => {
  expect(found(site).map(({ id }) => id)).toEqual(ids);
});

test('what has ended comes before what ends soon, the nearest first, and metadata that waits after both', () => {
  const items = found({}, [inDays(40), inDays(-2), inDays(3)], ['main']);
  expect(items).toMatchObject([
    { id: 'ended', daysLeft: -2 },
    { id: 'ends_soon', daysLeft: 3 },
    { id: 'ends_soon', daysLeft: 40 },
    { id: 'held_metadata', connection: 'main' },
  ]);
});
