/**
 * Owns: what a browser sees of a sign-in through SAML: refusal (page and problem+json), confirmation, the POST-binding
 * request. Pure components.
 * Owns not: when they are shown, with which status and headers (the routes of `sso`).
 */
export { ConfirmPage } from './ConfirmPage';
export { PostRequestPage } from './PostRequestPage';
export { RefusalPage } from './RefusalPage';
export type { RefusalProps } from './RefusalPage';
export { refusalProblem } from './refusalProblem';
export type { RefusalProblem } from './refusalProblem';
