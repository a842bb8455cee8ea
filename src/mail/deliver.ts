import type { Database } from '../db';
import type { SecretBox } from '../keys';
import { deliverMail, forgetAfter, sealContext } from './sendMail';
import { MailRefused, type MailTransport } from './transport';

/** What handing over needs. */
export interface DeliverDependencies {
  readonly database: Database;
  readonly box: SecretBox;
  readonly clock: () => Date;
  /** Null without SMTP_URL. */
  readonly transport: MailTransport | null;
}

const longestError = 500;

/**
 * Hands a mail to the mail server and forgets its text. A mail that was handed over is not handed over again; one whose
 * process died between the two goes out once more, under the same Message-ID.
 *
 * @throws whatever went wrong when it may go right another time
 */
export async function deliver(
  dependencies: DeliverDependencies,
  { mailId }: { readonly mailId: string },
): Promise<void> {
  const { database, box, clock, transport } = dependencies;
  const mail = await database.prisma.mail.findUnique({ where: { id: mailId } });
  if (mail === null || mail.status !== 'waiting' || mail.textEncrypted === null) return;
  const isMine = { id: mailId, status: 'waiting' } as const;
  if (transport === null) {
    await database.prisma.mail.updateMany({ where: isMine, data: { status: 'kept' } });
    return;
  }
  const { recipient: to, subject, createdAt } = mail;
  try {
    await transport.send({
      id: mailId,
      to,
      subject,
      createdAt,
      text: box.open(mail.textEncrypted, sealContext(mailId)),
    });
  } catch (error) {
    const isOver = error instanceof MailRefused || mail.attempts >= deliverMail.retryLimit;
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, longestError);
    const data = { attempts: { increment: 1 }, lastError, ...(isOver ? { status: 'failed' as const } : {}) };
    await database.prisma.mail.updateMany({ where: isMine, data });
    if (isOver) return;
    throw error;
  }
  const now = clock();
  await database.prisma.mail.updateMany({
    where: isMine,
    data: {
      status: 'sent',
      attempts: { increment: 1 },
      lastError: null,
      sentAt: now,
      expiresAt: forgetAfter(now),
      textEncrypted: null,
    },
  });
}
