import { recordActivity } from '../../activity';
import { Prisma, type Database } from '../../db';
import { newId } from '../../newId';
import { turnsOfDatabases } from '../../turns';
import { accountActivity } from './accountActivity';
import { AccountLedger, type AccountChange, type Decided } from './accountLedger';
import { readAccounts, readChangedSite, takeTurn } from './readAccounts';
import { writeAccounts } from './writeAccounts';

/** What changing accounts needs beside the wishes. */
export interface ChangeFacts {
  readonly database: Database;
  readonly siteId: string;
  /** For the activity log, such as `account:ada@acme.test`. */
  readonly actor: string;
  readonly now: Date;
  /** True when the actor may give roles and bypass sign-in. */
  readonly mayGrant: boolean;
  /** True when the actor answers for e-mail addresses: they count as verified. An operator does. */
  readonly vouches: boolean;
  /** See `AccountSurroundings`; absent: false. */
  readonly takesLiterally?: boolean;
  /** Asks, before anything is decided, whether the actor may still do this; throws when not, and nothing is done. */
  readonly permit?: (tx: Prisma.TransactionClient) => Promise<void>;
  /** What belongs into the same transaction, such as mails; called with what came of every wish. */
  readonly alongside?: (tx: Prisma.TransactionClient, decided: readonly Decided[]) => Promise<void>;
}

const limits = { timeout: 60_000, maxWait: 30_000 };
/** A sign-in that was quicker is met at most this often before it becomes an error. */
const mostTries = 4;
/** Who waits for the turn of a site in the database holds a connection: one of a process is enough. */
const turnsOf = turnsOfDatabases(1);

/**
 * Changes accounts as a page, a CSV file or a SCIM client wishes: decided by the rules of every door, in the order given, each wish by
 * itself (a refused one keeps no other from being done), and written in one transaction with the lines of the activity
 * log. Changes of one site take turns; where a sign-in was quicker, all is read and decided again.
 *
 * @returns what came of each wish, in their order
 */
export async function changeAccounts(facts: ChangeFacts, changes: readonly AccountChange[]): Promise<Decided[]> {
  return turnsOf(facts.database).take(facts.siteId, () => changeUntilDone(facts, changes));
}

async function changeUntilDone(facts: ChangeFacts, changes: readonly AccountChange[]): Promise<Decided[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await facts.database.prisma.$transaction((tx) => changeWithin(tx, facts, changes), limits);
    } catch (error) {
      if (tries === mostTries || !wasOvertaken(error)) throw error;
    }
  }
}

async function changeWithin(
  tx: Prisma.TransactionClient,
  facts: ChangeFacts,
  changes: readonly AccountChange[],
): Promise<Decided[]> {
  const { siteId, actor, now, vouches } = facts;
  await takeTurn(tx, siteId, changes);
  await facts.permit?.(tx);
  const site = await readChangedSite(tx, siteId, now);
  if (site === null) throw new Error('Accounts of a site that is not there cannot be changed.');
  const ledger = new AccountLedger(site);
  ledger.add(await readAccounts(tx, siteId, site, changes));
  const { mayGrant, takesLiterally = false } = facts;
  const decided = changes.map((change) => ledger.decide(change, { now, mayGrant, takesLiterally, makeId: newId }));
  const written = decided.flatMap((one) => (one.outcome === 'write' ? [one] : []));
  const writes = written.map(({ id, before, after, known }) => ({ id, before, after, stored: known }));
  await writeAccounts(tx, siteId, writes, site.connectionIds, { now, actor, vouches, passwordHashes: new Map() });
  await recordActivity(
    tx,
    decided.flatMap((one) => accountActivity(one, facts)),
  );
  await facts.alongside?.(tx, decided);
  return decided;
}

/** True when the database refused what a sign-in took at the same moment: a seat, a name, a lock. */
function wasOvertaken(error: unknown): boolean {
  if (String(error).includes('seat_unavailable')) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // A deadlock, which PostgreSQL ended by undoing this transaction, is P2034; in a statement of our own it is P2010.
  const isDeadlock = error.code === 'P2010' && /40P01|40001|TransactionWriteConflict/.test(JSON.stringify(error.meta));
  return isDeadlock || ['P2002', 'P2034'].includes(error.code);
}
