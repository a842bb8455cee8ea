import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { isWellFormedEmail } from '../accounts';
import type { Prisma } from '../db';
import { defineJob, type JobQueue } from '../jobs';
import type { SecretBox } from '../keys';
import { newId } from '../newId';
import type { Language } from '../web';
import { writeMail, type TemplateData, type TemplateName } from './templates';

/** A mail to send. */
export interface OutgoingMail<Name extends TemplateName> {
  /** The site it is about; null for mail to operators. */
  readonly siteId: string | null;
  /** One address. */
  readonly to: string;
  readonly template: Name;
  readonly language: Language;
  readonly data: TemplateData<Name>;
  /** What it tells of, when that may be told more than once by a job that is carried out again: one mail is written of it. */
  readonly once?: { readonly event: string; readonly at: Date };
}

/**
 * Sends a mail when the transaction commits: the outbox keeps it and a job hands it to the mail server. Without SMTP_URL it
 * stays in the outbox.
 *
 * @throws Error when `to` is not one well-formed address
 */
export type SendMail = <Name extends TemplateName>(
  tx: Prisma.TransactionClient,
  mail: OutgoingMail<Name>,
) => Promise<void>;

/**
 * Hands one mail to the mail server. Tried for about three days: a mail server may be away for a weekend. Several at a time,
 * because each waits for the other side.
 */
export const deliverMail = defineJob<{ mailId: string }>('deliver-mail', { retryLimit: 12, parallel: 4 });

/** Days for which the outbox remembers a mail, counted from its writing and again from its sending. */
export const keptDays = 30;
const dayMs = 86_400_000;

/** Where the text of a mail is sealed for. */
export function sealContext(mailId: string): string {
  return `mails:${mailId}`;
}

/** The moment from which a mail is forgotten. */
export function forgetAfter(moment: Date): Date {
  return new Date(moment.getTime() + keptDays * dayMs);
}

/** The same id for the same event, and in its place among the others in time. */
function idOfEvent({ event, at }: { readonly event: string; readonly at: Date }): string {
  const digest = createHash('sha256').update(event).digest();
  return v7({ msecs: at.getTime(), random: digest.subarray(0, 16), seq: digest.readUInt32BE(16) });
}

/** What sending needs. */
export interface SendMailDependencies {
  readonly queue: JobQueue;
  readonly box: SecretBox;
  readonly clock: () => Date;
}

/** Makes the function by which every capability sends mail. */
export function createSendMail({ queue, box, clock }: SendMailDependencies): SendMail {
  return async (tx, { siteId, to, template, language, data, once }) => {
    if (!isWellFormedEmail(to)) throw new Error('A mail was to be sent to what is not an e-mail address.');
    const now = clock();
    const id = once === undefined ? newId(now) : idOfEvent(once);
    const { subject, text } = writeMail(template, language, data);
    const { count } = await tx.mail.createMany({
      data: {
        id,
        siteId,
        recipient: to,
        template,
        language,
        subject,
        textEncrypted: box.seal(text, sealContext(id)),
        createdAt: now,
        expiresAt: forgetAfter(now),
      },
      skipDuplicates: once !== undefined,
    });
    if (count === 0) return;
    await queue.send(deliverMail, { mailId: id }, { within: tx });
  };
}
