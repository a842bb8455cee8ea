import type { Database } from '../../../db';
import { newId } from '../../../newId';
import type { ScimCall } from '../../call';
import { scimError, type ScimError } from '../../protocol/errors';
import { MembershipMissing } from './membershipMissing';
import type { MembershipWatch } from './membershipWatch';

/** A request waits this long in all, however many people it waits for. */
export const longestWaitMs = 30_000;
/** Requests of one provisioning that wait at a time, in all processes together. */
export const mostWaiting = 100;

/** What waiting needs. */
export interface WaitDependencies {
  readonly database: Database;
  readonly watch: MembershipWatch;
  readonly clock: () => Date;
}

type WaitingCall = Pick<ScimCall, 'provisioning' | 'signal' | 'note' | 'requireStanding'>;

/**
 * Carries out a request and, where people are not members of a workspace yet, waits for them and carries it out anew: all
 * is read and decided again.
 *
 * @param attempt all of it or nothing, in one statement or transaction; throws MembershipMissing to be tried again
 * @throws ScimError row 26 when they are no members in time, too many requests wait already, or the client hung up
 */
export async function waitForMembership<Result>(
  dependencies: WaitDependencies,
  call: WaitingCall,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { clock, watch } = dependencies;
  let wait: { readonly id: string; readonly since: Date } | null = null;
  try {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof MembershipMissing)) throw error;
        wait ??= await enter(dependencies, call);
        const left = wait.since.getTime() + longestWaitMs - clock().getTime();
        const arrival = left > 0 ? await watch.until(error, left, call.signal) : 'over';
        if (arrival === 'over') throw notAMember(error, `after ${longestWaitMs / 1000} seconds`);
        if (arrival === 'hung_up') throw notAMember(error, 'when the client hung up');
        await call.requireStanding();
      }
    }
  } finally {
    if (wait !== null) await leave(dependencies, call, wait);
  }
}

function notAMember({ accountIds }: MembershipMissing, when: string): ScimError {
  const [first, ...others] = accountIds;
  const who = others.length === 0 ? first : `${first} and ${others.length} more`;
  return scimError(26, { attribute: 'members.value', note: `no member of the workspace ${when}: ${who}` });
}

/** Takes one of the places; each process sees those of all. */
async function enter({ database, clock }: WaitDependencies, { provisioning }: WaitingCall) {
  const since = clock();
  const id = newId(since);
  await database.query(
    'INSERT INTO scim_waits (id, site_id, provisioning_id, until) VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz)',
    [id, provisioning.siteId, provisioning.id, new Date(since.getTime() + longestWaitMs).toISOString()],
  );
  // Counted after it was taken: of two that take the last place at once, both see it taken rather than neither.
  const rows = await database.query<{ waiting: number }>(
    'SELECT count(*)::integer AS waiting FROM scim_waits WHERE provisioning_id = $1::uuid AND until > $2::timestamptz',
    [provisioning.id, since.toISOString()],
  );
  if ((rows[0]?.waiting ?? 0) <= mostWaiting) return { id, since };
  await forget(database, id);
  throw scimError(26, {
    attribute: 'members.value',
    note: `${mostWaiting} requests of this provisioning wait already`,
  });
}

async function leave(
  { database, clock }: WaitDependencies,
  call: WaitingCall,
  { id, since }: { readonly id: string; readonly since: Date },
): Promise<void> {
  const seconds = (clock().getTime() - since.getTime()) / 1000;
  call.note(`waited ${seconds.toFixed(1)} s for membership of the workspace`);
  await forget(database, id);
}

/** A place that cannot be given back now ends by itself. */
async function forget(database: Database, id: string): Promise<void> {
  await database.query('DELETE FROM scim_waits WHERE id = $1::uuid', [id]).catch(() => undefined);
}
