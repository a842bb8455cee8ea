import { usernameKey } from '../../accounts';
import {
  judgeFields,
  mergeTrackingCodes,
  TakenKeys,
  type AccountProblem,
  type MergedCodes,
} from '../../accounts/change';
import { overlay } from '../../activity';
import type { FieldProblem } from './describeIssues';
import { problemAt, type FieldRule } from './fieldRule';
import type { WrittenAccount } from './siteFileSchema';
import type { PlannedAccount } from './sitePlan';
import { newAccount, type AccountState, type SiteState, type TrackingCodeState } from './siteState';
import type { StoredAccount } from './storedSite';
import type { FieldPath } from './yamlSource';

/** What the accounts of a file are judged by. */
export interface AccountRules {
  /** The site as it will be. */
  readonly site: SiteState;
  /** Names of the connections there will be. */
  readonly connections: ReadonlySet<string>;
  /** The tracking codes there will be. */
  readonly trackingCodes: readonly TrackingCodeState[];
  /** Accounts that share a key with one of the file. */
  readonly stored: readonly StoredAccount[];
  /** True: status, roles and password are written although the account exists. */
  readonly force: boolean;
  /** User name keys of accounts whose password already is the one in the file. */
  readonly passwordsKept: ReadonlySet<string>;
  /** True at a door where a person is present: new accounts need the required tracking codes, and no edit empties one. */
  readonly demandsRequired: boolean;
}

/** Where mistakes and remarks go. */
export interface Remarks {
  readonly problems: FieldProblem[];
  readonly notes: string[];
}

/** Fields an administrator may have changed since: a file applied again must not undo that. */
const administratorsFields = ['status', 'roles'] as const;
/** A file gives what it gives: an account may be made without a name or an address. */
const nothingRequired: ReadonlySet<string> = new Set();

/** Merges the accounts of a file into those stored, each judged by the rules every door obeys. */
export function planAccounts(
  written: readonly WrittenAccount[],
  rules: AccountRules,
  remarks: Remarks,
): PlannedAccount[] {
  const byKey = new Map(rules.stored.map((account) => [account.usernameKey, account]));
  const planned = written.flatMap((account, index) => {
    const stored = byKey.get(usernameKey(account.username)) ?? null;
    const one = planAccount(account, stored, ['accounts', index], rules, remarks);
    return one === null ? [] : [{ index, account: one }];
  });
  judgeUniqueness(planned, rules, remarks.problems);
  return planned.map(({ account }) => account);
}

function planAccount(
  written: WrittenAccount,
  stored: StoredAccount | null,
  path: FieldPath,
  rules: AccountRules,
  remarks: Remarks,
): PlannedAccount | null {
  const base = { key: stored?.state.username ?? written.username, id: stored?.id ?? null, stored };
  if (written.remove === true) {
    return stored === null ? null : { ...base, before: stored.state, after: null, password: null };
  }
  const { password } = written;
  const mayWriteAll = stored === null || rules.force;
  if (!mayWriteAll) notePassedOver(written, stored, remarks.notes);
  const before = stored?.state ?? { ...newAccount, username: written.username };
  const passedOver = ['username', 'trackingCodes', ...(mayWriteAll ? [] : administratorsFields)];
  const laid = overlay(before, without(written, passedOver));
  const merged = mergeCodes(laid, written, stored === null, rules, remarks);
  const after = { ...laid, trackingCodes: merged.codes };
  const { allowedEmailDomains, blockedEmailDomains } = rules.site;
  const fieldRules = { allowedEmailDomains, blockedEmailDomains, connections: rules.connections };
  const found = [...judgeFields(fieldRules, stored?.state ?? null, after, nothingRequired), ...merged.problems];
  remarks.problems.push(...told(found, path, after));
  const setsPassword = password !== undefined && mayWriteAll && !rules.passwordsKept.has(usernameKey(written.username));
  return { ...base, before: stored?.state ?? null, after, password: setsPassword ? password : null };
}

function without(written: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(written).filter(([field]) => !fields.includes(field)));
}

function notePassedOver(written: WrittenAccount, stored: StoredAccount, notes: string[]): void {
  for (const field of administratorsFields) {
    const [said, is] = [written[field], stored.state[field]];
    if (said === undefined || JSON.stringify(said) === JSON.stringify(is)) continue;
    const words = (value: string | readonly string[]) =>
      typeof value === 'string' ? value : value.join(', ') || 'none';
    notes.push(
      `account ${stored.state.username}: ${field} stays ${words(is)}; the file says ${words(said)} ` +
        '(--force-accounts writes it)',
    );
  }
}

/** The tracking codes a file gives are merged and judged by the rules of every door; what is not used is passed over. */
function mergeCodes(
  account: AccountState,
  written: WrittenAccount,
  isNew: boolean,
  rules: AccountRules,
  { notes }: Remarks,
): MergedCodes {
  const asked = isNew ? 'all' : 'wanted';
  const merged = mergeTrackingCodes({
    settings: rules.trackingCodes,
    stored: account.trackingCodes,
    wanted: written.trackingCodes ?? {},
    demanded: rules.demandsRequired ? asked : 'none',
  });
  for (const name of merged.passedOver) {
    notes.push(`account ${account.username}: ${name} is not used on this site; its value is passed over`);
  }
  return merged;
}

interface IndexedAccount {
  readonly index: number;
  readonly account: PlannedAccount;
}

/**
 * Of two entries of the file that collide the second is told; of an entry and a stored account the entry. Entries give
 * up their addresses before any of them takes one, so that two people may swap theirs.
 */
function judgeUniqueness(planned: readonly IndexedAccount[], rules: AccountRules, problems: FieldProblem[]): void {
  const gone = new Set(planned.flatMap(({ account }) => (account.after === null ? (account.id ?? []) : [])));
  const changed = new Set(planned.flatMap(({ account }) => account.id ?? []));
  const left = rules.stored.filter(({ id }) => !gone.has(id));
  const taken = new TakenKeys(left.map((one) => (changed.has(one.id) ? { ...one, emailKey: null } : one)));
  for (const { index, account } of planned) {
    const { before, after } = account;
    if (after === null) continue;
    const id = account.id ?? `new ${index}`;
    // Its own address it gave up as well: it must still be free.
    const names = before === null ? null : { username: before.username, email: null };
    problems.push(...told(taken.judge(id, names, after), ['accounts', index], after));
    taken.replace(id, null, after);
  }
}

/** The rules of accounts as the rules of a site file. */
function told(found: readonly AccountProblem[], path: FieldPath, account: AccountState): FieldProblem[] {
  return found.map((problem) => problemAt([...path, ...problem.field.split('.')], ruleOf(problem, account)));
}

function ruleOf({ field, reason, expected, received, hint }: AccountProblem, account: AccountState): FieldRule {
  const email = account.email ?? '';
  switch (reason) {
    case 'connection_unknown':
      return { id: 'unknown_connection', name: account.connection ?? '' };
    case 'email_domain_blocked':
      return { id: 'email_blocked', email };
    case 'email_domain_not_listed':
      return { id: 'email_not_listed', email };
    case 'email_taken':
      return { id: 'email_taken', email };
    case 'username_taken':
    case 'username_confusable':
      return { id: 'username_taken' };
    case 'tracking_code_unknown':
      return { id: 'unknown_tracking_code' };
    case 'tracking_code_missing':
      return { id: 'tracking_code_required' };
    case 'tracking_code_too_long':
    case 'tracking_code_not_listed':
    case 'tracking_code_inactive':
      return { id: 'tracking_code', reason, expected, received, hint: hint ?? null };
    default:
      // The schema of the file judges single values before any of these rules is asked.
      throw new Error(`A site file cannot break ${reason} of ${field}.`);
  }
}
