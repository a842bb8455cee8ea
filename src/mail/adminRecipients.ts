import { isWellFormedEmail } from '../accounts';
import type { Prisma } from '../db';
import { chooseLanguage, type Language } from '../web';

/** Somebody a mail goes to, in their language. */
export interface Recipient {
  readonly to: string;
  readonly language: Language;
}

/**
 * Whom a site's administration is told by: its active Org Security Admins, then its contact, then whoever else looks after the
 * thing. Each address once; what is no address is left out, so that it keeps nobody else from being told.
 *
 * @param alsoTo addresses of others
 */
export async function findAdminRecipients(
  tx: Pick<Prisma.TransactionClient, 'account' | 'site'>,
  siteId: string,
  alsoTo: readonly (string | null)[] = [],
): Promise<readonly Recipient[]> {
  const admins = await tx.account.findMany({
    where: {
      siteId,
      status: 'active',
      roles: { has: 'Org Security Admin' },
      email: { not: null },
      homeOrganization: null,
    },
    select: { email: true, language: true },
    orderBy: { usernameKey: 'asc' },
  });
  const site = await tx.site.findUniqueOrThrow({ where: { id: siteId }, select: { adminContact: true } });
  const contact = site.adminContact as { readonly email?: string | null } | null;
  const others = [contact?.email ?? null, ...alsoTo].map((email) => ({ email, language: null }));
  const byAddress = new Map<string, Recipient>();
  for (const { email, language } of [...admins, ...others]) {
    if (email === null || !isWellFormedEmail(email) || byAddress.has(email.toLowerCase())) continue;
    byAddress.set(email.toLowerCase(), { to: email, language: chooseLanguage(undefined, language) });
  }
  return [...byAddress.values()];
}
