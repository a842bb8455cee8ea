import { X509Certificate } from 'node:crypto';
import { activityEntry, recordActivity, type ActivityEntry } from '../activity';
import type { Prisma } from '../db';
import { decideKeyRotation, type KeyRotation, type RotationWish } from '../keys';
import { tagOfKeys } from './listSiteKeys';
import type { SiteKeyUse } from './makeSiteKey';
import { certificateFingerprint } from './pinnedCertificate';
import { siteKeyPeriods } from './siteKeyPeriods';
import { ensureSiteKeys, lockSite, newSiteKey, type SiteKeyDeps } from './siteKeys';

/** What was done with the keys of one use. */
export interface SiteKeyRotation {
  readonly use: SiteKeyUse;
  readonly done: 'nothing' | 'waits' | 'announced' | 'promoted' | 'replaced';
  /** From when on the announced key may be used; null when none is announced. */
  readonly usableFrom: Date | null;
  /** Retired keys that were deleted. */
  readonly deleted: number;
}

/** The site whose keys are rotated, and by whose will (as in the activity log). */
export interface SiteToRotate {
  readonly id: string;
  readonly slug: string;
  readonly actor: string;
  /** The keys somebody saw (`listSiteKeys`); when others are there by now, nothing is done. Absent: whatever is there. */
  readonly expected?: string;
}

type StoredKey = Prisma.SiteKeyGetPayload<object>;
type NewKey = Awaited<ReturnType<typeof newSiteKey>>;

/** One use with what was decided about it and the pair that the decision needs. */
interface Plan {
  readonly use: SiteKeyUse;
  readonly rotation: KeyRotation;
  readonly made: NewKey | null;
}

const uses: readonly SiteKeyUse[] = ['signing', 'encryption'];

/**
 * Takes the next step in the rotation of a site's signing and encryption keys, both in one transaction. Of several callers
 * at once one does it; for the others there is nothing to do any more, because they decided on keys that have changed.
 */
export async function rotateSiteKeys(
  deps: SiteKeyDeps,
  site: SiteToRotate,
  wish: RotationWish,
): Promise<SiteKeyRotation[]> {
  await ensureSiteKeys(deps, site.id);
  const seen = await deps.database.prisma.siteKey.findMany({ where: { siteId: site.id } });
  if (site.expected !== undefined && site.expected !== tagOfKeys(seen)) return uses.map((use) => nothingDone({ use }));
  const now = deps.clock();
  const plans = await Promise.all(uses.map((use) => makePlan(deps, site, use, decide(seen, use, wish, now))));
  if (plans.every(isIdle)) return plans.map(outcomeOf);
  const carriedOut = await deps.database.prisma.$transaction(async (tx) => {
    await lockSite(tx, site.id);
    const meanwhile = await tx.siteKey.findMany({ where: { siteId: site.id } });
    if (tagOfKeys(meanwhile) !== tagOfKeys(seen)) return false;
    for (const plan of plans) await carryOut(tx, site.id, plan, now);
    await recordActivity(
      tx,
      plans.flatMap((plan) => entriesOf(plan, seen, site, now)),
    );
    return true;
  });
  return plans.map((plan) => (carriedOut ? outcomeOf(plan) : nothingDone(plan)));
}

/** What is due for the keys of a site; read only. */
export function isRotationDue(keys: readonly StoredKey[], now: Date): boolean {
  return uses.some((use) => !isIdle({ use, rotation: decide(keys, use, 'due', now), made: null }));
}

function decide(keys: readonly StoredKey[], use: SiteKeyUse, wish: RotationWish, now: Date): KeyRotation {
  const facts = keys
    .filter((key) => key.use === use)
    .map(({ id, state, createdAt, retiredAt, certificatePem }) => ({
      ...{ id, state, createdAt, retiredAt },
      endsAt: new Date(new X509Certificate(certificatePem).validTo),
    }));
  return decideKeyRotation(facts, siteKeyPeriods, wish, now);
}

/** Keys are made before anything is locked: it takes a second. */
async function makePlan(deps: SiteKeyDeps, site: SiteToRotate, use: SiteKeyUse, rotation: KeyRotation): Promise<Plan> {
  const { kind } = rotation.step;
  if (kind !== 'announce' && kind !== 'replace') return { use, rotation, made: null };
  return { use, rotation, made: await newSiteKey(deps, site, use, kind === 'announce' ? 'next' : 'current') };
}

function isIdle({ rotation: { step, expired } }: Plan): boolean {
  return (step.kind === 'none' || step.kind === 'wait') && expired.length === 0;
}

/** The current key retires before another one takes its place: a unique index allows one. */
async function carryOut(
  tx: Prisma.TransactionClient,
  siteId: string,
  { rotation: { step, expired }, made }: Plan,
  now: Date,
): Promise<void> {
  if (step.kind === 'promote' || step.kind === 'replace') {
    await tx.siteKey.update({ where: { id: step.current, siteId }, data: { state: 'retired', retiredAt: now } });
  }
  if (step.kind === 'promote')
    await tx.siteKey.update({ where: { id: step.next, siteId }, data: { state: 'current' } });
  if (made !== null) await tx.siteKey.create({ data: made });
  if (expired.length > 0) await tx.siteKey.deleteMany({ where: { siteId, id: { in: [...expired] } } });
}

function entriesOf({ use, rotation, made }: Plan, seen: readonly StoredKey[], site: SiteToRotate, now: Date) {
  const { step, expired } = rotation;
  const entry = (action: string, before: object | null, after: object | null): ActivityEntry =>
    activityEntry({ at: now, siteId: site.id, actor: site.actor, action, subject: use, before, after });
  const shown = (id: string) => ({ certificate: certificateOf(seen.find((key) => key.id === id)?.certificatePem) });
  const fresh = { certificate: certificateOf(made?.certificatePem) };
  const deletions = expired.map((id) => entry('site_key.remove', shown(id), null));
  switch (step.kind) {
    case 'announce':
      return [entry('site_key.announce', null, { ...fresh, usableFrom: step.from }), ...deletions];
    case 'promote':
      return [entry('site_key.promote', shown(step.current), shown(step.next)), ...deletions];
    case 'replace':
      return [entry('site_key.promote', shown(step.current), fresh), ...deletions];
    case 'none':
    case 'wait':
      return deletions;
  }
}

/** What pages and logs call a certificate. */
function certificateOf(pem: string | undefined): string | null {
  return pem === undefined ? null : certificateFingerprint(new X509Certificate(pem).raw);
}

const done = {
  none: 'nothing',
  wait: 'waits',
  announce: 'announced',
  promote: 'promoted',
  replace: 'replaced',
} as const satisfies Record<KeyRotation['step']['kind'], SiteKeyRotation['done']>;

function outcomeOf({ use, rotation: { step, expired } }: Plan): SiteKeyRotation {
  return { use, done: done[step.kind], usableFrom: 'from' in step ? step.from : null, deleted: expired.length };
}

function nothingDone({ use }: Pick<Plan, 'use'>): SiteKeyRotation {
  return { use, done: 'nothing', usableFrom: null, deleted: 0 };
}
