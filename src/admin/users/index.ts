/**
 * Owns: the pages of this area. Users: the list, adding, editing, requests, CSV.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { usersRoutes } from './routes';
