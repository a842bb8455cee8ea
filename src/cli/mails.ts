import type { Command } from 'commander';
import type { ShownMail } from '../commands';
import { carryOut } from './carryOut';
import { columns, print, visible, type OutputOptions } from './output';
import { wholeNumber } from './wholeNumber';

interface MailsOptions extends OutputOptions {
  readonly site?: string;
  readonly limit?: number;
}

/** Adds `usher mails`. */
export function addMails(program: Command): void {
  program
    .command('mails')
    .description('list the outbox, newest first, or show one mail with its text')
    .argument('[id]', 'the mail to show')
    .option('--site <site>', 'only those of this site')
    .option('--limit <number>', 'at most this many (50)', wholeNumber(1, 1000))
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, options: MailsOptions) => {
      if (id === undefined) await list(options);
      else print(await carryOut('mailShow', { id }), options, asText);
    });
}

async function list({ site, limit, ...output }: MailsOptions): Promise<void> {
  const args = { ...(site === undefined ? {} : { site }), ...(limit === undefined ? {} : { limit }) };
  print(await carryOut('mails', args), output, (mails) =>
    mails.length === 0
      ? ['No mails.']
      : columns(
          ['ID', 'AT', 'SITE', 'TO', 'STATUS', 'SUBJECT'],
          mails.map((mail) => [mail.id, mail.createdAt, mail.site ?? '-', mail.to, mail.status, mail.subject]),
        ),
  );
}

function asText(mail: ShownMail & { readonly text: string | null }): string[] {
  const { to, subject, createdAt, status, attempts, lastError, text } = mail;
  return [
    `To: ${visible(to)}`,
    `Subject: ${visible(subject)}`,
    `Written: ${createdAt}`,
    `Status: ${status}, ${attempts} ${attempts === 1 ? 'try' : 'tries'}${lastError === null ? '' : `; ${visible(lastError)}`}`,
    '',
    ...(text ?? 'The text is not kept once a mail has been sent.').trimEnd().split('\n').map(visible),
  ];
}
