/**
 * Owns: changing accounts by every door but a sign-in: pages, CSV files, the site file, and the pure rules by which they
 * are decided. Who changes an account changes it here.
 * Owns not: what a sign-in makes and updates (`jit`, `sso`), the rule on one tracking code (`trackingCodes`), which page
 * or file a wish comes from.
 */
export {
  AccountLedger,
  type AccountChange,
  type Decided,
  type DecisionFacts,
  type KnownAccount,
  type LedgerSite,
  type Whom,
} from './accountLedger';
export { accountActivity, type ActivityContext } from './accountActivity';
export { accountReasons, problemOf, type AccountProblem, type AccountReason } from './accountProblem';
export { accountState, type AccountRow } from './accountRow';
export { changeAccounts, type ChangeFacts } from './changeAccounts';
export {
  decideAccountChange,
  isSecurityAdmin,
  type AccountRules,
  type AccountSurroundings,
  type AccountVerdict,
  type WantedAccount,
} from './decideAccountChange';
export { decideAlone, type DecidedAlone } from './decideAlone';
export { judgeFields, requiredFields, type FieldRules } from './decideFields';
export { mergeTrackingCodes, type CodesQuestion, type MergedCodes } from './mergeTrackingCodes';
export { readAccounts, readChangedSite, readPresentSite, type ChangedSite } from './readAccounts';
export { isRescuer, lasts, readRescuers, rescuerLostBy, type RescueFields } from './rescuer';
export { TakenKeys, type AccountKeys } from './takenKeys';
export { editsPerson, writeAccounts, type AccountWrite, type WriteFacts } from './writeAccounts';
