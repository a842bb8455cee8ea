import type { Database } from '../db';
import type { Log } from '../log';
import type { ConnectionCache, LoadedConnection } from '../sites';
import type { Attempt } from './attempts';
import type { Refusal } from './catalogue';
import { judgeResponse } from './judge';
import { planEffect, type PlanContext } from './planEffect';
import { applySignIn, readSignInFacts } from './signInStore';

/** What the sign-in needs of the process around it. */
export interface SignInContext extends PlanContext {
  readonly database: Database;
  readonly connections: ConnectionCache;
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
}

/** What became of a post. All but the last two left an attempt. */
export type SignInOutcome =
  /** Passed and waiting for the browser; `code` is good for 60 s, once. */
  | { readonly kind: 'parked'; readonly code: string; readonly attempt: Attempt }
  /** The browser is to start again at our own sign-in start. */
  | { readonly kind: 'restart'; readonly target: string | null; readonly attempt: Attempt }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly attempt: Attempt }
  /** The settings or the facts changed under every try; nothing was written. */
  | { readonly kind: 'unavailable' }
  /** Single sign-on was switched off meanwhile; nothing was written. */
  | { readonly kind: 'disabled' };

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
  for (let tries = 0; tries < mostTries; tries++) {
    const now = context.clock();
    const judgement = await judgeResponse(incoming.samlResponse, current, now, {
      readFacts: (query) => readSignInFacts(context.database, query),
      judgesState: true,
      elapsed: context.elapsed,
    });
    const isStale = judgement.facts !== null && judgement.facts.settingsVersion !== current.settingsVersion;
    if (!isStale) {
      const { effect, outcome } = planEffect(context, current, incoming, judgement, now);
      const failedGuard = await applySignIn(context.database, effect);
      if (failedGuard === null) return outcome;
      context.log.debug('A sign-in is judged again', { guard: failedGuard, reference: effect.attempt.reference });
      if (failedGuard !== 'settings') continue;
    }
    const reloaded = await context.connections.reload(current.site, current.connection);
    if (reloaded === null || !reloaded.enabled) return { kind: 'disabled' };
    current = reloaded;
  }
  return { kind: 'unavailable' };
}
