import type { ProviderState } from '../../src/sites';
import { decideRefresh, digestOf, type HoldReason, type RefreshFacts } from '../../src/metadata/decideRefresh';

const key = (name: string) => ({ pem: `pem of ${name}`, fingerprint: name });
const provider = (change: Partial<ProviderState> = {}): ProviderState => ({
  entityId: 'https://idp.test/metadata',
  ssoUrl: 'https://idp.test/sso',
  ssoBinding: 'redirect',
  sloUrl: null,
  sloResponseUrl: null,
  sloBinding: null,
  certificates: [key('a')],
  ...change,
});
const decide = (fetched: Partial<ProviderState>, facts: Partial<RefreshFacts> = {}, stored = provider()) =>
  decideRefresh({
    stored,
    fetched: provider(fetched),
    validUntil: null,
    trust: 'unsigned',
    addressProblems: [],
    now: new Date('2026-11-22T12:00:00Z'),
    ...facts,
  });

test.each<[string, Partial<ProviderState>, RefreshFacts['trust'], readonly string[] | null, readonly HoldReason[]]>([
  // What it says, what vouches for it, the keys applied by itself, why the rest waits.
  ['a new key', { certificates: [key('a'), key('b')] }, 'verified', ['a', 'b'], []],
  ['a new key', { certificates: [key('a'), key('b')] }, 'unsigned', null, ['keys_added']],
  ['a new key', { certificates: [key('a'), key('b')] }, 'unverified', null, ['keys_added']],
  ['another key', { certificates: [key('b')] }, 'verified', ['a', 'b'], ['keys_removed']],
  ['another key', { certificates: [key('b')] }, 'unsigned', null, ['keys_added', 'keys_removed']],
  ['another key', { certificates: [key('b')] }, 'unverified', null, ['keys_added', 'keys_removed']],
])('%s: %j, %s, is applied as %j and held for %j', (_what, fetched, trust, applied, reasons) => {
  const verdict = decide(fetched, { trust });
  const keys = 'next' in verdict ? verdict.next.certificates.map(({ fingerprint }) => fingerprint) : null;
  expect(keys).toEqual(applied);
  expect('hold' in verdict ? verdict.hold.reasons : []).toEqual(reasons);
  // Whoever decides sees all of it.
  if ('hold' in verdict) expect(verdict.hold.proposed).toEqual(provider(fetched));
});

const twoKeys = provider({ certificates: [key('a'), key('b')] });
test.each<RefreshFacts['trust']>(['verified', 'unsigned', 'unverified'])(
  'a key that is no longer listed stays until somebody takes it away: %s',
  (trust) => {
    expect(decide({}, { trust }, twoKeys)).toEqual({
      outcome: 'hold',
      hold: { proposed: provider(), reasons: ['keys_removed'] },
    });
  },
);

test.each<[string, Partial<ProviderState>, RefreshFacts['trust'], 'apply' | 'hold']>([
  ['within its origin', { ssoUrl: 'https://idp.test/new' }, 'unsigned', 'apply'],
  ['by another binding within its origin', { ssoBinding: 'post', ssoUrl: 'https://idp.test/p' }, 'unsigned', 'apply'],
  ['for logout within its origin', { sloUrl: 'https://idp.test/slo' }, 'unsigned', 'apply'],
  ['to another host', { ssoUrl: 'https://evil.test/sso' }, 'unsigned', 'hold'],
  ['to another port', { ssoUrl: 'https://idp.test:8443/sso' }, 'unsigned', 'hold'],
  ['to http', { ssoUrl: 'http://idp.test/sso' }, 'unsigned', 'hold'],
  ['for logout to another host', { sloUrl: 'https://evil.test/slo' }, 'unsigned', 'hold'],
  ['for answers to logout on another host', { sloResponseUrl: 'https://evil.test/slo' }, 'unsigned', 'hold'],
  ['for logout by the other binding', { sloBinding: 'post' }, 'unsigned', 'apply'],
  ['to another host', { ssoUrl: 'https://new.test/sso' }, 'verified', 'apply'],
  ['within its origin', { ssoUrl: 'https://idp.test/new' }, 'unverified', 'hold'],
])('an address that moves %s (%j), %s: %s', (_where, fetched, trust, outcome) => {
  const verdict = decide(fetched, { trust });
  expect(verdict.outcome).toBe(outcome);
  if ('next' in verdict) expect(verdict.next).toEqual(provider(fetched));
  if ('hold' in verdict) expect(verdict.hold.reasons).toEqual(['addresses_changed']);
});

it('an address for logout that goes away is no new one', () => {
  const stored = provider({ sloUrl: 'https://idp.test/slo' });
  expect(decide({}, {}, stored)).toEqual({ outcome: 'apply', next: provider() });
});

it('an address may move while a key waits, and each goes its own way', () => {
  const fetched = { ssoUrl: 'https://idp.test/new', certificates: [key('a'), key('b')] };
  expect(decide(fetched)).toEqual({
    outcome: 'apply_and_hold',
    next: provider({ ssoUrl: 'https://idp.test/new' }),
    hold: { proposed: provider(fetched), reasons: ['keys_added'] },
  });
});

it('the same keys in another order are nothing new', () => {
  const turned = { certificates: [key('b'), key('a')] };
  expect(decide(turned, {}, twoKeys)).toEqual({ outcome: 'unchanged' });
  expect(digestOf(provider(turned))).toBe(digestOf(twoKeys));
  expect(digestOf(provider())).not.toBe(digestOf(twoKeys));
});

test.each<[string, Partial<ProviderState>, Partial<RefreshFacts>, string]>([
  [
    'another entity ID',
    { entityId: 'https://other.test' },
    {},
    'It is of another identity provider: its entity ID is https://other.test, expected https://idp.test/metadata.',
  ],
  [
    'an end that has come',
    {},
    { validUntil: new Date('2026-11-22T12:00:00Z') },
    'It ended on 2026-11-22T12:00:00.000Z (validUntil).',
  ],
  [
    'an address that is not allowed',
    {},
    { addressProblems: ['the address for logout must be an https address'] },
    'It cannot be used: the address for logout must be an https address.',
  ],
])('%s is refused, whoever signed it', (_what, fetched, facts, why) => {
  for (const trust of ['verified', 'unsigned', 'unverified'] as const) {
    expect(decide(fetched, { ...facts, trust })).toEqual({ outcome: 'refuse', why });
  }
});

it('metadata counts until the moment it names', () => {
  expect(decide({}, { validUntil: new Date('2026-11-22T12:00:00.001Z') })).toEqual({ outcome: 'unchanged' });
});
