/**
 * Owns: the rules about the values of a User that need nothing but the User (U1, U7 to U11): what is required, how long
 * texts are, which characters user names and names may hold, what addresses, phone numbers, zones and locales look like.
 * Pure; the first refusal in a stable order.
 * Owns not: rules that need the site (uniqueness, domains, seats: `accounts/change`), types of values (`protocol/patch`),
 * and writing names plainly (`protocol/names`).
 */
export { judgeUser, type UserJudgement } from './judgeUser';
export { canonicalLocale } from './canonicalLocale';
