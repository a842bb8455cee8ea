import { Prisma, type Database } from '../../db';
import { siteTurns } from '../siteTurns';

const limits = { timeout: 60_000, maxWait: 30_000 };
/** Another request that was quicker is met at most this often before it becomes an error. */
const mostTries = 4;
/**
 * Carries out a transaction on groups of a site, and again from its beginning where another one was quicker: PostgreSQL
 * ended one of two that waited for each other, or a person or group it rested on went away.
 */
export async function inTransaction<Result>(
  database: Database,
  siteId: string,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return inTurn(database, siteId, () => untilDone(database, work));
}

/** Carries out something that waits for rows of groups of a site, when its turn comes: it takes the place of such a transaction. */
export function inTurn<Result>(database: Database, siteId: string, work: () => Promise<Result>): Promise<Result> {
  return siteTurns(database).take(siteId, work);
}

async function untilDone<Result>(
  { prisma }: Database,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await prisma.$transaction(work, limits);
    } catch (error) {
      if (tries === mostTries || !wasOvertaken(error)) throw error;
    }
  }
}

function wasOvertaken(error: unknown): boolean {
  return isDatabaseError(error, ['P2034', 'P2003'], /40P01|40001|23503|TransactionWriteConflict|ForeignKeyConstraint/);
}

/** True when a statement failed because a name is taken. */
export function isNameTaken(error: unknown): boolean {
  return isDatabaseError(error, ['P2002'], /23505|UniqueConstraint/);
}

/** Prisma names some failures by codes of its own, those of raw statements by what the database said. */
function isDatabaseError(error: unknown, codes: readonly string[], inMeta: RegExp): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return codes.includes(error.code) || (error.code === 'P2010' && inMeta.test(JSON.stringify(error.meta)));
}
