import { BodyAllowance } from '../../../src/scim/calls/bodyAllowance';

const start = new Date('2026-11-22T12:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const megabyte = 'x'.repeat(1_000_000);

/** How many calls of a megabyte each way at one moment are kept with their bodies. */
function keptOf(allowance: BodyAllowance, calls: number, now: Date, provisioning = 'p'): number {
  const bodies = [megabyte.slice(500_000), megabyte.slice(500_000)];
  return Array.from({ length: calls }, () => allowance.take(provisioning, bodies, now)).filter(Boolean).length;
}

describe('bodies of calls that are kept', () => {
  it('are 20 million characters at once and as many in an hour, of each provisioning by itself', () => {
    const allowance = new BodyAllowance();
    expect(keptOf(allowance, 50, start)).toBe(20);
    expect(keptOf(allowance, 50, start, 'other')).toBe(20);
    expect(keptOf(allowance, 50, after(30))).toBe(10);
    expect(keptOf(allowance, 50, after(24 * 60))).toBe(20);
  });

  it('a call without bodies takes nothing, and a small one still fits where a large one does not', () => {
    const allowance = new BodyAllowance();
    keptOf(allowance, 19, start);
    allowance.take('p', [megabyte.slice(100)], start);
    expect(allowance.take('p', [null, null], start)).toBe(true);
    expect(allowance.take('p', [megabyte, null], start)).toBe(false);
    expect(allowance.take('p', ['{}', null], start)).toBe(true);
  });
});
