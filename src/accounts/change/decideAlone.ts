import type { AccountState } from '../accountState';
import {
  AccountLedger,
  type AccountChange,
  type Decided,
  type DecisionFacts,
  type KnownAccount,
} from './accountLedger';
import type { ChangedSite } from './readAccounts';

/** What comes of a wish that could be decided alone. */
export type DecidedAlone = Extract<Decided, { readonly outcome: 'write' | 'unchanged' }>;

/**
 * Decides a wish about one account from that account and the settings of its site, by the rules of every door. Names, addresses and
 * seats are not looked at, because the database itself keeps two from having one: whoever writes it must be ready to be told so.
 * Pure.
 *
 * @param site as it was read; its settings version must be the same when it is written
 * @param known null for a new account; its version must be the same when it is written
 * @returns null when more than that decides (an account with rights, a guest, a connection), or a rule refuses: then
 *   `changeAccounts` says what and why, because it sees everything at once
 */
export function decideAlone(
  site: Pick<ChangedSite, 'rules'>,
  known: KnownAccount | null,
  change: AccountChange,
  facts: DecisionFacts,
): DecidedAlone | null {
  const concernsOthers = ['roles', 'bypass', 'connection', 'expiresAt'].some((field) => field in change.wanted);
  if (concernsOthers || (known !== null && (known.isGuest || hasRights(known.state)))) return null;
  const ledger = new AccountLedger({
    rules: site.rules,
    seats: { limit: Infinity, used: 0 },
    securityAdmins: new Set(),
    ssoRequired: false,
    rescuers: new Set(),
  });
  if (known !== null) ledger.add([known]);
  const decided = ledger.decide(change, facts);
  return decided.outcome === 'write' || decided.outcome === 'unchanged' ? decided : null;
}

function hasRights({ roles, bypass }: AccountState): boolean {
  return roles.length > 0 || bypass;
}
