import { z } from 'zod';
import { usernameKey } from '../accounts';
import { activityEntry, recordActivity } from '../activity';
import { CommandError } from '../commandSocket';
import { loadConnection } from '../sites';
import { eraseAttempts, explain as explainResponse, listAttempts, type ShownAttempt } from '../sso';
import { command, requireSite, type CommandContext } from './context';

/** `usher attempts`: newest first. */
export const attempts = command(
  z.strictObject({
    site: z.string(),
    reference: z.string().optional(),
    code: z.int().min(1).max(32).optional(),
    limit: z.int().min(1).max(1000).optional(),
  }),
  async ({ database }, { site, reference, code, limit }): Promise<ShownAttempt[]> => {
    const { id: siteId } = await requireSite(database, site);
    return listAttempts(database, {
      siteId,
      ...(reference === undefined ? {} : { reference }),
      ...(code === undefined ? {} : { code }),
      ...(limit === undefined ? {} : { limit }),
    });
  },
);

/** `usher explain`: a kept response against today's settings, as an attempt that never happened. */
export const explain = command(
  z.strictObject({
    site: z.string(),
    connection: z.string(),
    text: z.string(),
    /** ISO 8601; the present moment when absent. */
    now: z.iso.datetime({ offset: true }).optional(),
  }),
  async (context, { site, connection: name, text, now }): Promise<ShownAttempt> => {
    const connection = await requireConnection(context, site, name);
    const moment = now === undefined ? context.clock() : new Date(now);
    const explanation = await explainResponse({ database: context.database, connection, text, now: moment });
    if (explanation.outcome === 'problem') throw new CommandError(explanation.problem, 2);
    return explanation.attempt;
  },
);

async function requireConnection(context: CommandContext, site: string, name: string) {
  const { database, config, clock, random } = context;
  const { id: siteId } = await requireSite(database, site);
  const { publicUrl, insecureLoopback } = config;
  const box = await context.box();
  const settings = { publicUrl, insecureLoopback, demoIsOn: config.demo };
  const connection = await loadConnection({ database, box, clock, random, ...settings }, site, name);
  if (connection !== null) return connection;
  const others = await database.prisma.connection.findMany({ where: { siteId }, select: { name: true } });
  const known = others.length === 0 ? 'It has none yet' : `It has ${others.map((other) => other.name).join(', ')}`;
  throw new CommandError(`Site ${site} has no connection ${name}. ${known}.`, 1);
}

/** `usher erase`: a person's attempts, with what is kept of their responses. The account stays. */
export const erase = command(
  z.strictObject({ site: z.string(), username: z.string().min(1) }),
  async ({ database, clock }, { site, username }) => {
    const { id: siteId } = await requireSite(database, site);
    const key = usernameKey(username);
    const account = await database.prisma.account.findFirst({ where: { siteId, usernameKey: key } });
    const erased = await eraseAttempts(database, siteId, key);
    const entry = activityEntry({
      at: clock(),
      siteId,
      actor: 'command',
      action: 'attempts.erase',
      // Whoever has no account is not named again in the line that says they were erased.
      subject: account?.username ?? 'somebody without an account',
      before: { attempts: erased },
      after: null,
    });
    if (erased > 0) await recordActivity(database.prisma, [entry]);
    return { erased };
  },
);
