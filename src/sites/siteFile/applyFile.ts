import { confusableKey, emailKey, usernameKey } from '../../accounts';
import { readRescuers } from '../../accounts/change';
import { Prisma, type Database } from '../../db';
import type { FieldProblem } from './describeIssues';
import type { FieldRule } from './fieldRule';
import { movedOn, type ExpectedStates } from './expectedStates';
import type { SiteFile } from './parseSiteFile';
import { planSiteFile, type Door } from './planSiteFile';
import { changesOf, type Change, type SitePlan } from './sitePlan';
import { readStoredSite, type AccountKeys, type StoredSite } from './storedSite';
import { writePlan } from './writePlan';

/** Hashes and checks passwords; slow on purpose, so it is kept out of the transaction as far as possible. */
export interface Passwords {
  readonly hash: (plain: string) => Promise<string>;
  readonly verify: (hash: string, plain: string) => Promise<boolean>;
}

/** What applying needs beside what is to be changed. */
export interface FileFacts {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly now: Date;
  readonly actor: string;
  readonly door: Door;
  /** True when whoever does it answers for e-mail addresses and sign-in domains: an operator, a file. */
  readonly vouches: boolean;
  /** Sign-in domains that were just proven by DNS (`provesDomain`), as `domainKey` gives them. */
  readonly provenDomains?: ReadonlySet<string>;
  /** True: only tell what would change. */
  readonly dryRun: boolean;
  /** True: status, roles and passwords of accounts that exist are written too. */
  readonly forceAccounts: boolean;
  /** What whoever changes it saw; when something of it has changed meanwhile, nothing is written. */
  readonly expected?: ExpectedStates;
  /** What else belongs into the same transaction, such as mails. Not called when nothing changes. */
  readonly alongside?: (tx: Prisma.TransactionClient, changes: readonly Change[]) => Promise<void>;
}

/** What came of it. Only `applied` changed anything. */
export type FileResult =
  | { readonly outcome: 'refused'; readonly problems: readonly FieldProblem[] }
  /** The database refused what somebody else was quicker to take. */
  | { readonly outcome: 'overtaken'; readonly rule: FieldRule }
  /** Somebody else changed one of the expected things, named as in the activity log. */
  | { readonly outcome: 'conflict'; readonly subjects: readonly string[] }
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
 * Applies what a file or a page says: all of it in one transaction, or nothing. Applied again it changes nothing.
 * Two at once take turns, so that each plans on what the other left.
 */
export async function applyFile(file: SiteFile, facts: FileFacts): Promise<FileResult> {
  const { prisma } = facts.database;
  // Planned once outside of the transaction, which tells most refusals and which passwords need their slow hash.
  const first = await planWith(prisma, file, facts);
  if ('outcome' in first) return first;
  if (facts.dryRun || changesOf(first.plan).length === 0) return answer('would_change', first.plan);
  const passwordHashes = await hashPasswords(first.plan, facts.passwords, new Map());
  try {
    return await prisma.$transaction(async (tx) => {
      await lock(tx, file);
      const second = await planWith(tx, file, facts);
      if ('outcome' in second) return second;
      const hashes = await hashPasswords(second.plan, facts.passwords, passwordHashes);
      const { now, actor, vouches, provenDomains = new Set() } = facts;
      await writePlan(tx, second.plan, { now, actor, vouches, provenDomains, passwordHashes: hashes });
      const applied = answer('applied', second.plan);
      if (facts.alongside && applied.changes.length > 0) await facts.alongside(tx, applied.changes);
      return applied;
    }, limits);
  } catch (error) {
    const rule = overtakenBy(error);
    if (rule === null) throw error;
    return { outcome: 'overtaken', rule };
  }
}

function answer(outcome: 'applied' | 'would_change', plan: SitePlan) {
  const changes = changesOf(plan);
  const { slug: site, notes } = plan;
  return { outcome: changes.length === 0 ? ('unchanged' as const) : outcome, site, changes, notes };
}

type Planning =
  | { readonly plan: SitePlan }
  | Extract<FileResult, { readonly outcome: 'refused' }>
  | Extract<FileResult, { readonly outcome: 'conflict' }>;

async function planWith(tx: Prisma.TransactionClient, file: SiteFile, facts: FileFacts): Promise<Planning> {
  const removed = (file.connections ?? []).flatMap(({ name, remove }) => (remove === true ? [name] : []));
  const stored = await readStoredSite(tx, file.site, keysOf(file), removed);
  const subjects = facts.expected === undefined ? [] : movedOn(facts.expected, stored);
  if (subjects.length > 0) return { outcome: 'conflict', subjects };
  const planned = planSiteFile({
    file,
    stored,
    takenDomains: await takenDomains(tx, file),
    forceAccounts: facts.forceAccounts,
    passwordsKept: facts.forceAccounts ? await keptPasswords(file, stored, facts.passwords) : new Set(),
    door: facts.door,
    vouches: facts.vouches,
    provenDomains: facts.provenDomains ?? new Set(),
    rescuers: stored === null ? new Set() : await readRescuers(tx, stored.id),
    now: facts.now,
  });
  return 'plan' in planned ? planned : { outcome: 'refused', problems: planned.problems };
}

/** Other sites are told apart by slug: one made since the site was not found is this site, not another. */
async function takenDomains(
  tx: Prisma.TransactionClient,
  { site: slug, signInDomains = [] }: SiteFile,
): Promise<ReadonlySet<string>> {
  if (signInDomains.length === 0) return new Set();
  const taken = await tx.signInDomain.findMany({
    where: { domain: { in: [...signInDomains] }, site: { slug: { not: slug } } },
  });
  return new Set(taken.map(({ domain }) => domain));
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

/** What the database itself refused because somebody else was quicker. */
function overtakenBy(error: unknown): FieldRule | null {
  if (String(error).includes('seat_unavailable')) return { id: 'seat_just_taken' };
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { id: 'just_taken' };
  return null;
}
