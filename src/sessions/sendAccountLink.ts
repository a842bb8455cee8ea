import { createHash } from 'node:crypto';
import { activityEntry, recordActivity } from '../activity';
import type { Database, Prisma } from '../db';
import { defineJob } from '../jobs';
import type { SendMail } from '../mail';
import { chooseLanguage, type Language } from '../web';
import { countRecentLinks, makeAccountLink, mostRecentLinks } from './accountLinks';
import { mayUsePassword } from './decideAccountLink';
import { findByName } from './passwordSignIn';

/** What sending links needs. */
export interface LinkDependencies {
  readonly sendMail: SendMail;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly random: (bytes: number) => Buffer;
  readonly clock: () => Date;
}

/** A link that lets somebody choose a password. */
export interface PasswordLink {
  readonly siteId: string;
  readonly accountId: string;
  /** `forgotten`: asked for on the sign-in page, 30 minutes. `invited`: an administrator or operator sends it, 3 days. */
  readonly why: 'forgotten' | 'invited';
  /** Who sends it, for the activity log; null when it was asked for on the sign-in page, which leaves no line. */
  readonly actor: string | null;
  /** For an account that names no language of its own. */
  readonly language: Language;
}

/** What became of it. `not_allowed`: the account has no bypass, is not active, or there is none. */
export type SentLink = 'sent' | 'no_address' | 'not_allowed' | 'too_many';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const forgottenMinutes = 30;
const invitedDays = 3;
const emailLinkHours = 24;

/** Sends a link to choose a password to the e-mail address of an account, in the transaction of its cause. */
export async function sendPasswordLink(
  dependencies: LinkDependencies,
  tx: Prisma.TransactionClient,
  link: PasswordLink,
): Promise<SentLink> {
  const now = dependencies.clock();
  const account = await findLinkable(tx, link);
  if (account === null || !mayUsePassword(account, now)) return 'not_allowed';
  if (account.email === null) return 'no_address';
  if (link.why === 'forgotten' && (await countRecentLinks(tx, account.id, 'password', now)) >= mostRecentLinks) {
    return 'too_many';
  }
  const address = await newPasswordAddress(dependencies, tx, account, link.why, now);
  const mail = { siteId: link.siteId, to: account.email, language: chooseLanguage(undefined, account.language) };
  const language = account.language === null ? link.language : mail.language;
  if (link.why === 'forgotten') {
    const data = { link: address, minutes: forgottenMinutes };
    await dependencies.sendMail(tx, { ...mail, language, template: 'password_reset', data });
  } else {
    const data = { link: address, days: invitedDays, siteName: account.site.name, username: account.username };
    await dependencies.sendMail(tx, { ...mail, language, template: 'password_invitation', data });
  }
  if (link.actor !== null) await recordActivity(tx, [linkActivity(link.actor, account, 'mail', now)]);
  return 'sent';
}

/**
 * Makes a link to choose a password that is shown once instead of mailed, for whoever hands it over otherwise.
 *
 * @returns its address; null when the account may not use a password
 */
export async function makePasswordLink(
  dependencies: Omit<LinkDependencies, 'sendMail'>,
  tx: Prisma.TransactionClient,
  link: { readonly siteId: string; readonly accountId: string; readonly actor: string },
): Promise<string | null> {
  const now = dependencies.clock();
  const account = await findLinkable(tx, link);
  if (account === null || !mayUsePassword(account, now)) return null;
  await recordActivity(tx, [linkActivity(link.actor, account, 'page', now)]);
  return newPasswordAddress(dependencies, tx, account, 'invited', now);
}

/** Sends a link by which somebody who knows the password shows that mail to the address of the account arrives. */
export async function sendEmailLink(
  dependencies: LinkDependencies,
  tx: Prisma.TransactionClient,
  asked: { readonly siteId: string; readonly accountId: string; readonly language: Language },
): Promise<SentLink> {
  const now = dependencies.clock();
  const account = await findLinkable(tx, asked);
  if (account === null || !mayUsePassword(account, now)) return 'not_allowed';
  if (account.email === null) return 'no_address';
  if ((await countRecentLinks(tx, account.id, 'email', now)) >= mostRecentLinks) return 'too_many';
  const kind = { purpose: 'email', lastsMs: emailLinkHours * 60 * minuteMs } as const;
  const token = await makeAccountLink(tx, account, kind, { random: dependencies.random, now });
  await dependencies.sendMail(tx, {
    siteId: asked.siteId,
    to: account.email,
    template: 'verify_email',
    language: account.language === null ? asked.language : chooseLanguage(undefined, account.language),
    data: { link: addressOf(dependencies.publicUrl, 'confirm-email', token) },
  });
  return 'sent';
}

/** Somebody asked for a new password. Looked up in the background, so that nobody can tell whether the name exists. */
export const forgottenPassword = defineJob<{
  readonly siteId: string;
  /** The name as typed, in its matching form. */
  readonly nameKey: string;
  readonly language: Language;
}>('forgotten-password', { retryLimit: 3 });

/** The key under which one such job waits: one name of one site, and one minute. A hash: the name is as long as anybody types it. */
export function forgottenPasswordKey(
  { siteId, nameKey }: { readonly siteId: string; readonly nameKey: string },
  now: Date,
): string {
  const minute = Math.floor(now.getTime() / minuteMs);
  return createHash('sha256')
    .update(JSON.stringify([siteId, nameKey, minute]))
    .digest('base64url');
}

/** Carries out `forgottenPassword`: sends a link when the name is that of an account that may use a password. */
export async function answerForgottenPassword(
  dependencies: LinkDependencies & { readonly database: Database },
  asked: { readonly siteId: string; readonly nameKey: string; readonly language: Language },
): Promise<void> {
  const account = await findByName(dependencies.database, asked.siteId, asked.nameKey);
  if (account === null) return;
  const link = { siteId: asked.siteId, accountId: account.id, actor: null, language: asked.language };
  await dependencies.database.prisma.$transaction((tx) =>
    sendPasswordLink(dependencies, tx, { ...link, why: 'forgotten' }),
  );
}

type Linkable = NonNullable<Awaited<ReturnType<typeof findLinkable>>>;

/** The account, locked until the end of the transaction, so that links are counted one after the other. */
async function findLinkable(tx: Prisma.TransactionClient, asked: { siteId: string; accountId: string }) {
  const { siteId, accountId } = asked;
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId}::uuid AND site_id = ${siteId}::uuid FOR UPDATE`;
  return tx.account.findFirst({ where: { id: accountId, siteId }, include: { site: { select: { name: true } } } });
}

async function newPasswordAddress(
  { random, publicUrl }: Omit<LinkDependencies, 'sendMail'>,
  tx: Prisma.TransactionClient,
  account: Linkable,
  why: PasswordLink['why'],
  now: Date,
): Promise<string> {
  const lastsMs = why === 'forgotten' ? forgottenMinutes * minuteMs : invitedDays * dayMs;
  const token = await makeAccountLink(tx, account, { purpose: 'password', lastsMs }, { random, now });
  return addressOf(publicUrl, 'new-password', token);
}

function addressOf(publicUrl: string, page: 'new-password' | 'confirm-email', token: string): string {
  return `${publicUrl}/sign-in/${page}?${new URLSearchParams({ token }).toString()}`;
}

function linkActivity(actor: string, account: Linkable, by: 'mail' | 'page', at: Date) {
  const facts = { at, siteId: account.siteId, actor, action: 'account.password_link', subject: account.username };
  return activityEntry({ ...facts, before: null, after: { by } });
}
