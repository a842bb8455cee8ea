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

/** What sending needs. */
export interface SendMailDependencies {
  readonly queue: JobQueue;
  readonly box: SecretBox;
  readonly clock: () => Date;
}

/** Makes the function by which every capability sends mail. */
export function createSendMail({ queue, box, clock }: SendMailDependencies): SendMail {
  return async (tx, { siteId, to, template, language, data }) => {
    if (!isWellFormedEmail(to)) throw new Error('A mail was to be sent to what is not an e-mail address.');
    const now = clock();
    const id = newId(now);
    const { subject, text } = writeMail(template, language, data);
    await tx.mail.create({
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
    });
    await queue.send(deliverMail, { mailId: id }, { within: tx });
  };
}
