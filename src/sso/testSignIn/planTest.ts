import type { LoadedConnection } from '../../sites';
import type { SignInOutcome } from '../signIn';
import type { SignInEffect } from '../signInStore';
import { settingsDigest } from './settingsDigest';

/**
 * What a test sign-in writes instead of what the same response would have written for everybody: its attempt, its result,
 * and that request and assertion are used up. Each part is named: nothing that is added to a sign-in comes along.
 */
export function planTest(
  { now, siteId, connectionId, settingsVersion, consume, account, raw, attempt }: SignInEffect,
  connection: LoadedConnection,
  testId: string,
): { effect: SignInEffect; outcome: SignInOutcome } {
  const passed = attempt.code === null;
  const tested = {
    ...attempt,
    kind: 'test' as const,
    outcome: passed ? ('passed' as const) : ('refused' as const),
    // An account that is not made cannot be concerned.
    accountId: account.kind === 'create' ? null : attempt.accountId,
  };
  const effect: SignInEffect = {
    now,
    siteId,
    connectionId,
    settingsVersion,
    consume,
    account: { kind: 'none' },
    adopt: null,
    bind: null,
    park: null,
    raw,
    test: { id: testId, passed, settingsDigest: settingsDigest(connection) },
    attempt: tested,
    activity: [],
  };
  return { effect, outcome: { kind: 'tested', testId, attempt: tested } };
}
