/**
 * Owns: the call log: what is kept of every call of a SCIM client, how long, how it is listed and said in words, and which call
 * gave somebody what they hold.
 * Owns not: carrying calls out (`scim/routes`, `scim/users`, `scim/groups`), the pages that show the log
 * (`admin/provisioning`).
 */
export { CallLog, type CallLogDependencies } from './callLog';
export { callOutcomes, type CallLine, type CallOutcome, type CallRecord, type CallSummary } from './callRecord';
export { clientOf, type ScimClient } from './clientOf';
export { explainCall, type ExplainedCall, type ExplainedError } from './explainCall';
export { forgetCalls } from './forgetCalls';
export { nextStepOf, nextStepText, type NextStep } from './nextStep';
export { everyCall, readCall, readCalls, type CallCriteria, type CallsAsked, type KeptCall } from './readCalls';
export { whyHas, type Grant } from './whyHas';
