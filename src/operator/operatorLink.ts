import { activityEntry, recordActivity } from '../activity';
import { emailKey } from '../accounts';
import type { Database } from '../db';
import { newId } from '../newId';
import { hashPassword, hashSecret, newSecret } from '../sessions';
import { operatorProblem, type NewOperator, type OperatorVerdict } from './operatorStore';

const linkLastsMs = 30 * 60_000;

/**
 * Makes the one-time link by which the first operator introduces themself; earlier links stop working. For standard output
 * alone, never for the log, and only while PUBLIC_URL is on loopback.
 *
 * @returns the token of the link; null when there is an operator already
 */
export async function createOperatorLink(
  database: Database,
  now: Date,
  random: (bytes: number) => Buffer,
): Promise<string | null> {
  if ((await database.prisma.operator.count()) > 0) return null;
  const token = newSecret(random);
  const expiresAt = new Date(now.getTime() + linkLastsMs);
  await database.prisma.$transaction([
    database.prisma.operatorLink.deleteMany(),
    database.prisma.operatorLink.create({ data: { tokenHash: hashSecret(token), createdAt: now, expiresAt } }),
  ]);
  return token;
}

/** Where the link leads. */
export function operatorLinkAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/operator/setup?${new URLSearchParams({ token }).toString()}`;
}

/** True while the link would still make an operator. */
export async function isOpenOperatorLink(database: Database, token: string, now: Date): Promise<boolean> {
  const [link, operators] = await Promise.all([
    database.prisma.operatorLink.findUnique({ where: { tokenHash: hashSecret(token) } }),
    database.prisma.operator.count(),
  ]);
  return operators === 0 && link !== null && link.usedAt === null && link.expiresAt > now;
}

/** Uses the link up and makes the first operator; `closed` when the link is used, too old, or there is an operator already. */
export async function redeemOperatorLink(
  database: Database,
  token: string,
  operator: NewOperator,
): Promise<OperatorVerdict | { readonly outcome: 'closed' }> {
  const problem = operatorProblem(operator);
  if (problem !== null) return { outcome: 'refused', problem };
  const { email, password, now } = operator;
  const passwordHash = await hashPassword(password);
  const id = newId(now);
  return database.prisma.$transaction(async (tx) => {
    // The row lock of this update lets one of several posts through.
    const { count } = await tx.operatorLink.updateMany({
      where: { tokenHash: hashSecret(token), usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count !== 1 || (await tx.operator.count()) > 0) return { outcome: 'closed' };
    await tx.operator.create({ data: { id, email, emailKey: emailKey(email), passwordHash, createdAt: now } });
    const facts = { at: now, siteId: null, actor: 'link', action: 'operator.add', subject: email };
    await recordActivity(tx, [activityEntry({ ...facts, before: null, after: null })]);
    return { outcome: 'added', id };
  });
}
