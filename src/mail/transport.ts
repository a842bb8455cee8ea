import nodemailer from 'nodemailer';
import type { Config } from '../config';
import { isLoopbackHost } from '../settings';

/** A mail as it is handed to the mail server. */
export interface ReadyMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly createdAt: Date;
}

/** The way to the mail server. */
export interface MailTransport {
  /** Resolves when the server has taken it. @throws MailRefused when it never will, any other error when it may later */
  send(mail: ReadyMail): Promise<void>;
}

/** The mail server will not take this mail, however often it is offered (RFC 5321 section 4.2.1: a reply of class 5). */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** A server that does not answer is given up after this long; the job tries again. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * The mail server of SMTP_URL, or null without one. `smtps` speaks TLS from the start; `smtp` changes over by STARTTLS when
 * the server offers it, and insists on it when there is a password to send. Certificates are always verified. On loopback
 * nothing leaves the machine, so nothing is encrypted.
 */
export function createMailTransport(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): MailTransport | null {
  const { smtpUrl, mailFrom, publicUrl } = config;
  if (smtpUrl === null || mailFrom === null) return null;
  const ourHost = new URL(publicUrl).hostname;
  const transporter = nodemailer.createTransport({
    ...serverOf(smtpUrl),
    ...timeouts,
    name: ourHost,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = senderOf(mailFrom);
  return {
    send: async ({ id, to, subject, text, createdAt }) => {
      try {
        await transporter.sendMail({
          from,
          // As an object: an address is never read as a list of them.
          to: { name: '', address: to },
          subject,
          text,
          date: createdAt,
          // The same at every try, so that a server that got it twice can drop one.
          messageId: `<${id}@${ourHost}>`,
          // RFC 3834: nobody's absence note shall answer it.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw isFinal(error) ? new MailRefused((error as Error).message, { cause: error }) : error;
      }
    },
  };
}

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const isLocal = isLoopbackHost(url.hostname);
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: isLocal && !secure,
    requireTLS: user !== '' && !isLocal && !secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

/** MAIL_FROM in its parts; as one text, a comma in the name would be read as a list. */
function senderOf(mailFrom: string): { readonly name: string; readonly address: string } {
  const named = /^(.+) <([^<>]+)>$/.exec(mailFrom);
  return { name: named?.[1]?.replace(/^"|"$/g, '') ?? '', address: named?.[2] ?? mailFrom };
}

/** Refused for good is what was said of this recipient or this text; a refused sender or password is a setting to mend. */
function isFinal(error: unknown): boolean {
  const { responseCode, command } = error as { readonly responseCode?: unknown; readonly command?: unknown };
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  return isAboutThisMail && typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
}
