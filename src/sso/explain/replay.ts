import { z } from 'zod';
import { SealedElsewhereError } from '../../keys';
import type { MessageState } from '../../saml/gate';
import { ConnectionUnreadableError, type LoadDeps, type LoadedConnection } from '../../sites';
import { openResponse, type KeptAttempt } from '../attempts';
import type { Check, Finding, SsoCode } from '../catalogue';
import { judgeResponse } from '../judge';
import { readSignInFacts } from '../signInStore';
import { switchedOff } from '../ssoDisabled';

/** Why an attempt cannot be tried again. */
export type NoReplay =
  /** It was let in, or is no post to the ACS: there is nothing to try. */
  | 'nothing_to_try'
  /** No response of it is kept, or it is past its time. */
  | 'not_kept'
  | 'connection_removed'
  /** Its connection cannot be loaded, so that nobody could sign in through it now (code 9). */
  | 'connection_unreadable'
  /** It was sealed under a SECRET_KEY that this process has not got. */
  | 'key_gone';

/** What would become of a kept response today. */
export type Replay =
  | { readonly outcome: 'not_possible'; readonly why: NoReplay }
  | { readonly outcome: 'passes'; readonly checks: readonly Check[] }
  /** The person would be sent to sign in once more, because nobody had asked for the response. */
  | { readonly outcome: 'restarts'; readonly checks: readonly Check[] }
  | {
      readonly outcome: 'refused';
      readonly code: SsoCode;
      readonly findings: readonly Finding[];
      readonly checks: readonly Check[];
    };

/** What a replay needs. */
export type ReplayDependencies = Pick<LoadDeps, 'database' | 'box' | 'clock'> & {
  readonly connections: { current(site: string, connection: string): Promise<LoadedConnection | null> };
};

/** The answers about state as an attempt keeps them. */
const storedState = z.object({
  request: z
    .object({
      id: z.string(),
      connectionId: z.string(),
      createdAt: z.coerce.date(),
      expiresAt: z.coerce.date(),
      consumedAt: z.coerce.date().nullable(),
      forceAuthn: z.boolean(),
    })
    .nullable(),
  assertionConsumed: z.boolean(),
}) satisfies z.ZodType<MessageState>;

/**
 * Judges a kept attempt by today's settings, accounts and seats, with its own time of receipt and its own answers about
 * request and replay (design 7). Signs nobody in and writes nothing. An attempt whose signature had not verified has no
 * such answers: what depends on them is not judged then.
 *
 * @param site slug of the site the attempt belongs to
 */
export async function replayAttempt(
  dependencies: ReplayDependencies,
  site: string,
  attempt: KeptAttempt,
): Promise<Replay> {
  const { database, connections, clock } = dependencies;
  const notPossible = (why: NoReplay): Replay => ({ outcome: 'not_possible', why });
  if (attempt.kind !== 'acs' || attempt.outcome !== 'refused') return notPossible('nothing_to_try');
  if (attempt.connection === null) return notPossible('connection_removed');
  let response: string | null;
  let connection: LoadedConnection | null;
  try {
    response = await openResponse(dependencies, attempt, clock());
    connection = response === null ? null : await connections.current(site, attempt.connection);
  } catch (error) {
    if (error instanceof SealedElsewhereError) return notPossible('key_gone');
    if (error instanceof ConnectionUnreadableError) return notPossible('connection_unreadable');
    throw error;
  }
  if (response === null) return notPossible('not_kept');
  if (connection === null) return notPossible('connection_removed');
  if (!connection.enabled) {
    const { code, findings } = switchedOff();
    return { outcome: 'refused', code, findings, checks: [] };
  }
  const state = attempt.state === null ? null : storedState.parse(attempt.state);
  const judgement = await judgeResponse(response, connection, attempt.at, {
    readFacts: async (query) => {
      const facts = await readSignInFacts(database, { ...query, requestId: null, assertionId: null });
      return { ...facts, message: state ?? facts.message };
    },
    judgesState: state !== null,
    elapsed: () => 0,
  });
  const { checks } = judgement;
  switch (judgement.outcome) {
    case 'passed':
      return { outcome: 'passes', checks };
    case 'restart':
      return { outcome: 'restarts', checks };
    case 'refused': {
      const { code, findings } = judgement.refusal;
      return { outcome: 'refused', code, findings, checks };
    }
  }
}
