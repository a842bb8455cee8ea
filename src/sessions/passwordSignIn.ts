import { usernameKey } from '../accounts';
import type { Database } from '../db';
import { mayUsePassword } from './decideAccountLink';
import { verifyPassword } from './password';
import { countPassword, forgivePasswords } from './passwordThrottle';

/** A password as it was typed on the sign-in page. */
export interface PasswordQuestion {
  readonly siteId: string;
  /** A user name or an e-mail address. */
  readonly username: string;
  readonly password: string;
  readonly address: string | null;
  readonly now: Date;
}

/** What a password is worth. `wrong` says nothing about why: unknown, not allowed, not active and mistyped are one answer. */
export type PasswordVerdict =
  | { readonly outcome: 'right'; readonly accountId: string }
  /** Right, but nobody has shown yet that mail to the address of the account arrives (design 10): no session before that. */
  | { readonly outcome: 'unverified'; readonly accountId: string }
  | { readonly outcome: 'wrong' }
  /** Too many wrong ones (code 16); this one was not looked at. */
  | { readonly outcome: 'throttled' };

/** Judges the password of an account with bypass sign-in. Nobody else has a way in by password (design 4.4). */
export async function judgePassword(database: Database, question: PasswordQuestion): Promise<PasswordVerdict> {
  const { siteId, now, address } = question;
  const nameKey = usernameKey(question.username);
  const name = { realm: `site:${siteId}`, nameKey, address };
  if (!(await countPassword(database, name, now))) return { outcome: 'throttled' };
  const account = await findByName(database, siteId, nameKey);
  const isAllowed = account !== null && mayUsePassword(account, now);
  const isRight = await verifyPassword(isAllowed ? account.passwordHash : null, question.password);
  if (!isAllowed || !isRight) return { outcome: 'wrong' };
  await forgivePasswords(database, name);
  // Without an address there is nothing to show.
  const isVerified = account.emailVerified || account.email === null;
  return { outcome: isVerified ? 'right' : 'unverified', accountId: account.id };
}

/**
 * The account with bypass that a name leads to; null when there is none. By user name, else by e-mail address: where one
 * person's user name is another's address, the user name decides.
 */
export async function findByName(database: Database, siteId: string, nameKey: string) {
  const select = {
    id: true,
    bypass: true,
    status: true,
    expiresAt: true,
    passwordHash: true,
    usernameKey: true,
    email: true,
    emailVerified: true,
  } as const;
  const rows = await database.prisma.account.findMany({
    where: { siteId, OR: [{ usernameKey: nameKey }, { emailKey: nameKey }] },
    select,
  });
  // Only an account with bypass has a password to give: nobody's user name may stand in the way of another's address.
  const able = rows.filter((row) => row.bypass);
  return able.find((row) => row.usernameKey === nameKey) ?? able[0] ?? null;
}
