import type { Request } from 'express';
import type { ChangeFacts, Decided } from '../../accounts/change';
import type { Prisma } from '../../db';
import type { SendMail } from '../../mail';
import { chooseLanguage, type Contact, type Language } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { requireStill } from './rightsNow';

/** What changing accounts needs when a page asks: in the name of whoever asks, with the rights they have and still have then. */
export function changeFactsOf({ database, clock, sendMail }: AreaDependencies, req: Request): ChangeFacts {
  const administrator = administratorOf(req);
  const { siteId, siteName, actor, isOperator, language } = administrator;
  const mayGrant = administrator.can('roles.edit');
  const now = clock();
  return {
    database,
    siteId,
    actor,
    now,
    mayGrant,
    vouches: isOperator,
    permit: async (tx) => {
      await requireStill(tx, administrator, mayGrant ? ['people.edit', 'roles.edit'] : ['people.edit'], now);
    },
    alongside: (tx, decided) => tellPeople(tx, sendMail, { siteId, siteName, language }, decided),
  };
}

/** The two decisions about somebody who waits, as the activity log calls them. */
export const decisions = { accept: 'approve', reject: 'reject' } as const;

/** Whoever waited for approval gets a mail with what was decided, in the transaction that decides it. */
export async function tellPeople(
  tx: Prisma.TransactionClient,
  sendMail: SendMail,
  site: { readonly siteId: string; readonly siteName: string; readonly language: Language },
  decided: readonly Decided[],
): Promise<void> {
  const people = decided.flatMap((one) => {
    if (one.outcome !== 'write' || one.before?.status !== 'pending' || one.after.email === null) return [];
    const { email, language, status } = one.after;
    return status === 'active' || status === 'deactivated'
      ? [{ email, language, isAccepted: status === 'active' }]
      : [];
  });
  if (people.length === 0) return;
  const row = await tx.site.findUniqueOrThrow({ where: { id: site.siteId }, select: { adminContact: true } });
  const data = { siteName: site.siteName, contact: row.adminContact as Contact | null };
  for (const { email, language, isAccepted } of people) {
    await sendMail(tx, {
      siteId: site.siteId,
      to: email,
      template: isAccepted ? 'request_accepted' : 'request_rejected',
      language: language === null ? site.language : chooseLanguage(undefined, language),
      data,
    });
  }
}
