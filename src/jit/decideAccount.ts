import { safeValue } from '../sso/catalogue';
import { failed, notJudged, passed, type RuleResult } from './checkList';
import { findingOf } from './findingOf';
import { bindingOf, isSameBinding } from './nameIdBinding';
import type { AccountFact, AccountFacts, Binding, Person, PolicySettings } from './types';

/** Which account a sign-in is about. `results` are the checks `account_found` to `account_of_this_connection`. */
export type AccountDecision =
  | { readonly outcome: 'none' }
  | {
      readonly outcome: 'account';
      readonly account: AccountFact;
      /** The NameID to bind to it now; null when it is bound already or the format does not bind. */
      readonly bind: Binding;
      /** It named no connection so far and becomes this connection's. */
      readonly adopt: boolean;
      readonly results: readonly RuleResult[];
    }
  /** The user name is taken by an account that is not this person's to use. */
  | { readonly outcome: 'foreign'; readonly account: AccountFact; readonly results: readonly RuleResult[] };

/**
 * Finds the account: the binding of the NameID decides, else the user name (design 6.4). An account that is bound to
 * another NameID on this connection, or belongs to another connection, is never used; only an admin binds again or moves it.
 */
export function decideAccount(settings: PolicySettings, facts: AccountFacts, person: Person): AccountDecision {
  const account = facts.byBinding ?? facts.byUsername;
  if (account === null) return { outcome: 'none' };
  const isBound = facts.byBinding !== null;
  const results = [
    foundBy(account, isBound, person),
    judgeBinding(account, isBound, settings, person),
    judgeConnection(account, isBound, settings, facts),
  ];
  if (results.some((result) => result.passed === false)) return { outcome: 'foreign', account, results };
  const bind = isBound || account.boundNameId !== null ? null : bindingOf(person.nameId);
  return { outcome: 'account', account, bind, adopt: account.connectionId === null, results };
}

function foundBy(account: AccountFact, isBound: boolean, person: Person): RuleResult {
  if (!isBound) return passed('account_found', `Found by the user name "${safeValue(account.username)}".`);
  const sent = person.username === account.username ? '' : `; the user name sent is "${safeValue(person.username)}"`;
  return passed('account_found', `Found by its NameID: "${safeValue(account.username)}"${sent}.`);
}

/**
 * Fails closed: a sign-in that carries no NameID which binds does not show that it is the one an account is bound to. A
 * user name given to somebody new would otherwise open the account of the person before.
 */
function judgeBinding(account: AccountFact, isBound: boolean, settings: PolicySettings, person: Person): RuleResult {
  const id = 'account_not_bound_elsewhere';
  if (isBound || isSameBinding(account.boundNameId, person.nameId)) return passed(id, 'It is bound to this NameID.');
  if (account.boundNameId === null) return passed(id, 'It is not bound on this connection so far.');
  const sent = person.nameId;
  const finding = findingOf('account_bound_to_other_name_id', {
    field: 'NameID',
    expected: safeValue(account.boundNameId.value),
    received: sent === null ? null : safeValue(sent.value),
    hint: bindingDifference(account.boundNameId, sent),
  });
  return failed(id, foreignCode(settings), 'It is bound to another NameID of this connection.', [finding]);
}

function bindingDifference(bound: NonNullable<Binding>, sent: Binding): string | null {
  if (sent === null) return 'no NameID was sent';
  if (bindingOf(sent) === null) return `a NameID of format ${safeValue(sent.format ?? 'unspecified')} does not bind`;
  if (bound.format !== sent.format) return `the format changed: bound as ${safeValue(bound.format ?? 'unspecified')}`;
  if (bound.nameQualifier !== sent.nameQualifier) return 'NameQualifier differs';
  if (bound.spNameQualifier !== sent.spNameQualifier) return 'SPNameQualifier differs';
  return bound.value.toLowerCase() === sent.value.toLowerCase() ? 'the value differs by case' : null;
}

/** Judged for bound accounts too: an account that an admin moved must no longer open through its old connection. */
function judgeConnection(
  account: AccountFact,
  isBound: boolean,
  settings: PolicySettings,
  facts: AccountFacts,
): RuleResult {
  const id = 'account_of_this_connection';
  if (account.connectionId === settings.connectionId) return passed(id, 'It belongs to this connection.');
  if (account.connectionId !== null) {
    const finding = findingOf('account_of_another_connection', {
      field: 'connection',
      expected: safeValue(settings.connectionName),
      received: account.connectionId,
    });
    return failed(id, foreignCode(settings), 'It belongs to another connection.', [finding]);
  }
  if (isBound || account.boundNameId !== null) return passed(id, 'It is bound on this connection.');
  if (facts.connectionCount === 1) return passed(id, 'It names no connection, and this is the only one of the site.');
  const finding = findingOf('account_connection_undecided', {
    field: 'connection',
    expected: safeValue(settings.connectionName),
    hint: `the site has ${facts.connectionCount} connections`,
  });
  return failed(id, foreignCode(settings), 'It names no connection, and the site has several.', [finding]);
}

/** An account that is not theirs is none for this person: 31 where one would be created, else 3. */
function foreignCode(settings: PolicySettings): 3 | 31 {
  return settings.autoCreate ? 31 : 3;
}

/** Refusal 3: there is no account and none may be made. Near misses are named for the admin; the person never sees them. */
export function accountNotFound(facts: AccountFacts, person: Person): RuleResult {
  const hints = [
    facts.confusableOwnerId === null ? null : 'an account with a user name that looks alike exists',
    facts.emailOwnerId === null ? null : 'an account with this e-mail address exists under another user name',
  ].filter((hint) => hint !== null);
  const finding = findingOf('account_not_found', {
    field: person.usernameSource,
    expected: 'the user name of an account',
    received: safeValue(person.username),
    hint: hints.length === 0 ? null : hints.join('; '),
  });
  return failed('account_found', 3, 'There is no account, and autoCreate is off.', [finding]);
}

/** There is no account, and one may be made. */
export function accountToBeMade(): RuleResult[] {
  const why = 'There is no account so far.';
  return [
    passed('account_found', 'There is no account, but autoCreate is on.'),
    notJudged('account_not_bound_elsewhere', why),
    notJudged('account_of_this_connection', why),
    notJudged('account_not_locked', why),
    notJudged('account_not_expired', why),
  ];
}
