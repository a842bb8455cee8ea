/**
 * Owns: what other settings would have done to sign-ins that passed, so that nobody is locked out by surprise.
 * Owns not: the policy itself (`jit`), and asking an administrator whether to go on (pages).
 */
export {
  forecast,
  forecastChange,
  joinForecasts,
  type Forecast,
  type ForeseenRefusal,
  type PassedSignIn,
} from './forecast';
export { forecastSite, type ForecastDependencies } from './forecastSite';
export { readPassedSignIns } from './passedSignIns';
