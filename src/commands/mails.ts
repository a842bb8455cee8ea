import { z } from 'zod';
import { CommandError } from '../commandSocket';
import { listMails, readMail, type OutboxMail } from '../mail';
import { command, requireSite } from './context';

/** A mail of the outbox as it is printed. */
export type ShownMail = Omit<OutboxMail, 'createdAt' | 'sentAt'> & {
  readonly createdAt: string;
  readonly sentAt: string | null;
};

const usualLimit = 50;

/** `usher mails`: the outbox, newest first. */
export const mails = command(
  z.strictObject({ site: z.string().optional(), limit: z.int().min(1).max(1000).optional() }),
  async ({ database }, { site, limit = usualLimit }): Promise<ShownMail[]> => {
    const scope = site === undefined ? {} : { siteId: (await requireSite(database, site)).id };
    return (await listMails(database, { ...scope, limit })).map(shown);
  },
);

/** `usher mails <id>`: one mail with its text, which is null once it has been sent. */
export const mailShow = command(
  z.strictObject({ id: z.string() }),
  async ({ database, box }, { id }): Promise<ShownMail & { readonly text: string | null }> => {
    const mail = z.uuid().safeParse(id).success ? await readMail(database, await box(), id) : null;
    if (mail === null) throw new CommandError(`There is no mail ${id}. List them with usher mails.`, 1);
    return { ...shown(mail), text: mail.text };
  },
);

function shown<Mail extends OutboxMail>({ createdAt, sentAt, ...mail }: Mail) {
  return { ...mail, createdAt: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null };
}
