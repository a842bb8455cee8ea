import type { Database } from '../db';
import type { AccountChanges, AccountFact, AccountFacts, NewAccount } from '../jit';
import type { MessageState, NameId } from '../saml/gate';
import { confusableKey, emailKey, usernameKey } from '../accounts';
import { callWithinLimits, type Limit, type UsedUp } from '../rateLimits';
import type { Attempt } from './attempts';

/** What the first round trip looks up. */
export interface FactsQuery {
  readonly siteId: string;
  readonly connectionId: string;
  readonly requestId: string | null;
  readonly assertionId: string | null;
  readonly usernameKey: string | null;
  readonly confusableKey: string | null;
  readonly emailKey: string | null;
  /** The NameID to look up a binding for; null for formats that do not bind. */
  readonly binding: NameId | null;
}

/** Everything the database knows that a sign-in is judged by, as of one moment. */
export interface SignInFacts {
  readonly settingsVersion: number;
  readonly message: MessageState;
  /** What the open request remembers besides its state. */
  readonly requestMemory: {
    readonly browserHash: string;
    readonly target: string | null;
    /** The test sign-in it was sent for; null for everybody else's. */
    readonly testId: string | null;
  } | null;
  readonly accounts: AccountFacts;
}

/** An account as JSON carries it: times as ISO 8601 text, tracking codes by name. */
export type AccountRow = Omit<AccountFact, 'expiresAt' | 'trackingCodes' | 'updateTimestamp'> & {
  readonly expiresAt: string | null;
  readonly trackingCodes: Readonly<Record<string, string>>;
  readonly updateTimestamp: string | null;
};

interface FactsRow {
  readonly settingsVersion: number;
  readonly request: {
    readonly id: string;
    readonly connectionId: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly consumedAt: string | null;
    readonly forceAuthn: boolean;
    readonly browserHash: string;
    readonly target: string | null;
    readonly isTest: boolean;
    readonly testId: string | null;
  } | null;
  readonly assertionConsumed: boolean;
  readonly byBinding: AccountRow | null;
  readonly byUsername: AccountRow | null;
  readonly emailOwnerId: string | null;
  readonly confusableOwnerId: string | null;
  readonly seats: { readonly limit: number; readonly used: number };
  readonly connectionCount: number;
}

/** The id of a test that is gone: it matches none. */
const goneTest = '00000000-0000-0000-0000-000000000000';

/** The site of a connection has been removed since the connection was loaded. */
export class SiteGoneError extends Error {
  constructor() {
    super('The site of this connection is gone.');
    this.name = 'SiteGoneError';
  }
}

/**
 * Reads the facts of a sign-in in one round trip.
 *
 * @throws SiteGoneError when the site was removed
 */
export async function readSignInFacts(database: Database, query: FactsQuery): Promise<SignInFacts> {
  const rows = await database.query<{ facts: FactsRow }>('SELECT usher_sign_in_facts($1::jsonb) AS facts', [
    JSON.stringify(query),
  ]);
  const facts = rows[0]?.facts;
  if (!facts || facts.settingsVersion === null) throw new SiteGoneError();
  const { request } = facts;
  return {
    settingsVersion: facts.settingsVersion,
    message: {
      request: request && {
        id: request.id,
        connectionId: request.connectionId,
        createdAt: new Date(request.createdAt),
        expiresAt: new Date(request.expiresAt),
        consumedAt: request.consumedAt === null ? null : new Date(request.consumedAt),
        forceAuthn: request.forceAuthn,
      },
      assertionConsumed: facts.assertionConsumed,
    },
    requestMemory: request && memoryOf(request),
    accounts: {
      byBinding: facts.byBinding && readAccountFact(facts.byBinding),
      byUsername: facts.byUsername && readAccountFact(facts.byUsername),
      emailOwnerId: facts.emailOwnerId,
      confusableOwnerId: facts.confusableOwnerId,
      seats: facts.seats,
      connectionCount: facts.connectionCount,
    },
  };
}

/** A test's request whose test is gone is good for nothing: it still is no sign-in's. */
function memoryOf({ browserHash, target, isTest, testId }: NonNullable<FactsRow['request']>) {
  return { browserHash, target, testId: isTest ? (testId ?? goneTest) : null };
}

/** An account from its JSON. */
export function readAccountFact(row: AccountRow): AccountFact {
  const codes = Object.entries(row.trackingCodes).map(([name, value]) => [Number(name.slice(2)), value] as const);
  return {
    ...row,
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
    updateTimestamp: row.updateTimestamp === null ? null : new Date(row.updateTimestamp),
    trackingCodes: Object.fromEntries(codes),
  };
}

/** What the verdict does to the account. */
export type AccountEffect =
  | { readonly kind: 'create'; readonly id: string; readonly account: NewAccount }
  | { readonly kind: 'change'; readonly account: AccountFact; readonly changes: AccountChanges }
  | { readonly kind: 'expire'; readonly account: AccountFact }
  | { readonly kind: 'unchanged'; readonly account: AccountFact }
  | { readonly kind: 'none' };

/** A passed sign-in that waits for the browser. */
export interface Parking {
  /** SHA-256 of the one-time code, hex. */
  readonly codeHash: string;
  readonly accountId: string;
  readonly requestId: string | null;
  readonly browserHash: string | null;
  readonly mustConfirm: boolean;
  readonly target: string | null;
  /** What the session has to remember of the assertion. */
  readonly subject: object;
  readonly expiresAt: Date;
}

/** Everything one sign-in changes; written whole or not at all. */
export interface SignInEffect {
  readonly now: Date;
  readonly siteId: string;
  readonly connectionId: string;
  /** The settings the decision rests on; when they have changed since, nothing is written. */
  readonly settingsVersion: number;
  readonly consume: {
    readonly assertionId: string;
    readonly expiresAt: Date;
    readonly requestId: string | null;
  } | null;
  readonly account: AccountEffect;
  /** Id of the account that named no connection and shall now name this one. */
  readonly adopt: string | null;
  readonly bind: { readonly id: string; readonly accountId: string; readonly nameId: NameId } | null;
  readonly park: Parking | null;
  readonly raw: {
    readonly encrypted: string;
    readonly bytes: number;
    readonly verified: boolean;
    readonly expiresAt: Date;
    /** How many unverified responses a connection may keep. */
    readonly quota: number;
  } | null;
  /** Set for a test sign-in: then there is no other effect than its attempt, its result and what it consumes. */
  readonly test: { readonly id: string; readonly passed: boolean; readonly settingsDigest: string } | null;
  readonly attempt: Attempt;
  readonly activity: readonly object[];
}

/** What came of applying an effect. Unless it was applied, nothing was written. */
export type Applied =
  | { readonly outcome: 'applied' }
  /** The facts were stale; the guard says which. */
  | { readonly outcome: 'stale'; readonly guard: string }
  /** A limit that the effect counts against is used up. */
  | { readonly outcome: 'limited'; readonly usedUp: UsedUp };

/**
 * Applies the effect of a sign-in in one round trip and one transaction.
 *
 * @param limits what a refusal counts against; empty for what passed
 */
export async function applySignIn(
  database: Database,
  effect: SignInEffect,
  limits: readonly Limit[],
): Promise<Applied> {
  const { account, bind, ...rest } = effect;
  const argument = {
    ...rest,
    bind: bind && { id: bind.id, accountId: bind.accountId, ...bind.nameId },
    create: account.kind === 'create' ? creation(account.id, account.account) : null,
    change: account.kind === 'change' || account.kind === 'expire' ? change(account) : null,
    unchanged: account.kind === 'unchanged' ? { id: account.account.id, version: account.account.version } : null,
  };
  const counting = { limits, now: effect.now };
  type Answer = { applied: boolean; guard?: string };
  const called = await callWithinLimits<Answer>(database, 'usher_apply_sign_in', argument, counting);
  if (called.outcome === 'limited') return called;
  if (!called.result) throw new Error('usher_apply_sign_in gave no answer.');
  return called.result.applied ? { outcome: 'applied' } : { outcome: 'stale', guard: called.result.guard ?? 'unknown' };
}

function creation(id: string, account: NewAccount): object {
  return {
    ...account,
    id,
    usernameKey: usernameKey(account.username),
    confusableKey: confusableKey(account.username),
    emailKey: emailKey(account.email),
    trackingCodes: storedTrackingCodes(account.trackingCodes),
  };
}

function change(effect: Extract<AccountEffect, { kind: 'change' | 'expire' }>): object {
  const { id, version } = effect.account;
  if (effect.kind === 'expire') return { id, version, set: { status: 'expired' } };
  const { trackingCodes, email, ...fields } = effect.changes;
  return {
    id,
    version,
    set: {
      ...fields,
      ...(email === undefined ? {} : { email, emailKey: emailKey(email) }),
      ...(trackingCodes === undefined
        ? {}
        : { trackingCodes: storedTrackingCodes({ ...effect.account.trackingCodes, ...trackingCodes }) }),
    },
  };
}

function storedTrackingCodes(codes: Readonly<Record<number, string | null>>): Record<string, string> {
  const filled = Object.entries(codes).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
  );
  return Object.fromEntries(filled.map(([number, value]) => [`TC${number}`, value]));
}
