/** What is known of a key pair when it is decided whether it gives way. */
export interface RotatableKey {
  readonly id: string;
  readonly state: 'current' | 'next' | 'retired';
  readonly createdAt: Date;
  /** When another key should have taken over: the end of its certificate or of its age. */
  readonly endsAt: Date;
  /** Null unless it is retired. */
  readonly retiredAt: Date | null;
}

/** How long the steps of a rotation last, in days. */
export interface RotationPeriods {
  /** The next key is made this long before the current one ends. */
  readonly aheadDays: number;
  /** The next key is published this long before it is used. */
  readonly announcedDays: number;
  /** A retired key is kept this long. */
  readonly retiredDays: number;
}

/** `due`: only what time asks for. `step`: the next step, if its time has come. `now`: change keys at once. */
export type RotationWish = 'due' | 'step' | 'now';

/** What is to be done with the keys of one use. */
export interface KeyRotation {
  readonly step:
    | { readonly kind: 'none' }
    /** A next key is published and may not be used before `from`. */
    | { readonly kind: 'wait'; readonly from: Date }
    /** A pair is made and published, to be used from `from` on. */
    | { readonly kind: 'announce'; readonly from: Date }
    /** `current` retires, `next` takes over. */
    | { readonly kind: 'promote'; readonly current: string; readonly next: string }
    /** `current` retires and a pair that nobody has seen yet takes over. */
    | { readonly kind: 'replace'; readonly current: string };
  /** Retired keys whose time is over. */
  readonly expired: readonly string[];
}

const dayMs = 86_400_000;

/** Decides the next step of one rotation. Pure; `keys` are all of one use. Keys without a current one are left alone. */
export function decideKeyRotation(
  keys: readonly RotatableKey[],
  periods: RotationPeriods,
  wish: RotationWish,
  now: Date,
): KeyRotation {
  const expired = keys.filter(
    ({ retiredAt }) => retiredAt !== null && addDays(retiredAt, periods.retiredDays).getTime() <= now.getTime(),
  );
  return { step: decideStep(keys, periods, wish, now), expired: expired.map(({ id }) => id) };
}

function decideStep(
  keys: readonly RotatableKey[],
  { aheadDays, announcedDays }: RotationPeriods,
  wish: RotationWish,
  now: Date,
): KeyRotation['step'] {
  const current = keys.find(({ state }) => state === 'current');
  const next = keys.find(({ state }) => state === 'next');
  if (current === undefined) return { kind: 'none' };
  if (next !== undefined) {
    const from = addDays(next.createdAt, announcedDays);
    const isTime = wish === 'now' || from.getTime() <= now.getTime();
    return isTime ? { kind: 'promote', current: current.id, next: next.id } : { kind: 'wait', from };
  }
  if (wish === 'now') return { kind: 'replace', current: current.id };
  const isDue = addDays(current.endsAt, -aheadDays).getTime() <= now.getTime();
  return wish === 'step' || isDue ? { kind: 'announce', from: addDays(now, announcedDays) } : { kind: 'none' };
}

function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}
