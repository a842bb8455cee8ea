import { confusableKey, emailKey, usernameKey } from '../../accounts';
import { Prisma, type Database } from '../../db';
import { parseSiteFile, type SiteFile, type SiteFileInput } from './parseSiteFile';
import { planSiteFile } from './planSiteFile';
import { changesOf, type Change, type SitePlan } from './sitePlan';
import { readStoredSite, type AccountKeys, type StoredSite } from './storedSite';
import { writePlan } from './writePlan';

/** Hashes and checks passwords; slow on purpose, so it is kept out of the transaction as far as possible. */
export interface Passwords {
  readonly hash: (plain: string) => Promise<string>;
  readonly verify: (hash: string, plain: string) => Promise<boolean>;
}

/** What applying needs beside the file. */
export interface ApplyFacts {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly now: Date;
  readonly actor: string;
  /** True: only tell what would change. */
  readonly dryRun: boolean;
  readonly forceAccounts: boolean;
}

/** What came of a site file. Refused: nothing was changed. */
export type ApplyResult =
  | { readonly outcome: 'refused'; readonly problems: readonly string[] }
  | {
      readonly outcome: 'applied' | 'unchanged' | 'would_change';
      readonly site: string;
      readonly changes: readonly Change[];
      readonly notes: readonly string[];
    };

/** Above this many accounts in a file all accounts of the site are read, instead of naming each. */
const mostNamed = 3_000;
const limits = { timeout: 300_000, maxWait: 30_000 };

/**
 * Applies a site file: all of it in one transaction, or nothing. Applied again it changes nothing.
 * Two at once take turns, so that each plans on what the other left.
 */
export async function applySiteFile(input: SiteFileInput, facts: ApplyFacts): Promise<ApplyResult> {
  const parsed = parseSiteFile(input);
  if ('problems' in parsed) return { outcome: 'refused', problems: parsed.problems };
  const { file, word } = parsed;
  const { prisma } = facts.database;
  // Planned once outside of the transaction, which tells most refusals and which passwords need their slow hash.
  const first = await planWith(prisma, file, facts);
  if ('problems' in first) return { outcome: 'refused', problems: word(first.problems) };
  const answer = (outcome: 'applied' | 'unchanged' | 'would_change', plan: SitePlan): ApplyResult => ({
    outcome: changesOf(plan).length === 0 ? 'unchanged' : outcome,
    site: plan.slug,
    changes: changesOf(plan),
    notes: plan.notes,
  });
  if (facts.dryRun || changesOf(first.plan).length === 0) return answer('would_change', first.plan);
  const passwordHashes = await hashPasswords(first.plan, facts.passwords, new Map());
  try {
    return await prisma.$transaction(async (tx) => {
      await lock(tx, file);
      const second = await planWith(tx, file, facts);
      if ('problems' in second) return { outcome: 'refused', problems: word(second.problems) };
      const hashes = await hashPasswords(second.plan, facts.passwords, passwordHashes);
      await writePlan(tx, second.plan, { now: facts.now, actor: facts.actor, passwordHashes: hashes });
      return answer('applied', second.plan);
    }, limits);
  } catch (error) {
    const problem = meetingOf(error);
    if (problem === null) throw error;
    return { outcome: 'refused', problems: [`${input.fileName}: ${problem}`] };
  }
}

async function planWith(tx: Prisma.TransactionClient, file: SiteFile, facts: ApplyFacts) {
  const stored = await readStoredSite(tx, file.site, keysOf(file));
  const taken = await tx.signInDomain.findMany({
    where: {
      domain: { in: file.signInDomains ?? [] },
      ...(stored === null ? {} : { siteId: { not: stored.id } }),
    },
  });
  return planSiteFile({
    file,
    stored,
    takenDomains: new Set(taken.map(({ domain }) => domain)),
    forceAccounts: facts.forceAccounts,
    passwordsKept: facts.forceAccounts ? await keptPasswords(file, stored, facts.passwords) : new Set(),
  });
}

function keysOf(file: SiteFile): AccountKeys {
  const accounts = file.accounts ?? [];
  if (accounts.length > mostNamed) return 'all';
  return {
    usernameKey: accounts.map(({ username }) => usernameKey(username)),
    confusableKey: accounts.map(({ username }) => confusableKey(username)),
    emailKey: accounts.flatMap(({ email }) => (typeof email === 'string' ? [emailKey(email)] : [])),
  };
}

/** A forced password is written only when it differs, or a file applied again would change something each time. */
async function keptPasswords(
  file: SiteFile,
  stored: StoredSite | null,
  passwords: Passwords,
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  const hashes = new Map(stored?.accounts.map((account) => [account.usernameKey, account.passwordHash]));
  for (const { username, password } of file.accounts ?? []) {
    const hash = hashes.get(usernameKey(username)) ?? null;
    if (password === undefined || hash === null) continue;
    if (await passwords.verify(hash, password)) kept.add(usernameKey(username));
  }
  return kept;
}

async function hashPasswords(
  plan: SitePlan,
  passwords: Passwords,
  done: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const { after, password } of plan.accounts) {
    if (after === null || password === null) continue;
    const key = usernameKey(after.username);
    hashes.set(key, done.get(key) ?? (await passwords.hash(password)));
  }
  return hashes;
}

/** Holds the site and the accounts of the file until the end: neither another file nor a sign-in changes them meanwhile. */
async function lock(tx: Prisma.TransactionClient, file: SiteFile): Promise<void> {
  await tx.$queryRaw`SELECT id FROM sites WHERE slug = ${file.site} FOR UPDATE`;
  const keys = (file.accounts ?? []).map(({ username }) => usernameKey(username));
  await tx.$queryRaw`
    SELECT accounts.id FROM accounts JOIN sites ON sites.id = accounts.site_id
    WHERE sites.slug = ${file.site} AND username_key = ANY(${keys}) ORDER BY username_key FOR UPDATE OF accounts`;
}

/** What the database itself refused because somebody else was quicker, in words. */
function meetingOf(error: unknown): string | null {
  if (String(error).includes('seat_unavailable')) {
    return 'no seat is free for the hosts of this file: raise seats, or make somebody an attendee';
  }
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
    return 'something with the same name, user name, e-mail address or sign-in domain was made at the same moment; apply again';
  }
  return null;
}
