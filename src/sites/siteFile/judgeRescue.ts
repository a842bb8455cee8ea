import { usernameKey, type AccountState } from '../../accounts';
import { isRescuer, lasts, rescuerLostBy } from '../../accounts/change';
import type { FieldProblem } from './describeIssues';
import { problemAt } from './fieldRule';
import type { PlanFacts } from './planSiteFile';
import type { Planned, PlannedAccount } from './sitePlan';
import type { SiteState } from './siteState';

/**
 * The rule of every door on a site that demands single sign-on: somebody must be able to come in without it, and mend it
 * (`isRescuer`). Told where it is broken: at the demand, when that is new, else at each account that is taken away.
 */
export function judgeRescue(
  { file, stored, rescuers, now }: Pick<PlanFacts, 'file' | 'stored' | 'rescuers' | 'now'>,
  site: Planned<SiteState> & { readonly after: SiteState },
  accounts: readonly PlannedAccount[],
): FieldProblem[] {
  if (!site.after.singleSignOn.required) return [];
  const touched = new Set(accounts.flatMap(({ id }) => id ?? []));
  const remains = [...rescuers].some((id) => !touched.has(id));
  if (remains || accounts.some((one) => isLastingRescuer(one, now))) return [];
  if (stored?.state.singleSignOn.required !== true) {
    return [problemAt(['singleSignOn', 'required'], { id: 'bypass_missing' })];
  }
  return accounts.flatMap(({ before, after, stored: account, password }) => {
    if (before === null) return [];
    const hasPassword = (account?.passwordHash ?? null) !== null;
    const left = after === null ? null : { state: after, hasPassword: hasPassword || password !== null };
    const field = rescuerLostBy({ state: before, hasPassword }, left, now);
    return field === null ? [] : [problemAt(pathOf(file.accounts ?? [], before, field), { id: 'last_bypass' })];
  });
}

function isLastingRescuer({ after, stored, password }: PlannedAccount, now: Date): boolean {
  const hasPassword = (stored?.passwordHash ?? null) !== null || password !== null;
  return after !== null && lasts(after) && isRescuer(after, hasPassword, now);
}

function pathOf(written: readonly { readonly username: string }[], { username }: AccountState, field: string) {
  const index = written.findIndex((one) => usernameKey(one.username) === usernameKey(username));
  return ['accounts', index, field];
}
