import { scimError } from '../protocol/errors';
import { isShownActive, type StoredUser } from './storedUser';

/** What a call knows beside the person. */
export interface ActiveFacts {
  /** Whom the provisioning acts as. */
  readonly actingAccountId: string;
  readonly now: Date;
}

/** What becomes of the status when a client says whether somebody is active. */
export interface ActiveDecision {
  /** Null: it stays as it is. */
  readonly status: 'active' | 'deactivated' | null;
  /** True when a provisioning may take the deactivation back. */
  readonly mayReturn: boolean;
  /** English, for the call log, when the wish is not followed; else null. */
  readonly note: string | null;
}

const stays = { status: null, mayReturn: false, note: null } as const;

/**
 * Decides `active` (design 8): false deactivates whoever is active or locked; true brings back only whom a provisioning
 * deactivated. What an administrator decided is left as it is, with a note.
 *
 * @throws ScimError account_protected when the account must not be deactivated by SCIM
 */
export function decideActive(stored: StoredUser, wanted: boolean, facts: ActiveFacts): ActiveDecision {
  const { account, suspendedBy } = stored;
  if (wanted === isShownActive(account)) return stays;
  if (!wanted) {
    requireUnprotected(stored, facts, 'active');
    // A lock is an administrator's word: a client that comes back must not lift it.
    const isLocked = account.status === 'locked';
    const note = isLocked
      ? 'The account was locked by an administrator: only one of them can activate it again.'
      : null;
    return { status: 'deactivated', mayReturn: !isLocked, note };
  }
  const why = whyNotBack(stored, suspendedBy, facts.now);
  return why === null ? { ...stays, status: 'active' } : { ...stays, note: `"active": true was ignored: ${why}.` };
}

function whyNotBack({ account }: StoredUser, suspendedBy: string | null, now: Date): string | null {
  if (account.status === 'pending') return 'the account waits for the approval of an administrator';
  const hasPassed = account.expiresAt !== null && new Date(account.expiresAt) <= now;
  if (account.status === 'expired' || hasPassed) return 'the account has expired';
  return suspendedBy === null ? 'the account was not deactivated by a provisioning' : null;
}

/**
 * Refuses to take their access from accounts that keep a site reachable: those with bypass sign-in, and the one the
 * provisioning acts as. The last Org Security Admin is kept by the rules of every door.
 *
 * @throws ScimError account_protected (403), saying which of them it is
 */
export function requireUnprotected(
  { id, account }: StoredUser,
  { actingAccountId }: Pick<ActiveFacts, 'actingAccountId'>,
  attribute: string,
): void {
  if (id === actingAccountId) {
    throw scimError('account_protected', { attribute, note: 'The provisioning acts as this account.' });
  }
  if (account.bypass) {
    throw scimError('account_protected', { attribute, note: 'The account signs in without single sign-on (bypass).' });
  }
}
