import { confusableKey, emailKey, permissionsOf, usernameKey, type AccountState } from '../../accounts';
import {
  accountActivity,
  decideAlone,
  editsPerson,
  readPresentSite,
  type AccountChange,
  type DecidedAlone,
  type DecisionFacts,
  type KnownAccount,
} from '../../accounts/change';
import { kept, type Database } from '../../db';
import { newId } from '../../newId';
import { countedSince } from '../brake';
import { actorOf, type ScimCall } from '../call';
import type { ScimAnswer } from '../services';
import { siteTurns } from '../siteTurns';
import type { StoredUser } from './storedUser';
import { losesSomething, unchangedAnswer, writtenAnswer, type PlannedUser, type WrittenRow } from './writtenUser';

/** What came of it. `done` without an answer: somebody else changed the account since it was read. */
export type AtOnce =
  { readonly outcome: 'done'; readonly answer: ScimAnswer | null } | { readonly outcome: 'undecided' };

const undecided = { outcome: 'undecided' } as const;

/**
 * Writes a person in one statement that holds nothing while we think (`usher_write_scim_user`): decided on what was read, and
 * written only while that still is so. Two statements.
 *
 * @returns `undecided`, and nothing was written, when more than this person decides, a rule refuses, or the database guards
 *   something that was taken meanwhile (a name, a seat, the brake)
 */
export async function writeAtOnce(
  database: Database,
  call: ScimCall,
  planned: PlannedUser,
  change: AccountChange,
): Promise<AtOnce> {
  const { stored, write } = planned;
  const { now, provisioning } = call;
  const site = await readPresentSite(database, provisioning.siteId, now);
  if (site === null) return undecided;
  const decided = decideAlone(site, stored && knownOf(stored), change, {
    ...decisionOf(call),
    makeId: newId,
  });
  if (decided === null) return undecided;
  if (decided.outcome === 'unchanged' && !write.writesBeside) {
    return stored === null ? undecided : { outcome: 'done', answer: unchangedAnswer(call, stored) };
  }
  const account = decided.outcome === 'write' ? decided.after : stored?.account;
  if (account === undefined) return undecided;
  const answer = writtenAnswer(call, planned, account, rowAfter(planned, decided.id, now));
  const guard = await send(database, call, planned, decided, site.settingsVersion, call.lineOf(answer));
  if (guard === null) return { outcome: 'done', answer };
  if (guard === 'account') return { outcome: 'done', answer: null };
  // It may have waited for seconds, and what it met may be the end of the provisioning.
  await call.requireStanding();
  return undecided;
}

/** With which rights and in which manner a provisioning decides. */
export function decisionOf({ provisioning, now }: ScimCall): Omit<DecisionFacts, 'makeId'> {
  const mayGrant = permissionsOf(provisioning.actingAccount.roles).has('roles.edit');
  return { now, mayGrant, takesLiterally: true };
}

/** As far as a decision alone needs it: the connection stays as it is, and passwords bear on bypass sign-in alone. */
function knownOf({ id, version, isGuest, account }: StoredUser): KnownAccount {
  const { username, email } = account;
  return {
    ...{ id, version, isGuest, hasPassword: false, updateTimestamp: null },
    usernameKey: usernameKey(username),
    confusableKey: confusableKey(username),
    emailKey: email === null ? null : emailKey(email),
    state: { ...account, connection: null },
  };
}

/** The row as the statement leaves it: it is written only at the version that was seen. */
function rowAfter({ stored }: PlannedUser, id: string, now: Date): WrittenRow {
  return { id, version: (stored?.version ?? 0) + 1, createdAt: stored?.createdAt ?? now, updatedAt: now };
}

/** @returns null when it was written, else the guard that kept it from being written */
async function send(
  database: Database,
  { provisioning, now }: ScimCall,
  { stored, write }: PlannedUser,
  decided: DecidedAlone,
  settingsVersion: string,
  line: string,
): Promise<string | null> {
  const actor = actorOf(provisioning);
  const [before, after] = decided.outcome === 'write' ? [decided.before, decided.after] : [null, null];
  const removes = stored !== null && after !== null && losesSomething(stored.account, after);
  const argument = {
    siteId: provisioning.siteId,
    provisioningId: provisioning.id,
    id: decided.id,
    now,
    settingsVersion,
    seenVersion: stored?.version ?? null,
    actor,
    managedBy: provisioning.name,
    suspends: write.suspends,
    columns: after === null ? {} : columnsOf(after),
    edits: before !== null && after !== null && editsPerson(before, after),
    profile: write.profile,
    externalId: write.externalId,
    removal: removes ? { since: countedSince(provisioning.brake, now) ?? now } : null,
    activity: accountActivity(decided, { siteId: provisioning.siteId, actor, now }),
  };
  const [row] = await siteTurns(database).take(provisioning.siteId, () =>
    database.query<{ result: { applied: boolean; guard?: string } }>(
      kept('SELECT usher_write_scim_user($1::jsonb, $2::jsonb) AS result'),
      [JSON.stringify(argument), line],
    ),
  );
  if (row === undefined) throw new Error('The database did not answer.');
  return row.result.applied ? null : (row.result.guard ?? 'unknown');
}

/** The columns of an account that a SCIM client writes. */
function columnsOf(account: AccountState): Readonly<Record<string, unknown>> {
  const { username, email } = account;
  return {
    username,
    username_key: usernameKey(username),
    confusable_key: confusableKey(username),
    first_name: account.firstName,
    last_name: account.lastName,
    display_name: account.displayName,
    email,
    email_key: email === null ? null : emailKey(email),
    language: account.language,
    time_zone: account.timeZone,
    type: account.type,
    status: account.status,
    tracking_codes: account.trackingCodes,
  };
}
