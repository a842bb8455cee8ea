/**
 * Owns: the pages of this area. Single sign-on: connections, certificates, mapping, test sign-in.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { singleSignOnRoutes } from './routes';
