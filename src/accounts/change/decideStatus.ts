import type { AccountStatus } from '../../jit';
import type { AccountState } from '../accountState';
import { problemOf, type AccountProblem } from './accountProblem';

/** The status an account comes to, and what is wrong with the one wanted. */
export interface StatusDecision {
  readonly status: AccountStatus;
  readonly problems: readonly AccountProblem[];
}

/**
 * The status an administrator's change leads to. `pending` and `expired` are nobody's word: the first comes from a
 * sign-in, the second from a date. An account whose date is moved into the future lives again, and one whose date has
 * passed cannot be made active (it would expire at once).
 *
 * @param before as stored; null for a new account
 * @param wanted with the fields the change names laid over it
 */
export function decideStatus(
  before: AccountState | null,
  wanted: Pick<AccountState, 'status' | 'expiresAt'>,
  now: Date,
): StatusDecision {
  const hasPassed = wanted.expiresAt !== null && new Date(wanted.expiresAt).getTime() <= now.getTime();
  const staysSo = wanted.status === before?.status;
  if (wanted.status === 'pending' || wanted.status === 'expired') {
    if (!staysSo) return unreachable(wanted.status);
    const dateMoved = wanted.expiresAt !== before?.expiresAt;
    const revives = wanted.status === 'expired' && dateMoved && !hasPassed;
    return { status: revives ? 'active' : wanted.status, problems: [] };
  }
  if (wanted.status !== 'active' || !hasPassed) return { status: wanted.status, problems: [] };
  if (staysSo) return { status: 'expired', problems: [] };
  const problem = problemOf('expiresAt', 'expiry_passed', { received: wanted.expiresAt });
  return { status: 'active', problems: [problem] };
}

function unreachable(status: AccountStatus): StatusDecision {
  const expected = 'active, deactivated, locked';
  return { status, problems: [problemOf('status', 'status_unreachable', { expected, received: status })] };
}
