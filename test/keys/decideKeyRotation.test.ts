import { decideKeyRotation, type RotatableKey, type RotationWish } from '../../src/keys';

const now = new Date('2026-11-22T12:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
const periods = { aheadDays: 60, announcedDays: 30, retiredDays: 90 };

const current = (endsInDays: number): RotatableKey => ({
  id: 'current',
  state: 'current',
  createdAt: day(-100),
  endsAt: day(endsInDays),
  retiredAt: null,
});
const next = (ageDays: number): RotatableKey => ({
  id: 'next',
  state: 'next',
  createdAt: day(-ageDays),
  endsAt: day(3650),
  retiredAt: null,
});
const retired = (id: string, sinceDays: number): RotatableKey => ({
  id,
  state: 'retired',
  createdAt: day(-3650),
  endsAt: day(-1),
  retiredAt: day(-sinceDays),
});

const promote = { kind: 'promote', current: 'current', next: 'next' };

test.each<[string, RotatableKey[], RotationWish, object]>([
  ['nothing is due long before the end', [current(61)], 'due', { kind: 'none' }],
  ['60 days before the end the next key is made', [current(60)], 'due', { kind: 'announce', from: day(30) }],
  ['also after the end it is announced first', [current(-5)], 'due', { kind: 'announce', from: day(30) }],
  ['what is asked for need not be due', [current(3650)], 'step', { kind: 'announce', from: day(30) }],
  ['a next key waits for 30 days', [current(40), next(29.9)], 'due', { kind: 'wait', from: day(0.1) }],
  ['asking again does not shorten that', [current(3650), next(29.9)], 'step', { kind: 'wait', from: day(0.1) }],
  ['then it takes over', [current(30), next(30)], 'due', promote],
  ['also one that was asked for', [current(3650), next(30)], 'due', promote],
  ['at once when that is said', [current(3650), next(0)], 'now', promote],
  ['at once without a next key a new pair takes over', [current(3650)], 'now', { kind: 'replace', current: 'current' }],
  ['without a current key there is nothing to rotate', [next(50), retired('a', 1)], 'now', { kind: 'none' }],
])('%s', (_, keys, wish, step) => {
  expect(decideKeyRotation(keys, periods, wish, now).step).toEqual(step);
});

test('a retired key is kept for 90 days', () => {
  const keys = [current(3650), retired('fresh', 89.9), retired('old', 90), retired('older', 400)];
  expect(decideKeyRotation(keys, periods, 'due', now)).toEqual({ step: { kind: 'none' }, expired: ['old', 'older'] });
});
