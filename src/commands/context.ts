import type { z } from 'zod';
import { CommandError } from '../commandSocket';
import type { Config } from '../config';
import type { Database } from '../db';
import type { JobQueue } from '../jobs';
import type { SecretBox } from '../keys';

/** What a command works with, wherever it runs. */
export interface CommandContext {
  readonly database: Database;
  readonly config: Config;
  /** Opened when a command needs it, because most do not. */
  readonly box: () => Promise<SecretBox>;
  /** Takes jobs; a command that runs alone leaves them to the next server. */
  readonly queue: JobQueue;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** A command: the rule its arguments obey, and what it does. Arguments and results are plain JSON. */
export interface Command<Args, Result> {
  readonly args: z.ZodType<Args>;
  readonly run: (context: CommandContext, args: Args) => Promise<Result>;
}

/** Ties the type of the arguments to their rule. */
export function command<Args, Result>(
  args: z.ZodType<Args>,
  run: (context: CommandContext, args: Args) => Promise<Result>,
): Command<Args, Result> {
  return { args, run };
}

const mostNamed = 10;

/** The site of a slug. */
export async function requireSite(database: Database, slug: string): Promise<{ readonly id: string }> {
  const site = await database.prisma.site.findUnique({ where: { slug }, select: { id: true } });
  if (site !== null) return site;
  const others = await database.prisma.site.findMany({
    select: { slug: true },
    orderBy: { slug: 'asc' },
    take: mostNamed + 1,
  });
  const names = others.slice(0, mostNamed).map((other) => other.slug);
  const known = names.length === 0 ? 'There is none yet' : `There are ${names.join(', ')}`;
  throw new CommandError(`There is no site ${slug}. ${known}${others.length > mostNamed ? ' and others' : ''}.`, 1);
}
