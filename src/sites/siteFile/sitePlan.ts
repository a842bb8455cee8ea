import { fieldChanges, type FieldChange } from '../../activity';
import type { StoredAccount } from './storedSite';
import type { AccountState, ConnectionState, SiteState, TrackingCodeState, WorkspaceState } from './siteState';
import { toldTrackingCode } from './toldTrackingCode';

/** What becomes of one thing: made (no before), removed (no after), or changed. */
export interface Planned<State> {
  /** What it is merged by. */
  readonly key: string;
  /** Null when it is yet to be made. */
  readonly id: string | null;
  readonly before: State | null;
  readonly after: State | null;
}

/** What becomes of an account. */
export interface PlannedAccount extends Planned<AccountState> {
  readonly stored: StoredAccount | null;
  /** The password to set; null leaves it. Hash it before anything else is done with it. */
  readonly password: string | null;
}

/** The kinds of things a file changes. */
export type ChangedKind = 'site' | 'connection' | 'tracking code' | 'account' | 'workspace';

/** One thing that changes, as it is printed. A password is told as having changed, never with its value. */
export interface Change {
  readonly action: 'create' | 'update' | 'remove';
  readonly kind: ChangedKind;
  readonly subject: string;
  readonly fields: readonly FieldChange[];
}

/** Everything a file changes in what is stored; only things that change are in the lists. */
export interface SitePlan {
  readonly slug: string;
  readonly siteId: string | null;
  readonly site: Planned<SiteState> | null;
  readonly connections: readonly Planned<ConnectionState>[];
  readonly trackingCodes: readonly Planned<TrackingCodeState>[];
  readonly workspaces: readonly Planned<WorkspaceState>[];
  readonly accounts: readonly PlannedAccount[];
  /** What the file says and was passed over on purpose, one sentence each. */
  readonly notes: readonly string[];
}

/** The changes of a plan in the order in which they are printed; empty when the file changes nothing. */
export function changesOf(plan: SitePlan): Change[] {
  const told = <State extends object>(kind: ChangedKind, planned: readonly Planned<State>[]) =>
    planned.map((one) => changeOf(kind, one));
  return [
    ...told('site', plan.site === null ? [] : [plan.site]),
    ...told('connection', plan.connections),
    ...plan.trackingCodes.map(trackingCodeChange),
    ...told('workspace', plan.workspaces),
    ...plan.accounts.map((account) => {
      const change = changeOf('account', account);
      if (account.password === null) return change;
      return { ...change, fields: [...change.fields, { field: 'password', before: null, after: '[hidden]' }] };
    }),
  ];
}

function trackingCodeChange(planned: Planned<TrackingCodeState>): Change {
  const change = changeOf('tracking code', planned);
  if (planned.after === null) return change;
  const [before, after] = toldTrackingCode(planned.before, planned.after);
  return { ...change, fields: fieldChanges(before, after) };
}

function changeOf<State extends object>(kind: ChangedKind, planned: Planned<State>): Change {
  return {
    action: planned.before === null ? 'create' : planned.after === null ? 'remove' : 'update',
    kind,
    subject: kind === 'tracking code' ? `TC${planned.key}` : planned.key,
    // Of what goes, its name is enough.
    fields: planned.after === null ? [] : fieldChanges(planned.before, planned.after),
  };
}

/** True when there is something to do for this thing. */
export function differs<State extends object>(planned: Planned<State>): boolean {
  if (planned.before === null || planned.after === null) return planned.before !== planned.after;
  return fieldChanges(planned.before, planned.after).length > 0;
}
