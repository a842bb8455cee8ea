/**
 * Owns: the pages of this area. Site Information: how the site stands, and its own fields.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { siteInformationRoutes } from './routes';
