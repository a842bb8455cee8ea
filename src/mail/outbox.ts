import type { Database, MailStatus } from '../db';
import type { SecretBox } from '../keys';
import { sealContext } from './sendMail';

/** A mail of the outbox, for operators alone. */
export interface OutboxMail {
  readonly id: string;
  /** Slug; null for mail to operators. */
  readonly site: string | null;
  readonly to: string;
  readonly template: string;
  readonly language: string;
  readonly subject: string;
  /** waiting: to be sent. failed: given up. kept: there is no mail server. */
  readonly status: MailStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

const columns = {
  id: true,
  recipient: true,
  template: true,
  language: true,
  subject: true,
  status: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  sentAt: true,
  site: { select: { slug: true } },
} as const;

/** Which mails are listed. */
export interface MailQuery {
  /** Only the mails of one site. */
  readonly siteId?: string;
  readonly limit: number;
  /** Those written before this one, or those written after it (the nearest of them); absent: the newest. */
  readonly beside?: { readonly direction: 'before' | 'after'; readonly id: string };
}

/** The outbox, newest first, without the texts. Ids are in the order of time. */
export async function listMails({ prisma }: Database, { siteId, limit, beside }: MailQuery): Promise<OutboxMail[]> {
  const towardsNewer = beside?.direction === 'after';
  const mails = await prisma.mail.findMany({
    where: {
      ...(siteId === undefined ? {} : { siteId }),
      ...(beside === undefined ? {} : { id: towardsNewer ? { gt: beside.id } : { lt: beside.id } }),
    },
    select: columns,
    orderBy: { id: towardsNewer ? 'asc' : 'desc' },
    take: limit,
  });
  const listed = mails.map(({ site, recipient, ...mail }) => ({ ...mail, site: site?.slug ?? null, to: recipient }));
  return towardsNewer ? listed.toReversed() : listed;
}

/** One mail with its text, which is null once it has been sent; null when there is no such mail. */
export async function readMail(
  { prisma }: Database,
  box: SecretBox,
  id: string,
): Promise<(OutboxMail & { readonly text: string | null }) | null> {
  const found = await prisma.mail.findUnique({ where: { id }, select: { ...columns, textEncrypted: true } });
  if (found === null) return null;
  const { site, recipient, textEncrypted, ...mail } = found;
  const text = textEncrypted === null ? null : box.open(textEncrypted, sealContext(id));
  return { ...mail, site: site?.slug ?? null, to: recipient, text };
}

/** What is wrong with the outbox, for the doctor. */
export interface OutboxTrouble {
  /** Given up. */
  readonly failed: number;
  /** Tried without success, and still to be tried again. */
  readonly stuck: number;
  /** Never tried, because there was no mail server. */
  readonly kept: number;
  /** What was said of the newest of those that failed or are stuck. */
  readonly lastError: string | null;
}

/** Looks for mails that have not reached anybody. */
export async function outboxTrouble(database: Database): Promise<OutboxTrouble> {
  const [row] = await database.query<OutboxTrouble>(
    `SELECT count(*) FILTER (WHERE status = 'failed')::integer AS failed,
            count(*) FILTER (WHERE status = 'waiting' AND attempts > 0)::integer AS stuck,
            count(*) FILTER (WHERE status = 'kept')::integer AS kept,
            (array_agg(last_error ORDER BY id DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS "lastError"
       FROM mails WHERE status <> 'sent'`,
    [],
  );
  return row ?? { failed: 0, stuck: 0, kept: 0, lastError: null };
}
