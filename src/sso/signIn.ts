import type { Database } from '../db';
import type { Log } from '../log';
import type { Limit, RateLimits, UsedUp } from '../rateLimits';
import type { ConnectionCache, LoadedConnection } from '../sites';
import type { Attempt } from './attempts';
import type { Refusal } from './catalogue';
import { judgeResponse, type Judgement } from './judge';
import { askForMetadata, type MetadataContext } from './askForMetadata';
import { planEffect, type PlanContext } from './planEffect';
import { applySignIn, readSignInFacts, SiteGoneError, type FactsQuery } from './signInStore';
import { decideTest, planTest } from './testSignIn';

/** What the sign-in needs of the process around it. */
export interface SignInContext extends PlanContext, MetadataContext {
  readonly database: Database;
  readonly connections: ConnectionCache;
  readonly rateLimits: RateLimits;
  readonly log: Log;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly clock: () => Date;
  /** Milliseconds that only grow, for timings. */
  readonly elapsed: () => number;
}

/** One usable post to a known ACS. */
export interface IncomingResponse {
  /** The value of the field, base64 as posted. */
  readonly samlResponse: string;
  readonly relayState: string | null;
  readonly clientAddress: string | null;
  /** The open test sign-in that its RelayState names; null when it names none. Nothing of it is verified. */
  readonly testId: string | null;
}

/** What became of a post. All but the last four left an attempt. */
export type SignInOutcome =
  /** Passed and waiting for the browser; `code` is good for 60 s, once. */
  | { readonly kind: 'parked'; readonly code: string; readonly attempt: Attempt }
  /** The browser is to start again at our own sign-in start. */
  | { readonly kind: 'restart'; readonly target: string | null; readonly attempt: Attempt }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly attempt: Attempt }
  /** A test sign-in, passed or refused: nobody is signed in, and the result is for who tests. */
  | { readonly kind: 'tested'; readonly testId: string; readonly attempt: Attempt }
  /** Refused, and too many were; nothing was written. */
  | { readonly kind: 'limited'; readonly usedUp: UsedUp }
  /** The settings or the facts changed under every try; nothing was written. */
  | { readonly kind: 'unavailable' }
  /** Single sign-on was switched off meanwhile; nothing was written. */
  | { readonly kind: 'disabled' }
  /** Site or connection was removed meanwhile; nothing was written. */
  | { readonly kind: 'gone' };

const mostTries = 4;

/**
 * The sign-in: judges the response, then writes the verdict with its attempt in one transaction. When something changed
 * between reading and writing, nothing is written and the judgement is made again on what is true now.
 */
export async function receiveResponse(
  context: SignInContext,
  connection: LoadedConnection,
  incoming: IncomingResponse,
): Promise<SignInOutcome> {
  let current = connection;
  let isCounted = false;
  for (let tries = 0; tries < mostTries; tries++) {
    const now = context.clock();
    const judgement = await judgeOrNull(context, current, incoming, now);
    const isStale =
      judgement === null || (judgement.facts !== null && judgement.facts.settingsVersion !== current.settingsVersion);
    if (!isStale) {
      const told = await askForMetadata(context, current, judgement, now);
      const tested = decideTest(told, incoming.testId);
      // A connection that is switched off lets tests pass and nothing else.
      if (tested === null && !current.enabled) return { kind: 'disabled' };
      const planned = planEffect(context, current, incoming, tested?.judgement ?? told, now);
      const { effect, outcome } = tested === null ? planned : planTest(planned.effect, current, tested.testId);
      // One post counts once, however often it is judged.
      const limits: readonly Limit[] = isCounted ? [] : limitsOf(context, effect.attempt);
      const applied = await applySignIn(context.database, effect, limits);
      isCounted ||= limits.length > 0;
      if (applied.outcome === 'applied') return outcome;
      if (applied.outcome === 'limited') return { kind: 'limited', usedUp: applied.usedUp };
      context.log.debug('A sign-in is judged again', { guard: applied.guard, reference: effect.attempt.reference });
      if (applied.guard !== 'settings') continue;
    }
    const reloaded = await context.connections.reload(current.site, current.connection);
    if (reloaded === null) return { kind: 'gone' };
    if (!reloaded.enabled && incoming.testId === null) return { kind: 'disabled' };
    current = reloaded;
  }
  return { kind: 'unavailable' };
}

/** Only refusals count. What passed costs nothing, however many come from one address. */
function limitsOf({ rateLimits }: SignInContext, attempt: Attempt): readonly Limit[] {
  if (attempt.outcome !== 'refused') return [];
  return rateLimits.of(attempt.verified ? 'refused' : 'forged', attempt.clientAddress, attempt.connectionId);
}

/** Null when the site is gone: then what is kept of the connection is as stale as can be. */
async function judgeOrNull(
  { database, elapsed }: SignInContext,
  connection: LoadedConnection,
  { samlResponse }: IncomingResponse,
  now: Date,
): Promise<Judgement | null> {
  try {
    const readFacts = (query: FactsQuery) => readSignInFacts(database, query);
    return await judgeResponse(samlResponse, connection, now, { readFacts, judgesState: true, elapsed });
  } catch (error) {
    if (error instanceof SiteGoneError) return null;
    throw error;
  }
}
