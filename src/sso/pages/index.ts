/**
 * Owns: what a browser sees of a sign-in through SAML and of its end: refusal (page and problem+json), confirmation, the
 * messages of the POST binding, the signed-out page. Pure components.
 * Owns not: when they are shown, with which status and headers (the routes of `sso`).
 */
export { ConfirmPage } from './ConfirmPage';
export { PostLogoutPage } from './PostLogoutPage';
export { PostRequestPage } from './PostRequestPage';
export { RefusalPage } from './RefusalPage';
export type { RefusalProps } from './RefusalPage';
export { refusalProblem } from './refusalProblem';
export type { RefusalProblem } from './refusalProblem';
export { SignedOutPage } from './SignedOutPage';
