import { activityEntry, recordActivity } from '../activity';
import type { Prisma } from '../db';
import { hashSecret } from './secret';

/** A password somebody has chosen for their own account. */
export interface ChosenPassword {
  readonly account: { readonly id: string; readonly siteId: string; readonly username: string };
  readonly passwordHash: string;
  /** How they showed that they may: by a link that was mailed to them, or by the password before. */
  readonly by: 'link' | 'password';
  /** The session it was done in, which goes on; null ends all. */
  readonly keptToken: string | null;
  readonly now: Date;
}

/**
 * Writes a password its owner has chosen: with it go all other sessions of the account and all links that could set
 * another one, and a line comes into the activity log.
 */
export async function setOwnPassword(tx: Prisma.TransactionClient, chosen: ChosenPassword): Promise<void> {
  const { account, passwordHash, by, keptToken, now } = chosen;
  await tx.account.update({
    where: { id: account.id, siteId: account.siteId },
    // A link shows that mail to the address arrives.
    data: { passwordHash, updatedAt: now, ...(by === 'link' ? { emailVerified: true } : {}) },
  });
  const { count } = await tx.session.deleteMany({
    where: { accountId: account.id, ...(keptToken === null ? {} : { AND: othersThan(keptToken) }) },
  });
  await tx.accountLink.deleteMany({ where: { accountId: account.id, purpose: 'password' } });
  const facts = { at: now, siteId: account.siteId, actor: `account:${account.username}`, subject: account.username };
  const after = { by, sessionsEnded: count };
  await recordActivity(tx, [activityEntry({ ...facts, action: 'account.password_set', before: null, after })]);
}

/** All sessions but one and those on other hosts that came from it. */
function othersThan(token: string): Prisma.SessionWhereInput[] {
  const tokenHash = hashSecret(token);
  return [
    { tokenHash: { not: tokenHash } },
    { OR: [{ parentId: null }, { parent: { tokenHash: { not: tokenHash } } }] },
  ];
}
