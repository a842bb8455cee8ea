import type { AccountFact, AccountType, PolicySettings } from './types';
import { failed, passed, type RuleResult } from './checkList';
import { findingOf } from './findingOf';

/** Whether a found account may sign in: locked 16, expired 17, deactivated or pending 31 (18 when autoCreate is off), type 21. */
export function decideStatus(settings: PolicySettings, account: AccountFact, now: Date): RuleResult[] {
  return [
    judgeLock(account),
    judgeExpiry(account, now),
    judgeActive(settings, account),
    judgeType(settings, account.type, 'The account'),
  ];
}

/** True when the account's time is over, whether or not its status says so already. */
function hasExpired(account: AccountFact, now: Date): boolean {
  return account.status === 'expired' || (account.expiresAt !== null && account.expiresAt.getTime() <= now.getTime());
}

/**
 * True when this sign-in is the one that finds the time over. Only an active account becomes expired: a lock, a
 * deactivation or an open approval is somebody's decision, and a later expiry date must not undo it.
 */
export function becomesExpired(account: AccountFact, now: Date): boolean {
  return account.status === 'active' && hasExpired(account, now);
}

function judgeLock(account: AccountFact): RuleResult {
  if (account.status !== 'locked') return passed('account_not_locked', 'It is not locked.');
  const finding = findingOf('account_locked', { field: 'status', expected: 'active', received: 'locked' });
  return failed('account_not_locked', 16, 'An administrator locked it.', [finding]);
}

function judgeExpiry(account: AccountFact, now: Date): RuleResult {
  const expiresAt = account.expiresAt?.toISOString() ?? null;
  if (!hasExpired(account, now)) {
    return passed('account_not_expired', expiresAt === null ? 'It never expires.' : `It expires at ${expiresAt}.`);
  }
  const finding = findingOf('account_expired', {
    field: 'expiresAt',
    expected: `a time after ${now.toISOString()}`,
    received: expiresAt ?? 'status expired',
  });
  return failed(
    'account_not_expired',
    17,
    expiresAt === null ? 'Its status is expired.' : `It expired at ${expiresAt}.`,
    [finding],
  );
}

/** With autoCreate on the public documents count both states as a failed creation (31), with autoCreate off as 18. */
function judgeActive(settings: PolicySettings, account: AccountFact): RuleResult {
  if (account.status !== 'deactivated' && account.status !== 'pending') {
    return passed('account_active', `Its status is ${account.status}.`);
  }
  const finding = findingOf(account.status === 'pending' ? 'account_pending' : 'account_deactivated', {
    field: 'status',
    expected: 'active',
    received: account.status,
  });
  return failed('account_active', settings.autoCreate ? 31 : 18, `Its status is ${account.status}.`, [finding]);
}

/** Code 21 for a type that may not sign in through this connection; also for an account that is still to be made. */
export function judgeType(settings: PolicySettings, type: AccountType, whose: string): RuleResult {
  const allowed = settings.allowedTypes.join(', ');
  if (settings.allowedTypes.includes(type)) return passed('account_type_allowed', `${whose} is of type ${type}.`);
  const finding = findingOf('account_type_not_allowed', {
    field: 'type',
    expected: allowed === '' ? 'no type is allowed' : allowed,
    received: type,
  });
  return failed('account_type_allowed', 21, `${whose} is of type ${type}; allowed: ${allowed || 'none'}.`, [finding]);
}
