/**
 * Owns: the policy of a sign-in. A verified assertion becomes a person, a person with what the database knows becomes a
 * verdict: create, update, sign in or refuse, with every reason and the whole check-list. Pure: the clock is an argument.
 * Owns not: whether the assertion is genuine (`saml/gate`), what codes and reasons mean (`sso/catalogue`), the rule on
 * one tracking code (`trackingCodes`), and what names are compared by (`accounts`).
 */
export * from './types';
export { mapPerson, nameIdSource, type PersonResult } from './mapPerson';
export { lookupKeys, type LookupKeys } from './factsNeeded';
export { decideSignIn, type SignInQuestion } from './decideSignIn';
export { nearMiss } from './nearMiss';
export { bindingOf, isSameBinding } from './nameIdBinding';
export { singleValuedAttributes } from './singleValuedAttributes';
export {
  personCheckIds,
  personCheckLabels,
  policyCheckIds,
  policyCheckLabels,
  unjudgedChecks,
  type PersonCheckId,
  type PolicyCheckId,
} from './checkList';
