/**
 * Owns: the pages of this area. Users: the list, adding, editing, requests, CSV.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { accountImport, carryOutImport } from './csv/importJob';
export { usersRoutes } from './routes';
