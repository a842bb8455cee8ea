import { overlay } from '../../activity';
import { labelKey } from '../../trackingCodes';
import type { FieldProblem } from './describeIssues';
import { problemAt } from './fieldRule';
import type { SiteFile } from './parseSiteFile';
import { planAccounts, type Remarks } from './planAccounts';
import { followNames, judgeRemovals, planConnections } from './planConnections';
import { differs, type Planned, type PlannedAccount, type SitePlan } from './sitePlan';
import {
  holdsSeat,
  newSite,
  newTrackingCode,
  newWorkspace,
  type SiteState,
  type TrackingCodeState,
  type WorkspaceState,
} from './siteState';
import { judgeRescue } from './judgeRescue';
import { judgeWorkspaces } from './judgeWorkspaces';
import type { StoredSite } from './storedSite';

/**
 * Where a change comes from. A file gives what it gives; a page is filled in by a person, who can be asked for required
 * tracking codes (design 6).
 */
export type Door = 'file' | 'page';

/** What a plan is made from. */
export interface PlanFacts {
  readonly file: SiteFile;
  /** Null when there is no such site yet. */
  readonly stored: StoredSite | null;
  /** Those sign-in domains of the file that another site has. */
  readonly takenDomains: ReadonlySet<string>;
  /** True with --force-accounts. */
  readonly forceAccounts: boolean;
  /** User name keys of accounts whose password already is the one in the file. */
  readonly passwordsKept: ReadonlySet<string>;
  readonly door: Door;
  /** True for whoever may say that a sign-in domain belongs to the site: an operator, a file. Others prove it by DNS. */
  readonly vouches: boolean;
  /** Sign-in domains that were just proven by DNS. */
  readonly provenDomains: ReadonlySet<string>;
  /** Ids of the accounts of the site, as stored, that could mend single sign-on and do not end by themselves. */
  readonly rescuers: ReadonlySet<string>;
  readonly now: Date;
}

/** Compares a file with what is stored: everything it changes, or everything that does not fit. Pure. */
export function planSiteFile(
  facts: PlanFacts,
): { readonly plan: SitePlan } | { readonly problems: readonly FieldProblem[] } {
  const { file, stored } = facts;
  const remarks: Remarks = { problems: [], notes: [] };
  const site = planSite(facts, remarks.problems);
  const connections = planConnections(file.connections ?? [], stored?.connections ?? [], remarks.problems);
  const trackingCodes = planTrackingCodes(facts, remarks.problems);
  const workspaces = planWorkspaces(facts, remarks.problems);
  const accounts = planAccounts(
    file.accounts ?? [],
    {
      site: site.after,
      connections: new Set(remaining(stored?.connections.map(({ state }) => state) ?? [], connections).map(nameOf)),
      trackingCodes: remaining(stored?.trackingCodes ?? [], trackingCodes),
      stored: followNames(stored?.accounts ?? [], connections),
      force: facts.forceAccounts,
      passwordsKept: facts.passwordsKept,
      demandsRequired: facts.door === 'page',
    },
    remarks,
  );
  remarks.problems.push(...judgeRemovals(file.connections ?? [], stored?.connections ?? [], movedAccounts(accounts)));
  remarks.problems.push(...judgeSeats(facts, site.after, accounts));
  remarks.problems.push(...judgeRescue(facts, site, accounts));
  if (remarks.problems.length > 0) return { problems: remarks.problems };
  return {
    plan: {
      slug: file.site,
      siteId: stored?.id ?? null,
      site: differs(site) ? site : null,
      connections: connections.filter(differs),
      trackingCodes: trackingCodes.filter(differs),
      workspaces: workspaces.filter(differs),
      accounts: accounts.filter((account) => differs(account) || account.password !== null),
      notes: remarks.notes,
    },
  };
}

const nameOf = ({ name }: { readonly name: string }) => name;

/** What there will be: stored things that stay, as they will be, and new ones. */
function remaining<State extends object>(stored: readonly State[], planned: readonly Planned<State>[]): State[] {
  const replaced = new Set(planned.map(({ before }) => before));
  return [
    ...stored.filter((state) => !replaced.has(state)),
    ...planned.flatMap(({ after }) => (after === null ? [] : [after])),
  ];
}

function planSite(
  { file, stored, takenDomains, vouches, provenDomains }: PlanFacts,
  problems: FieldProblem[],
): Planned<SiteState> & { after: SiteState } {
  if (stored === null && file.name === undefined) {
    problems.push(problemAt(['site'], { id: 'new_site_unnamed', slug: file.site }));
  }
  file.signInDomains?.forEach((domain, index) => {
    const isNew = stored?.state.signInDomains.includes(domain) !== true;
    // Whoever may not vouch, and has not proven it, is not told whether another site has it.
    if (!vouches && isNew && !provenDomains.has(domain))
      problems.push(problemAt(['signInDomains', index], { id: 'domain_unproven', domain }));
    else if (takenDomains.has(domain)) {
      problems.push(problemAt(['signInDomains', index], { id: 'domain_of_another_site', domain }));
    }
  });
  const base = stored?.state ?? { ...newSite, name: file.name ?? file.site };
  // Sign-in domains are a set: their order means nothing.
  const { signInDomains } = file;
  const after = overlay(
    base,
    signInDomains === undefined ? file : { ...file, signInDomains: signInDomains.toSorted() },
  );
  return { key: file.site, id: stored?.id ?? null, before: stored?.state ?? null, after };
}

function planTrackingCodes(facts: PlanFacts, problems: FieldProblem[]): Planned<TrackingCodeState>[] {
  const planned = mergeTrackingCodes(facts, problems);
  problems.push(...judgeLabels(facts, planned));
  return planned;
}

/** Whoever names a code must find a free label. What the file leaves alone is not judged, so that an old site opens. */
function judgeLabels({ file, stored }: PlanFacts, planned: readonly Planned<TrackingCodeState>[]): FieldProblem[] {
  const all = remaining(stored?.trackingCodes ?? [], planned);
  return planned.flatMap(({ after }) => {
    const other = all.find((code) => code.number !== after?.number && isSameLabel(code.label, after?.label));
    if (after === null || other === undefined) return [];
    const index = (file.trackingCodes ?? []).findIndex(({ number }) => number === after.number);
    const { label, number } = other;
    return [problemAt(['trackingCodes', index, 'label'], { id: 'label_taken', label, number })];
  });
}

function isSameLabel(one: string, other: string | undefined): boolean {
  return other !== undefined && labelKey(one) === labelKey(other);
}

function mergeTrackingCodes({ file, stored }: PlanFacts, problems: FieldProblem[]): Planned<TrackingCodeState>[] {
  return (file.trackingCodes ?? []).flatMap((written, index): Planned<TrackingCodeState>[] => {
    const before = stored?.trackingCodes.find(({ number }) => number === written.number) ?? null;
    const planned = { key: String(written.number), id: null, before };
    if (written.remove === true) return before === null ? [] : [{ ...planned, after: null }];
    const label = written.label ?? before?.label;
    if (label === undefined) {
      problems.push(problemAt(['trackingCodes', index], { id: 'label_missing' }));
      return [];
    }
    const base = before ?? { number: written.number, label, ...newTrackingCode };
    return [{ ...planned, after: overlay(base, written) }];
  });
}

function planWorkspaces({ file, stored }: PlanFacts, problems: FieldProblem[]): Planned<WorkspaceState>[] {
  const planned = (file.workspaces ?? []).map((written): Planned<WorkspaceState> => {
    const present = stored?.workspaces.find(({ state }) => state.name === written.name) ?? null;
    const base = present?.state ?? { name: written.name, ...newWorkspace };
    const after = written.remove === true ? null : overlay(base, written);
    return { key: written.name, id: present?.id ?? null, before: present?.state ?? null, after };
  });
  const others = remaining(stored?.workspaces.map(({ state }) => state) ?? [], planned);
  const written = planned.map(({ after }) => after);
  const named = new Set(written);
  problems.push(
    ...judgeWorkspaces(
      written,
      others.filter((workspace) => !named.has(workspace)),
    ),
  );
  return planned.filter(({ before, after }) => before !== null || after !== null);
}

function movedAccounts(accounts: readonly PlannedAccount[]): Map<string, number> {
  const moved = new Map<string, number>();
  for (const { before, after } of accounts) {
    for (const [state, step] of [[before, -1] as const, [after, 1] as const]) {
      const name = state?.connection ?? null;
      if (name !== null) moved.set(name, (moved.get(name) ?? 0) + step);
    }
  }
  return moved;
}

/** The rule of every door (design 6): use may not rise beyond the seats. What frees a seat in the same file comes first. */
function judgeSeats({ file, stored }: PlanFacts, site: SiteState, accounts: readonly PlannedAccount[]): FieldProblem[] {
  const rising = accounts.filter(({ before, after }) => !holdsSeat(before) && holdsSeat(after));
  const falling = accounts.filter(({ before, after }) => holdsSeat(before) && !holdsSeat(after));
  const held = (stored?.seatsUsed ?? 0) - falling.length;
  const firstTooMany = rising[Math.max(0, site.seats - held)];
  if (firstTooMany === undefined) return [];
  const index = (file.accounts ?? []).findIndex(({ username }) => username === firstTooMany.after?.username);
  const path = index === -1 ? ['accounts'] : ['accounts', index];
  return [problemAt(path, { id: 'seats', seats: site.seats, needed: held + rising.length })];
}
