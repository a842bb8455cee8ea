import type { AccountChange, Decided } from '../../accounts/change';
import type { Database, Prisma } from '../../db';
import { countRemovals } from '../brake';
import type { ScimCall } from '../call';
import type { ScimEffect } from '../services';
import { requireUnprotected } from './decideActive';
import { refusalOf } from './refusalOf';
import { isShownActive, type StoredUser } from './storedUser';
import { changeOne } from './writeUser';

/**
 * Removes a person from what a provisioning sees (decision D3): the account is deactivated, loses its organization roles,
 * memberships and NameID bindings, and stays. The same user name posted again takes it up again.
 *
 * @param stored with groups
 * @returns null when somebody else changed the account since it was read: nothing was done
 * @throws ScimError account_protected, or what the rules of every door or the brake refuse
 */
export async function removeUser(database: Database, call: ScimCall, stored: StoredUser): Promise<ScimEffect | null> {
  const { provisioning } = call;
  requireUnprotected(stored, { actingAccountId: provisioning.actingAccount.id }, 'id');
  const { account } = stored;
  const held = (stored.groups ?? []).map(({ displayName }) => displayName);
  const change: AccountChange = {
    whom: { id: stored.id },
    seenVersion: stored.version,
    wanted: { status: 'deactivated', roles: [] },
    alsoChanges: [
      ...(held.length === 0 ? [] : [{ field: 'groups', before: held, after: [] }]),
      { field: 'hiddenFrom', before: null, after: provisioning.name },
    ],
  };
  const effect: ScimEffect = {
    outcome: 'removed',
    changes: [
      ...(isShownActive(account) ? [{ field: 'active', before: true, after: false }] : []),
      ...(held.length === 0 ? [] : [{ field: 'groups', before: held, after: [] }]),
    ],
    account: { id: stored.id, name: account.username },
    entitlement: null,
  };
  const alongside = async (tx: Prisma.TransactionClient, [decided]: readonly Decided[]) => {
    if (decided?.outcome !== 'write' && decided?.outcome !== 'unchanged') return;
    // Only who was active may come back by a client: a lock, a deactivation and a pending approval are an administrator's.
    const suspends = account.status === 'active';
    await hide(tx, call, stored, suspends);
    const lostSomething = isShownActive(account) || held.length > 0 || account.roles.length > 0;
    if (lostSomething) await countRemovals(tx, call, [stored.id]);
    await call.record(tx, effect);
  };
  const decided = await changeOne(database, call, change, alongside);
  if (decided.outcome === 'refused') throw refusalOf(decided.problems);
  return decided.outcome === 'conflict' ? null : effect;
}

/** Takes away what the account does not show, in one statement. Whom another provisioning owns stays with that one. */
async function hide(
  tx: Prisma.TransactionClient,
  { provisioning, now }: ScimCall,
  { id, link }: StoredUser,
  suspends: boolean,
): Promise<void> {
  const { siteId } = provisioning;
  await tx.$executeRaw`
    WITH touched AS (
      UPDATE accounts SET managed_by = nullif(managed_by, ${provisioning.name}), updated_at = ${now}, version = version + 1,
          suspended_by = CASE WHEN ${suspends} THEN ${provisioning.id}::uuid ELSE suspended_by END
        WHERE id = ${id}::uuid AND site_id = ${siteId}::uuid),
    left_groups AS (DELETE FROM entitlement_members WHERE account_id = ${id}::uuid AND site_id = ${siteId}::uuid),
    unbound AS (DELETE FROM name_id_bindings WHERE account_id = ${id}::uuid AND site_id = ${siteId}::uuid)
    INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id, hidden_at, created_at, updated_at)
      VALUES (${provisioning.id}::uuid, ${id}::uuid, ${siteId}::uuid, ${link?.externalId ?? null}, ${now}, ${now}, ${now})
      ON CONFLICT (provisioning_id, account_id) DO UPDATE SET hidden_at = EXCLUDED.hidden_at, updated_at = EXCLUDED.updated_at`;
}
