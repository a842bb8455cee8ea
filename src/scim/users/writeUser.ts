import { changeAccounts, type AccountChange, type Decided } from '../../accounts/change';
import type { Database, Prisma } from '../../db';
import { countRemovals, underBrake } from '../brake';
import { actorOf, type ScimCall } from '../call';
import type { ScimAnswer } from '../services';
import type { UserWrite } from './decideUserWrite';
import { refusalOf } from './refusalOf';
import { decisionOf, writeAtOnce } from './writeAtOnce';
import { losesSomething, unchangedAnswer, writtenAnswer, type PlannedUser, type WrittenRow } from './writtenUser';

/**
 * Writes a person: the account by the rules of every door, and with it, all or nothing, what is kept beside it, the lines
 * of the activity log and of the call log. In one statement where that person alone decides, else in a transaction in which
 * changes of the site take turns.
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
  const atOnce = await writeAtOnce(database, call, planned, change);
  if (atOnce.outcome === 'done') return atOnce.answer;
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
  const { provisioning } = call;
  const facts = {
    database,
    siteId: provisioning.siteId,
    actor: actorOf(provisioning),
    ...decisionOf(call),
    vouches: false,
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
  const { stored, write } = planned;
  const account = decided.outcome === 'write' ? decided.after : stored?.account;
  if (account === undefined) throw new Error('A new account came to nothing.');
  if (decided.outcome === 'unchanged' && !write.writesBeside) return stored && unchangedAnswer(call, stored);
  const row = await touch(tx, call, decided.id, write);
  if (stored !== null && losesSomething(stored.account, account)) await countRemovals(tx, call, [decided.id]);
  const answer = writtenAnswer(call, planned, account, row);
  await call.record(tx, answer);
  return answer;
}

/**
 * What is kept beside the account, in one statement. The version rises also when the account itself stays as it is: it is
 * the version of the whole person.
 */
async function touch(tx: Prisma.TransactionClient, call: ScimCall, id: string, write: UserWrite): Promise<WrittenRow> {
  const { provisioning, now } = call;
  const { siteId } = provisioning;
  const { attributes, mainEmail, otherEmails } = write.profile;
  const [row] = await tx.$queryRaw<WrittenRow[]>`
    WITH touched AS (
      UPDATE accounts SET managed_by = ${provisioning.name}, updated_at = ${now}, version = version + 1,
          suspended_by = CASE WHEN ${write.suspends} THEN ${provisioning.id}::uuid ELSE suspended_by END
        WHERE id = ${id}::uuid AND site_id = ${siteId}::uuid RETURNING id, version, created_at, updated_at),
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
    SELECT id, version, created_at AS "createdAt", updated_at AS "updatedAt" FROM touched`;
  if (row === undefined) throw new Error('An account that was held is gone.');
  return row;
}
