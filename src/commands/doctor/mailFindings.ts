import type { Config } from '../../config';
import type { OutboxTrouble } from '../../mail';
import type { Finding } from '../../findings';

/** Mails that have reached nobody. Pure. */
export function mailFindings(
  { failed, stuck, kept, lastError }: OutboxTrouble,
  config: Pick<Config, 'smtpUrl'>,
): Finding[] {
  const said = lastError === null ? '' : ` Last: ${lastError.replace(/\.?\s*$/, '')}.`;
  const see = 'See usher mails.';
  const findings: Finding[] = [];
  if (failed > 0) {
    findings.push({
      id: 'mail_failed',
      level: 'problem',
      site: null,
      subject: 'mail',
      what: `${mails(failed)} could not be sent and will not be tried again.${said}`,
      todo: `${see} Mend the address or the mail server, then let what sent it send another.`,
    });
  }
  if (stuck > 0) {
    findings.push({
      id: 'mail_waits',
      level: 'problem',
      site: null,
      subject: 'SMTP_URL',
      what: `${mails(stuck)} could not be sent yet and will be tried again.${said}`,
      todo: `${see} Mend the mail server, SMTP_URL or MAIL_FROM.`,
    });
  }
  if (kept > 0) {
    findings.push(
      config.smtpUrl === null
        ? {
            id: 'no_mail_server',
            level: 'problem',
            site: null,
            subject: 'SMTP_URL',
            what: `There is no mail server, and ${mails(kept)} of the last 30 days reached nobody.`,
            todo: 'Set SMTP_URL and MAIL_FROM, or pass the mails on by hand: usher mails.',
          }
        : {
            id: 'mail_kept',
            level: 'notice',
            site: null,
            subject: 'SMTP_URL',
            what: `${mails(kept)} from before there was a mail server will not be sent.`,
            todo: `${see} Pass on what still matters; links in them may have ended.`,
          },
    );
  }
  return findings;
}

function mails(count: number): string {
  return `${count} ${count === 1 ? 'mail' : 'mails'}`;
}
