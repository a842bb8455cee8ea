import { confusableKey, decideEmailDomain, emailKey, usernameKey } from '../../accounts';
import { decideTrackingCode } from '../../trackingCodes';
import type { FieldProblem } from './describeIssues';
import { overlay } from './fieldChanges';
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
  const trackingCodes = mergeTrackingCodes(laid, written.trackingCodes ?? {}, path, rules, remarks);
  const after = { ...laid, trackingCodes };
  judgeFields(after, stored?.state ?? null, path, rules, remarks.problems);
  if (rules.demandsRequired) judgeRequired(after, written, stored === null, path, rules, remarks.problems);
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

/** Only a value that changes is judged: what was stored before a list changed may stay. */
function mergeTrackingCodes(
  account: AccountState,
  written: Readonly<Record<string, string | null | undefined>>,
  path: FieldPath,
  { trackingCodes }: AccountRules,
  { problems, notes }: Remarks,
): Readonly<Record<string, string>> {
  const merged = new Map(Object.entries(account.trackingCodes));
  for (const [name, value] of Object.entries(written)) {
    if (value === undefined || (merged.get(name) ?? null) === value) continue;
    const at = [...path, 'trackingCodes', name];
    const setting = trackingCodes.find(({ number }) => `TC${number}` === name);
    if (setting === undefined && value !== null) problems.push(problemAt(at, { id: 'unknown_tracking_code' }));
    if (setting === undefined || value === null) {
      merged.delete(name);
      continue;
    }
    if (setting.usage === 'not_used') {
      notes.push(`account ${account.username}: ${name} is not used on this site; its value is passed over`);
      continue;
    }
    // Required codes are asked for by the doors where a person is present; a file gives what it gives (design 6).
    const sent = { sent: value, stored: merged.get(name) ?? null, demandsRequired: false };
    const verdict = decideTrackingCode(setting, sent);
    if (verdict.outcome === 'set') merged.set(name, verdict.value);
    if (verdict.outcome === 'refused') {
      for (const finding of verdict.findings) {
        const { reason, expected, received, hint = null } = finding;
        problems.push(problemAt(at, { id: 'tracking_code', reason, expected, received, hint }));
      }
    }
  }
  return Object.fromEntries([...merged].toSorted(([one], [other]) => Number(one.slice(2)) - Number(other.slice(2))));
}

/** An edit that does not speak of a code leaves it as it is, empty or not: deactivating somebody must not fail on it. */
function judgeRequired(
  after: AccountState,
  written: WrittenAccount,
  isNew: boolean,
  path: FieldPath,
  { trackingCodes }: AccountRules,
  problems: FieldProblem[],
): void {
  for (const { number, usage } of trackingCodes) {
    const name = `TC${number}`;
    const isAsked = isNew || written.trackingCodes?.[name] !== undefined;
    if (usage !== 'required' || !isAsked || after.trackingCodes[name] !== undefined) continue;
    const at = [...path, 'trackingCodes', name];
    const key = JSON.stringify(at);
    if (problems.some((problem) => JSON.stringify(problem.path) === key)) continue;
    problems.push(problemAt(at, { id: 'tracking_code_required' }));
  }
}

function judgeFields(
  after: AccountState,
  before: AccountState | null,
  path: FieldPath,
  { site, connections }: AccountRules,
  problems: FieldProblem[],
): void {
  if (after.connection !== null && !connections.has(after.connection)) {
    problems.push(problemAt([...path, 'connection'], { id: 'unknown_connection', name: after.connection }));
  }
  if (after.email === null || after.email === before?.email) return;
  const verdict = decideEmailDomain(after.email, site);
  if (verdict === 'allowed') return;
  const id = verdict === 'blocked' ? 'email_blocked' : 'email_not_listed';
  problems.push(problemAt([...path, 'email'], { id, email: after.email }));
}

interface IndexedAccount {
  readonly index: number;
  readonly account: PlannedAccount;
}

/**
 * User names are unique by two keys and e-mail addresses by one. Of two entries of the file that collide the second is
 * told; of an entry and a stored account the entry.
 */
function judgeUniqueness(planned: readonly IndexedAccount[], rules: AccountRules, problems: FieldProblem[]): void {
  const gone = new Set(
    planned.flatMap(({ account }) => (account.id !== null && account.after === null ? [account.id] : [])),
  );
  const changed = new Set(planned.flatMap(({ account }) => account.id ?? []));
  const left = rules.stored.filter(({ id }) => !gone.has(id));
  const emails = new Map<string, string>();
  const lookAlikes = new Map<string, string>();
  for (const account of left) {
    lookAlikes.set(account.confusableKey, account.id);
    if (account.emailKey !== null && !changed.has(account.id)) emails.set(account.emailKey, account.id);
  }
  for (const { index, account } of planned) {
    const { id, after } = account;
    if (after === null) continue;
    const me = id ?? `new ${index}`;
    const note = (field: string, rule: FieldRule) => problems.push(problemAt(['accounts', index, field], rule));
    const lookAlike = confusableKey(after.username);
    if (id === null && lookAlikes.has(lookAlike)) note('username', { id: 'username_taken' });
    lookAlikes.set(lookAlike, me);
    if (after.email === null) continue;
    const mail = emailKey(after.email);
    if ((emails.get(mail) ?? me) !== me) note('email', { id: 'email_taken', email: after.email });
    emails.set(mail, me);
  }
}
