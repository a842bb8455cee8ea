import type { Prisma } from '../db';
import { boundTo, decideAccountLink, type LinkedAccount, type LinkPurpose } from './decideAccountLink';
import { hashSecret, newSecret } from './secret';

/** Chance and time, for links. */
export interface LinkFacts {
  readonly random: (bytes: number) => Buffer;
  readonly now: Date;
}

/** Links of one purpose that an account gets within half an hour at most: a mailbox must not be filled from outside. */
export const mostRecentLinks = 3;
const recentMs = 30 * 60_000;

/** The account a link leads to. */
export interface AccountOfLink extends LinkedAccount {
  readonly id: string;
  readonly siteId: string;
  /** Slug of the site. */
  readonly site: string;
  readonly siteName: string;
  readonly username: string;
  readonly usernameKey: string;
  readonly email: string | null;
  readonly language: string | null;
}

/** Makes a link of an account and gives its token; only its hash is kept. */
export async function makeAccountLink(
  tx: Prisma.TransactionClient,
  account: LinkedAccount & { readonly id: string; readonly siteId: string },
  link: { readonly purpose: LinkPurpose; readonly lastsMs: number },
  { random, now }: LinkFacts,
): Promise<string> {
  const token = newSecret(random);
  await tx.accountLink.create({
    data: {
      tokenHash: hashSecret(token),
      siteId: account.siteId,
      accountId: account.id,
      purpose: link.purpose,
      bound: boundTo(link.purpose, account),
      createdAt: now,
      expiresAt: new Date(now.getTime() + link.lastsMs),
    },
  });
  return token;
}

/** How many links of a purpose an account got in the last half hour. */
export async function countRecentLinks(
  tx: Prisma.TransactionClient,
  accountId: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<number> {
  return tx.accountLink.count({
    where: { accountId, purpose, createdAt: { gt: new Date(now.getTime() - recentMs) } },
  });
}

/** The account of a link that works; null when there is no such link, or it does not work any more. One statement. */
export async function readAccountLink(
  prisma: Prisma.TransactionClient,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<AccountOfLink | null> {
  const link = await prisma.accountLink.findUnique({
    where: { tokenHash: hashSecret(token), purpose },
    include: { account: { include: { site: { select: { slug: true, name: true } } } } },
  });
  if (link === null) return null;
  const { account } = link;
  if (decideAccountLink({ ...link, purpose }, account, now) === 'closed') return null;
  return { ...account, site: account.site.slug, siteName: account.site.name };
}

/**
 * Uses a link up. The account is locked until the end of the transaction, so that it cannot be deactivated or given
 * another password in between.
 *
 * @returns null when the link does not work any more; the caller then writes nothing
 */
export async function useAccountLink(
  tx: Prisma.TransactionClient,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<AccountOfLink | null> {
  // The account first, as whoever changes it does; the row lock of the update then lets one of several posts through.
  await tx.$queryRaw`
    SELECT 1 FROM accounts WHERE id = (SELECT account_id FROM account_links WHERE token_hash = ${hashSecret(token)}) FOR UPDATE`;
  const account = await readAccountLink(tx, token, purpose, now);
  if (account === null) return null;
  const { count } = await tx.accountLink.updateMany({
    where: { tokenHash: hashSecret(token), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1 ? account : null;
}
