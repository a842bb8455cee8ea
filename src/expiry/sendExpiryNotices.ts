import type { Database, Prisma } from '../db';
import { defineJob } from '../jobs';
import type { Log } from '../log';
import { findAdminRecipients, type OutgoingMail, type Recipient, type SendMail } from '../mail';
import { expiryWarnings, type ExpiryWarning } from './decideExpiryWarnings';
import { readExpiring } from './readExpiring';

/** Warning of what ends soon; what it did not get done, the next one does. */
export const expiryNotices = defineJob<Record<string, never>>('expiry-notices', { retryLimit: 3 });

/** What warning needs. */
export interface ExpiryDependencies {
  readonly database: Database;
  readonly sendMail: SendMail;
  readonly log: Pick<Log, 'warn'>;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
}

/** Notices of things whose end is that long past are forgotten. */
const keptAfterEndMs = 90 * 86_400_000;

/**
 * Warns of everything that ends soon: a line in the log each time, and one mail for each threshold to the Org Security
 * Admins of the site and its contact. A mail and the memory of it are written together, so none is sent twice.
 */
export async function sendExpiryNotices(deps: ExpiryDependencies, now: Date): Promise<void> {
  const { database, log } = deps;
  const warnings = expiryWarnings(await readExpiring(database), now);
  const recipients = new Map<string, readonly Recipient[]>();
  for (const warning of warnings) {
    const { kind, site, connection, fingerprint, endsAt, daysLeft } = warning;
    log.warn('Something ends soon', { kind, site, connection, fingerprint, endsAt, daysLeft });
    const known = recipients.get(warning.siteId) ?? (await findAdminRecipients(database.prisma, warning.siteId));
    recipients.set(warning.siteId, known);
    // Where nobody can be told yet, somebody may be by the next time.
    if (known.length > 0) await database.prisma.$transaction((tx) => notify(deps, tx, warning, known, now));
  }
  const longOver = new Date(now.getTime() - keptAfterEndMs);
  await database.prisma.expiryNotice.deleteMany({ where: { endsAt: { lt: longOver } } });
}

async function notify(
  { sendMail, publicUrl }: ExpiryDependencies,
  tx: Prisma.TransactionClient,
  warning: ExpiryWarning,
  recipients: readonly Recipient[],
  now: Date,
): Promise<void> {
  const { siteId, key, threshold, endsAt } = warning;
  const { count } = await tx.expiryNotice.createMany({
    data: [{ siteId, subject: key, threshold, endsAt, sentAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  const link = `${publicUrl}/admin/${encodeURIComponent(warning.site)}`;
  for (const recipient of recipients) {
    const address = { siteId, ...recipient };
    if (warning.kind === 'legacy_algorithms') await sendMail(tx, exceptionMail(address, warning, link));
    else if (warning.kind === 'scim_secret') await sendMail(tx, secretMail(address, warning, link));
    else await sendMail(tx, certificateMail(address, warning, link));
  }
}

type Address = Pick<OutgoingMail<'exception_ending'>, 'siteId' | 'to' | 'language'>;

function certificateMail(address: Address, warning: ExpiryWarning, link: string): OutgoingMail<'certificate_expiring'> {
  const { siteName, connection, subject, fingerprint, endsAt } = warning;
  const data = {
    siteName,
    connection,
    subject,
    fingerprint: fingerprint ?? '',
    endsAt,
    daysLeft: daysToTell(warning),
    link,
  };
  return { ...address, template: 'certificate_expiring', data };
}

function exceptionMail(address: Address, warning: ExpiryWarning, link: string): OutgoingMail<'exception_ending'> {
  const { siteName, connection, subject, endsAt } = warning;
  const data = {
    siteName,
    connection: connection ?? '',
    algorithms: subject,
    endsAt,
    daysLeft: daysToTell(warning),
    link,
  };
  return { ...address, template: 'exception_ending', data };
}

function secretMail(address: Address, warning: ExpiryWarning, link: string): OutgoingMail<'secret_ending'> {
  const { siteName, connection, subject, endsAt } = warning;
  const data = {
    siteName,
    provisioning: connection ?? '',
    actingUser: subject,
    endsAt,
    daysLeft: daysToTell(warning),
    link: `${link}/provisioning`,
  };
  return { ...address, template: 'secret_ending', data };
}

/** The last day is a day still. */
function daysToTell({ daysLeft }: ExpiryWarning): number {
  return Math.max(1, daysLeft);
}
