import { isWellFormedEmail } from '../accounts';
import type { Database, Prisma } from '../db';
import { defineJob, type JobQueue } from '../jobs';
import type { SendMail } from '../mail';
import { chooseLanguage } from '../web';

/** People who became members of a workspace at one moment. */
export interface NewMembers {
  readonly siteId: string;
  readonly workspaceId: string;
  readonly accountIds: readonly string[];
  /** ISO 8601: what `granted_at` of their memberships says. */
  readonly grantedAt: string;
}

/** Writes the welcome mails of new members; a job, so that ten thousand of them hold up nobody. */
export const welcomeMembers = defineJob<NewMembers>('welcome-members');

/** Members that one job welcomes: so many that a whole company joining at once takes few statements. */
const membersOfJob = 5_000;
/** Mails that one transaction writes. */
const batch = 50;

/** Sends welcome mails to new members when the transaction commits; nothing when it does not. */
export async function sendWelcomes(queue: JobQueue, tx: Prisma.TransactionClient, came: NewMembers): Promise<void> {
  for (let from = 0; from < came.accountIds.length; from += membersOfJob) {
    const data = { ...came, accountIds: came.accountIds.slice(from, from + membersOfJob) };
    await queue.send(welcomeMembers, data, { within: tx });
  }
}

/** What carrying out `welcomeMembers` needs. */
export interface WelcomeDependencies {
  readonly database: Database;
  readonly sendMail: SendMail;
  readonly publicUrl: string;
}

/**
 * Writes the mails of a `welcomeMembers` job. Whoever has left meanwhile, may not sign in or has no address gets none; nobody
 * gets two from one workspace on one day (UTC): a client that removes and adds them over and over floods no mailbox.
 */
export async function carryOutWelcomes(
  { database, sendMail, publicUrl }: WelcomeDependencies,
  { siteId, workspaceId, accountIds, grantedAt }: NewMembers,
): Promise<void> {
  const workspace = await database.prisma.entitlement.findFirst({
    where: { id: workspaceId, siteId, kind: 'workspace' },
    select: { name: true, site: { select: { name: true, slug: true } } },
  });
  if (workspace === null) return;
  const members = await database.prisma.account.findMany({
    where: {
      siteId,
      id: { in: [...accountIds] },
      status: 'active',
      entitlements: { some: { entitlementId: workspaceId, grantedAt: new Date(grantedAt) } },
    },
    select: { id: true, email: true, language: true },
    orderBy: { id: 'asc' },
  });
  const day = grantedAt.slice(0, 'YYYY-MM-DD'.length);
  const link = `${publicUrl}/?${new URLSearchParams({ site: workspace.site.slug }).toString()}`;
  const data = { siteName: workspace.site.name, workspace: workspace.name, link };
  for (let from = 0; from < members.length; from += batch) {
    await database.prisma.$transaction(async (tx) => {
      for (const { id, email, language } of members.slice(from, from + batch)) {
        if (email === null || !isWellFormedEmail(email)) continue;
        const once = { event: `${workspaceId}:${id}:${day}`, at: new Date(day) };
        const to = { siteId, to: email, language: chooseLanguage(undefined, language) };
        await sendMail(tx, { ...to, template: 'workspace_welcome', data, once });
      }
    });
  }
}
