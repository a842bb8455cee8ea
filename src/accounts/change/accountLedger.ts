import type { FieldChange } from '../../activity';
import { holdsSeat, type AccountState } from '../accountState';
import { usernameKey } from '../names';
import { problemOf, type AccountProblem } from './accountProblem';
import { decideAccountChange, isSecurityAdmin, type AccountRules, type WantedAccount } from './decideAccountChange';
import { isRescuer, lasts } from './rescuer';
import { TakenKeys, type AccountKeys } from './takenKeys';

/** Whom a change is about. By user name: whoever has it, or a new account. */
export type Whom = 'new' | { readonly id: string } | { readonly username: string };

/** One wish. */
export interface AccountChange {
  readonly whom: Whom;
  /** The version whoever wishes it has seen; absent: whatever it is by now. */
  readonly seenVersion?: number;
  readonly wanted: WantedAccount;
  /** What the activity log calls it when it is more than an update: `approve`, `reject`. */
  readonly verb?: string;
  /** What changes in the same transaction beside the account, for the same line of the activity log. */
  readonly alsoChanges?: readonly FieldChange[];
}

/** An account as far as changes need it. */
export interface KnownAccount extends AccountKeys {
  readonly version: number;
  readonly isGuest: boolean;
  readonly hasPassword: boolean;
  readonly updateTimestamp: Date | null;
  readonly state: AccountState;
}

/** What a site says when its accounts are changed. */
export interface LedgerSite {
  readonly rules: AccountRules;
  readonly seats: { readonly limit: number; readonly used: number };
  /** Ids of the active accounts that are Org Security Admins. */
  readonly securityAdmins: ReadonlySet<string>;
  /** True when people of the site without bypass sign in by single sign-on only. */
  readonly ssoRequired: boolean;
  /** Ids of the rescuers that last (`isRescuer`). */
  readonly rescuers: ReadonlySet<string>;
}

/** What a decision rests on beside the ledger. */
export interface DecisionFacts {
  readonly now: Date;
  /** True when whoever asks may give roles and bypass sign-in. */
  readonly mayGrant: boolean;
  /** See `AccountSurroundings`. */
  readonly takesLiterally?: boolean;
  /** Gives ids for new accounts. */
  readonly makeId: () => string;
}

/** What becomes of one wish. */
export type Decided =
  | {
      readonly outcome: 'write';
      readonly id: string;
      readonly change: AccountChange;
      /** Null when it is made. */
      readonly known: KnownAccount | null;
      readonly before: AccountState | null;
      readonly after: AccountState;
      readonly changes: readonly FieldChange[];
    }
  | { readonly outcome: 'unchanged'; readonly id: string; readonly change: AccountChange; readonly username: string }
  | { readonly outcome: 'refused'; readonly problems: readonly [AccountProblem, ...AccountProblem[]] }
  /** Somebody else changed it since it was seen; nothing was judged. */
  | { readonly outcome: 'conflict'; readonly current: KnownAccount };

/**
 * The accounts of a site as several wishes are decided one after another: each sees names and seats as those before it
 * leave them. Nothing is written.
 */
export class AccountLedger {
  private readonly byId = new Map<string, KnownAccount>();
  private readonly idOfUsername = new Map<string, string>();
  private readonly taken = new TakenKeys([]);
  private readonly securityAdmins: Set<string>;
  private readonly rescuers: Set<string>;
  private used: number;

  constructor(private readonly site: LedgerSite) {
    this.securityAdmins = new Set(site.securityAdmins);
    this.rescuers = new Set(site.rescuers);
    this.used = site.seats.used;
  }

  /** Takes note of stored accounts: those the wishes are about, and those that could stand in their way. */
  add(accounts: readonly KnownAccount[]): void {
    for (const account of accounts) {
      // One that was changed here is known better than it is stored.
      if (this.byId.has(account.id)) continue;
      this.byId.set(account.id, account);
      this.idOfUsername.set(account.usernameKey, account.id);
      this.taken.replace(account.id, null, account.state);
    }
  }

  /** Decides one wish and, when it is to be written, counts on it from then on. */
  decide(change: AccountChange, facts: DecisionFacts): Decided {
    const known = this.find(change.whom);
    if (known === null && typeof change.whom === 'object' && 'id' in change.whom) {
      return { outcome: 'refused', problems: [problemOf('username', 'account_gone')] };
    }
    if (known !== null && change.seenVersion !== undefined && change.seenVersion !== known.version) {
      return { outcome: 'conflict', current: known };
    }
    const id = known?.id ?? facts.makeId();
    const before = known?.state ?? null;
    const verdict = decideAccountChange(
      this.site.rules,
      before,
      wantedOf(change, known),
      this.around(id, known, facts),
      facts.now,
    );
    if (verdict.outcome === 'refuse') return { outcome: 'refused', problems: verdict.problems };
    if (verdict.outcome === 'unchanged') {
      return { outcome: 'unchanged', id, change, username: before?.username ?? '' };
    }
    const { after, changes } = verdict;
    this.count(id, known, before, after, facts.now);
    return { outcome: 'write', id, change, known, before, after, changes };
  }

  private find(whom: Whom): KnownAccount | null {
    if (whom === 'new') return null;
    const id = 'id' in whom ? whom.id : this.idOfUsername.get(usernameKey(whom.username));
    return (id === undefined ? undefined : this.byId.get(id)) ?? null;
  }

  private around(id: string, known: KnownAccount | null, { mayGrant, takesLiterally = false }: DecisionFacts) {
    return {
      id,
      isGuest: known?.isGuest ?? false,
      taken: this.taken,
      seats: { limit: this.site.seats.limit, used: this.used },
      hasOtherSecurityAdmin: hasOther(this.securityAdmins, id),
      hasPassword: known?.hasPassword ?? false,
      needsRescuer: this.site.ssoRequired && !hasOther(this.rescuers, id),
      mayGrant,
      takesLiterally,
    };
  }

  private count(
    id: string,
    known: KnownAccount | null,
    before: AccountState | null,
    after: AccountState,
    now: Date,
  ): void {
    this.used += Number(holdsSeat(after)) - Number(holdsSeat(before));
    if (isSecurityAdmin(after)) this.securityAdmins.add(id);
    else this.securityAdmins.delete(id);
    if (lasts(after) && isRescuer(after, known?.hasPassword ?? false, now)) this.rescuers.add(id);
    else this.rescuers.delete(id);
    this.taken.replace(id, before, after);
    if (before !== null) this.idOfUsername.delete(usernameKey(before.username));
    const key = usernameKey(after.username);
    this.idOfUsername.set(key, id);
    const base = known ?? { id, version: 0, isGuest: false, hasPassword: false, updateTimestamp: null };
    this.byId.set(id, { ...base, usernameKey: key, confusableKey: key, emailKey: null, state: after });
  }
}

/** The sets may be long: the first that is another ends the search. */
function hasOther(ids: ReadonlySet<string>, id: string): boolean {
  for (const one of ids) if (one !== id) return true;
  return false;
}

/** Who is named by their user name keeps its spelling: the name is what they were found by. */
function wantedOf({ whom, wanted }: AccountChange, known: KnownAccount | null): WantedAccount {
  if (whom === 'new' || 'id' in whom) return wanted;
  return { ...wanted, username: known?.state.username ?? whom.username };
}
