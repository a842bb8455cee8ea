import { activityEntry, recordActivity, type ActivityEntry } from '../activity';
import type { Prisma } from '../db';
import { decideKeyRotation, type KeyRotation, type RotationPeriods, type RotationWish } from '../keys';
import { defineJob } from '../jobs';
import { ensureSigningKey, lockSigningKeys, newSigningKey, type SigningKeyDeps } from './signingKeys';

/** Rotating the keys that sign tokens when their time has come, as a job; a day later it comes again. */
export const signingKeyRotation = defineJob<Record<string, never>>('signing-key-rotation');

/** How long a key that signs tokens is used, in days. */
export const signingKeyLifeDays = 90;

/**
 * How these keys are rotated. Verifiers fetch `/.well-known/jwks.json` again when they meet an unknown key, so a week ahead is
 * ample; the longest token lives for an hour, so a day behind is too.
 */
export const signingKeyPeriods: RotationPeriods = { aheadDays: 7, announcedDays: 7, retiredDays: 1 };

/** What was done with the keys that sign tokens. */
export interface SigningKeyRotation {
  readonly done: 'nothing' | 'waits' | 'announced' | 'promoted' | 'replaced';
  /** From when on the announced key may be used; null when none is announced. */
  readonly usableFrom: Date | null;
  /** Retired keys that were deleted. */
  readonly deleted: number;
}

type StoredKey = Prisma.SigningKeyGetPayload<object>;
type NewKey = ReturnType<typeof newSigningKey>;

/** Takes the next step in the rotation of the keys that sign tokens; several callers at once take one step. */
export async function rotateSigningKeys(
  deps: SigningKeyDeps,
  actor: string,
  wish: RotationWish,
): Promise<SigningKeyRotation> {
  await ensureSigningKey(deps);
  const now = deps.clock();
  const { prisma } = deps.database;
  // A caller that waits for the lock must not take a second step: it keeps to the keys it saw before.
  const seen = fingerprint(await prisma.signingKey.findMany());
  return prisma.$transaction(async (tx) => {
    await lockSigningKeys(tx);
    const keys = await tx.signingKey.findMany();
    if (fingerprint(keys) !== seen) return { done: 'nothing', usableFrom: null, deleted: 0 };
    const rotation = decideKeyRotation(keys.map(factsOf), signingKeyPeriods, wish, now);
    const { step, expired } = rotation;
    const isMade = step.kind === 'announce' || step.kind === 'replace';
    const made = isMade ? newSigningKey(deps, step.kind === 'announce' ? 'next' : 'current') : null;
    await carryOut(tx, rotation, made, now);
    await recordActivity(tx, entriesOf(rotation, made, actor, now));
    return { done: done[step.kind], usableFrom: 'from' in step ? step.from : null, deleted: expired.length };
  });
}

const done = {
  none: 'nothing',
  wait: 'waits',
  announce: 'announced',
  promote: 'promoted',
  replace: 'replaced',
} as const satisfies Record<KeyRotation['step']['kind'], SigningKeyRotation['done']>;

function factsOf({ kid, state, createdAt, retiredAt }: StoredKey) {
  const endsAt = new Date(createdAt.getTime() + signingKeyLifeDays * 86_400_000);
  return { id: kid, state, createdAt, retiredAt, endsAt };
}

function fingerprint(keys: readonly StoredKey[]): string {
  return keys
    .map(({ kid, state }) => `${kid} ${state}`)
    .toSorted()
    .join();
}

/** The current key retires before another one takes its place: a unique index allows one. */
async function carryOut(
  tx: Prisma.TransactionClient,
  { step, expired }: KeyRotation,
  made: NewKey | null,
  now: Date,
): Promise<void> {
  if (step.kind === 'promote' || step.kind === 'replace') {
    await tx.signingKey.update({ where: { kid: step.current }, data: { state: 'retired', retiredAt: now } });
  }
  if (step.kind === 'promote') await tx.signingKey.update({ where: { kid: step.next }, data: { state: 'current' } });
  if (made !== null) await tx.signingKey.create({ data: made });
  if (expired.length > 0) await tx.signingKey.deleteMany({ where: { kid: { in: [...expired] } } });
}

function entriesOf({ step, expired }: KeyRotation, made: NewKey | null, actor: string, now: Date): ActivityEntry[] {
  const entry = (action: string, before: object | null, after: object | null) =>
    activityEntry({ at: now, siteId: null, actor, action, subject: 'tokens', before, after });
  const deletions = expired.map((kid) => entry('signing_key.remove', { kid }, null));
  switch (step.kind) {
    case 'announce':
      return [entry('signing_key.announce', null, { kid: made?.kid, usableFrom: step.from }), ...deletions];
    case 'promote':
      return [entry('signing_key.promote', { kid: step.current }, { kid: step.next }), ...deletions];
    case 'replace':
      return [entry('signing_key.promote', { kid: step.current }, { kid: made?.kid }), ...deletions];
    case 'none':
    case 'wait':
      return deletions;
  }
}
