/**
 * Owns: the sign-in through SAML over HTTP: start, assertion consumer service, completion, metadata, single logout; the pipeline from a
 * posted response to a verdict; attempts and their explanation; the catalogue of codes and reasons.
 * Owns not: whether a response is genuine (`saml/gate`), what a person may do (`jit`), sessions once begun (`sessions`).
 */
export { acsRoutes } from './acsRoutes';
export { completeRoutes } from './completeRoutes';
export { allowedTarget, decideTarget, isAllowedOrigin } from './decideTarget';
export { parseTarget } from './parseTarget';
export { loginRoutes } from './loginRoutes';
export { logoutRoutes, sendLogoutMessage, startLogout, type LogoutDependencies } from './logout';
export { ensureBrowserBinding, readBrowserBinding } from './browserBinding';
export { PostRequestPage, SignedOutPage } from './pages';
export { mayRequire, readTest, startTest, type Requirable, type StoredTest } from './testSignIn';
export { metadataRoutes } from './metadataRoutes';
export {
  explain,
  replayAttempt,
  type Explanation,
  type NoReplay,
  type Replay,
  type ReplayDependencies,
} from './explain';
export {
  forecast,
  forecastChange,
  forecastSite,
  joinForecasts,
  type Forecast,
  type ForecastDependencies,
  type ForeseenRefusal,
  type PassedSignIn,
} from './forecast';
export {
  eraseAttempts,
  findAttempts,
  listAttempts,
  listUnlistedValues,
  openResponse,
  parseReference,
  readAttempt,
  type AttemptFilter,
  type AttemptKind,
  type AttemptLine,
  type AttemptOutcome,
  type AttemptPage,
  type AttemptPlace,
  type KeptAttempt,
  type KeptResponse,
  type ShownAttempt,
  type ShownReason,
  type UnlistedValue,
} from './attempts';
