import type { Database } from '../db';
import { hashSecret } from '../sessions';

/** The operator behind a session. */
export interface SignedInOperator {
  readonly id: string;
  readonly email: string;
}

const lastsMs = 8 * 3_600_000;

/** Begins a session of an operator and ends the one before in this browser. Gives the moment it ends. */
export async function startOperatorSession(
  database: Database,
  session: {
    readonly operatorId: string;
    readonly token: string;
    readonly replacedToken: string | null;
    readonly now: Date;
  },
): Promise<Date> {
  const { operatorId, token, replacedToken, now } = session;
  const expiresAt = new Date(now.getTime() + lastsMs);
  if (replacedToken !== null) await endOperatorSession(database, replacedToken);
  await database.prisma.operatorSession.create({
    data: { tokenHash: hashSecret(token), operatorId, createdAt: now, expiresAt },
  });
  return expiresAt;
}

/** Who is signed in as operator; null when the token is not one of a live session. */
export async function readOperator(database: Database, token: string, now: Date): Promise<SignedInOperator | null> {
  const session = await database.prisma.operatorSession.findFirst({
    where: { tokenHash: hashSecret(token), expiresAt: { gt: now } },
    select: { operator: { select: { id: true, email: true } } },
  });
  return session?.operator ?? null;
}

/** Ends the session behind a token. */
export async function endOperatorSession(database: Database, token: string): Promise<void> {
  await database.prisma.operatorSession.deleteMany({ where: { tokenHash: hashSecret(token) } });
}
