import type { Database } from '../../db';
import type { LoadedConnection } from '../../sites';
import { showReason, type ShownAttempt } from '../attempts';
import { judgeResponse } from '../judge';
import { readSignInFacts } from '../signInStore';
import { readSample } from './readSample';

/** What `usher explain` answers: an attempt that never happened, or why the file could not be read. */
export type Explanation =
  | { readonly outcome: 'explained'; readonly attempt: ShownAttempt; readonly form: string }
  | { readonly outcome: 'problem'; readonly problem: string };

interface ExplainQuestion {
  readonly database: Database;
  readonly connection: LoadedConnection;
  /** The whole file: raw XML, base64, a form post or a HAR. */
  readonly text: string;
  /** The moment to judge for. */
  readonly now: Date;
}

/**
 * Runs the whole check-list on a kept response against today's settings. Signs nobody in and writes nothing. What depends
 * on the open request and on replay is not judged; accounts and seats are those of this moment.
 */
export async function explain({ database, connection, text, now }: ExplainQuestion): Promise<Explanation> {
  const sample = readSample(text);
  if (sample.outcome === 'problem') return sample;
  const judgement = await judgeResponse(sample.samlResponse, connection, now, {
    readFacts: (query) => readSignInFacts(database, query),
    judgesState: false,
    elapsed: () => 0,
  });
  const refusal = judgement.outcome === 'refused' ? judgement.refusal : null;
  const verdict = judgement.outcome === 'restart' ? null : judgement.verdict;
  return {
    outcome: 'explained',
    form: sample.form,
    attempt: {
      reference: null,
      at: now.toISOString(),
      connection: connection.connection,
      kind: 'acs',
      outcome: refusal === null ? 'passed' : 'refused',
      username: judgement.person?.username ?? null,
      code: refusal?.code ?? null,
      note: verdict !== null && 'note' in verdict ? verdict.note : null,
      reasons: refusal === null ? [] : refusal.findings.map(showReason),
      checks: judgement.checks,
    },
  };
}
