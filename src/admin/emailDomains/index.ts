/**
 * Owns: the pages of this area. E-mail domains: allowed, blocked, and those that route a sign-in.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { resolveTxt, type ResolveTxt } from './resolveTxt';
export { emailDomainsRoutes } from './routes';
