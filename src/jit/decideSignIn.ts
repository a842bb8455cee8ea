import { accountNotFound, type AccountDecision, decideAccount } from './decideAccount';
import { decideCreation } from './decideCreation';
import { becomesExpired, decideStatus } from './decideStatus';
import { decideUpdate } from './decideUpdate';
import { checkList, failed, policyCheckIds, refusalOf, type RuleResult } from './checkList';
import { findingOf } from './findingOf';
import { bindingOf } from './nameIdBinding';
import type { AccountFact, AccountFacts, Person, PolicySettings, Verdict } from './types';

/** Everything the policy judges; nothing else has a say. */
export interface SignInQuestion {
  readonly settings: PolicySettings;
  readonly facts: AccountFacts;
  readonly person: Person;
  /** The moment of the sign-in. */
  readonly now: Date;
}

/**
 * The policy (design 6.4 and 6.5): what becomes of a verified person. All rules that concern the case are judged, so a
 * refusal carries every reason, and its code is that of the first broken rule in the order of `policyCheckIds`. The
 * rules of creation are judged only when there is no account, those of an update only when there is one.
 */
export function decideSignIn(question: SignInQuestion): Verdict {
  const { settings, facts, person } = question;
  const found = decideAccount(settings, facts, person);
  switch (found.outcome) {
    case 'account':
      return judgeAccount(question, found);
    case 'foreign':
      return refuse(found.results, found.account, 'The account is not this person’s.');
    case 'none':
      return settings.autoCreate
        ? judgeCreation(question)
        : refuse([accountNotFound(facts, person)], null, 'There is no account.');
  }
}

function judgeAccount(
  { settings, facts, person, now }: SignInQuestion,
  { account, bind, adopt, results: identity }: Extract<AccountDecision, { outcome: 'account' }>,
): Verdict {
  const update = decideUpdate(settings, facts, account, person, now);
  const results = [...identity, ...decideStatus(settings, account, now), ...update.results];
  const otherwise = 'An account was found, so none is created.';
  if (update.outcome === 'refuse' || isRefused(results)) {
    return refuse(results, account, otherwise, becomesExpired(account, now));
  }
  const checks = checkList(policyCheckIds, results, otherwise);
  if (update.outcome === 'skip') return { outcome: 'sign_in', account, bind, adopt, checks, note: update.note };
  return { outcome: 'update', account, changes: update.changes, bind, adopt, checks, note: null };
}

function judgeCreation({ settings, facts, person, now }: SignInQuestion): Verdict {
  const { account, results, note } = decideCreation(settings, facts, person, now);
  const otherwise = 'There is no account so far.';
  if (isRefused(results)) return refuse(results, null, otherwise);
  const bind = bindingOf(person.nameId);
  if (settings.newAccounts === 'active') {
    return { outcome: 'create', account, bind, checks: checkList(policyCheckIds, results, otherwise), note };
  }
  const finding = findingOf('account_pending', { field: 'status', expected: 'active', received: 'pending' });
  const approval = failed('account_active', 31, 'The new account waits for approval.', [finding]);
  const withApproval = results.map((result) => (result.id === approval.id ? approval : result));
  return {
    outcome: 'create_pending',
    account,
    bind,
    refusal: { code: 31, findings: [finding] },
    checks: checkList(policyCheckIds, withApproval, otherwise),
  };
}

function isRefused(results: readonly RuleResult[]): boolean {
  return results.some((result) => result.passed === false);
}

/** @throws Error when no result failed: a refusal without a reason is a mistake of ours, and must not pass for one. */
function refuse(
  results: readonly RuleResult[],
  account: AccountFact | null,
  otherwise: string,
  expire = false,
): Verdict {
  const refusal = refusalOf(policyCheckIds, results);
  if (refusal === null) throw new Error('A sign-in was refused without a broken rule');
  return { outcome: 'refuse', refusal, account, expire, checks: checkList(policyCheckIds, results, otherwise) };
}
