import { createHash } from 'node:crypto';

/** What a one-time link is for. */
export type LinkPurpose =
  /** Choosing a password. */
  | 'password'
  /** Showing that mail to the address arrives. */
  | 'email';

/** Of an account, what decides whether a link to it is sent and works. */
export interface LinkedAccount {
  readonly status: string;
  readonly bypass: boolean;
  readonly expiresAt: Date | null;
  readonly emailKey: string | null;
  readonly passwordHash: string | null;
}

/** A stored link. */
export interface AccountLink {
  readonly purpose: LinkPurpose;
  /** What `boundTo` gave when it was made. */
  readonly bound: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** True when the account may sign in by password at all: only then links lead to it. */
export function mayUsePassword(account: Omit<LinkedAccount, 'emailKey' | 'passwordHash'>, now: Date): boolean {
  const { status, bypass, expiresAt } = account;
  return bypass && status === 'active' && (expiresAt === null || expiresAt > now);
}

/**
 * What a link is bound to, as a hash: the address it was sent to and, for a password, the password there was. Whatever
 * changes one of them closes the link.
 */
export function boundTo(purpose: LinkPurpose, { emailKey, passwordHash }: LinkedAccount): string {
  const facts = purpose === 'password' ? [emailKey, passwordHash] : [emailKey];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** Whether a link still works. Why it does not is told to nobody: whoever holds it may not be whom it was sent to. */
export function decideAccountLink(link: AccountLink, account: LinkedAccount, now: Date): 'open' | 'closed' {
  const isDue = link.usedAt === null && link.expiresAt > now;
  const isSame = link.bound === boundTo(link.purpose, account);
  return isDue && isSame && mayUsePassword(account, now) ? 'open' : 'closed';
}
