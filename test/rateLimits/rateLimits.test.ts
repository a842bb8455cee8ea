import { RateLimits, type Limit } from '../../src/rateLimits';

const now = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const ofAddress = (limits: readonly Limit[]): Limit => limits[0] ?? { key: '', most: 0, seconds: 0 };

describe('the limits of a request', () => {
  it('are the address first, then the connection: one client cannot use up what belongs to all', () => {
    const limits = new RateLimits(true);
    const [address, connection] = limits.of('forged', '203.0.113.7', 'a-connection');
    expect([address?.key, connection?.key]).toEqual([
      limits.of('forged', '203.0.113.7', null)[0]?.key,
      limits.of('forged', null, 'a-connection')[0]?.key,
    ]);
  });

  it('tell kinds and addresses apart, and neither by what a client calls itself at length', () => {
    const limits = new RateLimits(true);
    const keys = [
      limits.of('forged', '203.0.113.7', null),
      limits.of('refused', '203.0.113.7', null),
      limits.of('forged', '203.0.113.8', null),
      limits.of('forged', 'x'.repeat(10_000), null),
    ].map((found) => ofAddress(found).key);
    expect(new Set(keys).size).toBe(4);
    expect(keys.map((key) => key.length)).toEqual([64, 64, 64, 64]);
  });

  it('are none with RATE_LIMITS=off', () => {
    expect(new RateLimits(false).of('forged', '203.0.113.7', 'a-connection')).toEqual([]);
  });
});

describe('what a process remembers', () => {
  const remembered = (of: 'forged' | 'refused', address: string | null, connection: string | null) => {
    const limits = new RateLimits(true);
    limits.remember({ key: ofAddress(limits.of(of, address, connection)).key, until: later(30) });
    return limits;
  };

  it('turns an address away that posted too many forged responses, until the window ends', () => {
    const limits = remembered('forged', '2001:db8::1', null);
    expect(limits.blockedUntil('2001:db8::2', later(29))).toEqual(later(30));
    expect(limits.blockedUntil('2001:db8:0:1::1', later(29))).toBeNull();
    expect(limits.blockedUntil('2001:db8::2', later(30))).toBeNull();
  });

  it.each<[string, RateLimits]>([
    ['too many genuine refusals', remembered('refused', '203.0.113.7', null)],
    ['too many on the connection by everybody', remembered('forged', null, 'a-connection')],
  ])('does not turn away for %s', (_is, limits) => {
    expect(limits.blockedUntil('203.0.113.7', now)).toBeNull();
    expect(limits.blockedUntil(null, now)).toBeNull();
  });

  it('is bounded, however many addresses there are', () => {
    const limits = new RateLimits(true);
    const key = (n: number) => ofAddress(limits.of('forged', `10.0.${n >> 8}.${n & 255}`, null)).key;
    for (let n = 0; n < 10_001; n += 1) limits.remember({ key: key(n), until: later(30) });
    expect(limits.blockedUntil('10.0.0.0', now)).toBeNull();
    expect(limits.blockedUntil(`10.0.${10_000 >> 8}.${10_000 & 255}`, now)).toEqual(later(30));
  });
});
