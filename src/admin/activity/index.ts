/**
 * Owns: the pages of this area. Activity log: who changed what, and how it was before.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { activityRoutes } from './routes';
