/**
 * Owns: what a check of an attempt is called, in every language. English names are those of the checks themselves.
 * Owns not: the checks and what each says about one attempt (`saml/gate`, `jit`, `sso`).
 */
import { personCheckLabels, policyCheckLabels, type PersonCheckId, type PolicyCheckId } from '../../../jit';
import { gateChecks, logoutChecks, type GateCheckId, type LogoutCheckId } from '../../../saml/gate';
import type { Language } from '../../../web';
import { checkNames as de } from './de';
import { checkNames as nb } from './nb';

/** A check of the sign-in as a whole, outside of gate and policy. */
type OwnCheckId = 'post' | 'login' | 'completion' | 'logout';
/** Id of any check. */
export type CheckId = GateCheckId | LogoutCheckId | PersonCheckId | PolicyCheckId | OwnCheckId;
/** The names of all checks in one language; a missing one does not compile. */
export type CheckNames = Readonly<Record<CheckId, string>>;

const labels = <Id extends string>(checks: readonly { readonly id: Id; readonly label: string }[]) =>
  Object.fromEntries(checks.map(({ id, label }) => [id, label])) as Readonly<Record<Id, string>>;

const en: CheckNames = {
  post: 'The post can be used',
  ...labels(logoutChecks),
  // Checks of both have the name that the gate of the sign-in gives them.
  ...labels(gateChecks),
  ...personCheckLabels,
  ...policyCheckLabels,
  login: 'The sign-in can be started',
  completion: 'The browser completes the sign-in it began',
  logout: 'The logout can be carried out',
};

const names: Readonly<Record<Language, CheckNames>> = { en, de, nb };

/** What a check is called; one that is not known any more goes by its id. */
export function checkName(id: string, language: Language): string {
  const known: Readonly<Record<string, string>> = names[language];
  return Object.hasOwn(known, id) ? (known[id] ?? id) : id;
}
