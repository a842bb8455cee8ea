import { permissionsOf } from '../../accounts';
import { changeAccounts, type AccountChange, type Decided } from '../../accounts/change';
import type { Database, Prisma } from '../../db';
import { countRemovals, underBrake } from '../brake';
import { actorOf, type ScimCall } from '../call';
import { sameJson } from '../protocol/patch';
import { ownValue, urns, type JsonObject } from '../protocol/schema';
import type { ScimAnswer } from '../services';
import { versionText } from '../version';
import type { UserWrite } from './decideUserWrite';
import { mapStoredUser } from './mapStoredUser';
import { refusalOf } from './refusalOf';
import { resourceChanges } from './resourceChanges';
import { isShownActive, type StoredUser, type UserAccount } from './storedUser';

/** A decided write of one person. */
export interface PlannedUser {
  /** Null for a new person. */
  readonly stored: StoredUser | null;
  /** The resource as it was; empty for a new person. */
  readonly before: JsonObject;
  readonly write: UserWrite;
  /** `created` also for somebody who is taken up again. */
  readonly outcome: 'created' | 'changed';
}

type Touched = Pick<StoredUser, 'version' | 'createdAt' | 'updatedAt'>;

/**
 * Writes a person: the account by the rules of every door, and in the same transaction what is kept beside it, the lines
 * of the activity log and of the call log.
 *
 * @returns null when somebody else changed the account since it was read: nothing was written
 * @throws ScimError when a rule of every door refuses, or the brake holds
 */
export async function writeUser(database: Database, call: ScimCall, planned: PlannedUser): Promise<ScimAnswer | null> {
  const { stored, write } = planned;
  const change: AccountChange = {
    whom: stored === null ? 'new' : { id: stored.id },
    ...(stored !== null && { seenVersion: stored.version }),
    wanted: write.wanted,
    alsoChanges: write.alsoChanges,
  };
  let answer: ScimAnswer | null = null;
  const alongside = async (tx: Prisma.TransactionClient, [decided]: readonly Decided[]) => {
    answer = decided === undefined ? null : await writeBeside(tx, call, planned, decided);
  };
  const decided = await changeOne(database, call, change, alongside);
  if (decided.outcome === 'refused') throw refusalOf(decided.problems);
  return decided.outcome === 'conflict' ? null : answer;
}

/** Changes one account as a provisioning: by its name, with the rights of whom it acts as, under its brake. */
export async function changeOne(
  database: Database,
  call: ScimCall,
  change: AccountChange,
  alongside: (tx: Prisma.TransactionClient, decided: readonly Decided[]) => Promise<void>,
): Promise<Decided> {
  const { provisioning, now } = call;
  const facts = {
    database,
    siteId: provisioning.siteId,
    actor: actorOf(provisioning),
    now,
    mayGrant: permissionsOf(provisioning.actingAccount.roles).has('roles.edit'),
    vouches: false,
    takesLiterally: true,
    alongside,
  };
  const [decided] = await underBrake(database, call, () => changeAccounts(facts, [change]));
  if (decided === undefined) throw new Error('Nothing came of a change.');
  return decided;
}

/** What goes with the account into its transaction. */
async function writeBeside(
  tx: Prisma.TransactionClient,
  call: ScimCall,
  planned: PlannedUser,
  decided: Decided,
): Promise<ScimAnswer | null> {
  if (decided.outcome === 'refused' || decided.outcome === 'conflict') return null;
  const { stored, before, write } = planned;
  const account = decided.outcome === 'write' ? decided.after : stored?.account;
  if (account === undefined) throw new Error('A new account came to nothing.');
  noteUnusedCodes(call, write, account);
  if (decided.outcome === 'unchanged' && !write.writesBeside) return stored && unchangedAnswer(call, stored);
  const touched = await touch(tx, call, decided.id, write);
  if (stored !== null && losesSomething(stored.account, account)) await countRemovals(tx, call, [decided.id]);
  const after = storedAfter(planned, account, { id: decided.id, ...touched }, call);
  const resource = mapStoredUser(after, call.baseUrl);
  const answer: ScimAnswer = {
    id: after.id,
    outcome: planned.outcome,
    changes: resourceChanges(before, resource),
    account: { id: after.id, name: account.username },
    entitlement: null,
    version: versionText(after.version),
    resource,
  };
  await call.record(tx, answer);
  return answer;
}

/** Whether the brake counts it: the account does not sign in any more, or gives up its seat. */
function losesSomething(before: UserAccount, after: UserAccount): boolean {
  if (!isShownActive(before)) return false;
  return !isShownActive(after) || (before.type === 'host' && after.type === 'attendee');
}

/** The answer to a call that changed nothing. */
export function unchangedAnswer(call: Pick<ScimCall, 'baseUrl'>, stored: StoredUser): ScimAnswer {
  return {
    id: stored.id,
    outcome: 'unchanged',
    changes: [],
    account: { id: stored.id, name: stored.account.username },
    entitlement: null,
    version: versionText(stored.version),
    resource: mapStoredUser(stored, call.baseUrl),
  };
}

/** A code that the site does not use is not kept; a client that sends it again and again should be told. */
function noteUnusedCodes(call: ScimCall, { wanted }: UserWrite, { trackingCodes }: UserAccount): void {
  for (const [name, value] of Object.entries(wanted.trackingCodes ?? {})) {
    if (value !== null && trackingCodes[name] === undefined) {
      call.note(`${name} is not used on this site: its value was not kept.`);
    }
  }
}

/** The person as they are after the write, without reading them again. */
function storedAfter(
  { stored, write }: PlannedUser,
  account: UserAccount,
  row: Touched & { readonly id: string },
  { provisioning }: ScimCall,
): StoredUser {
  const managerOf = (attributes: JsonObject | undefined) => ownValue(attributes ?? {}, urns.enterpriseUser);
  const sameManager = sameJson(managerOf(stored?.profile.attributes), managerOf(write.profile.attributes));
  return {
    ...row,
    account,
    profile: write.profile,
    isGuest: false,
    managedBy: provisioning.name,
    suspendedBy: write.suspends ? provisioning.id : null,
    link: { externalId: write.externalId, isHidden: false },
    groups: stored?.groups ?? null,
    managerName: sameManager ? (stored?.managerName ?? null) : null,
  };
}

/**
 * What is kept beside the account, in one statement. The version rises also when the account itself stays as it is: it is
 * the version of the whole person.
 */
async function touch(tx: Prisma.TransactionClient, call: ScimCall, id: string, write: UserWrite): Promise<Touched> {
  const { provisioning, now } = call;
  const { siteId } = provisioning;
  const { attributes, mainEmail, otherEmails } = write.profile;
  const [row] = await tx.$queryRaw<Touched[]>`
    WITH touched AS (
      UPDATE accounts SET managed_by = ${provisioning.name}, updated_at = ${now}, version = version + 1,
          suspended_by = CASE WHEN ${write.suspends} THEN ${provisioning.id}::uuid ELSE suspended_by END
        WHERE id = ${id}::uuid AND site_id = ${siteId}::uuid RETURNING version, created_at, updated_at),
    profile AS (
      INSERT INTO account_profiles (account_id, site_id, attributes, main_email, other_emails, updated_at)
        VALUES (${id}::uuid, ${siteId}::uuid, ${JSON.stringify(attributes)}::jsonb, ${JSON.stringify(mainEmail)}::jsonb,
          ${JSON.stringify(otherEmails)}::jsonb, ${now})
        ON CONFLICT (account_id) DO UPDATE SET attributes = EXCLUDED.attributes, main_email = EXCLUDED.main_email,
          other_emails = EXCLUDED.other_emails, updated_at = EXCLUDED.updated_at),
    link AS (
      INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id, created_at, updated_at)
        VALUES (${provisioning.id}::uuid, ${id}::uuid, ${siteId}::uuid, ${write.externalId}, ${now}, ${now})
        ON CONFLICT (provisioning_id, account_id) DO UPDATE SET external_id = EXCLUDED.external_id, hidden_at = NULL,
          updated_at = EXCLUDED.updated_at)
    SELECT version, created_at AS "createdAt", updated_at AS "updatedAt" FROM touched`;
  if (row === undefined) throw new Error('An account that was held is gone.');
  return row;
}
