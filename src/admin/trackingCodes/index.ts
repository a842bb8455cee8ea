/**
 * Owns: the pages of this area. Tracking Codes: labels, usage, lists of values.
 * Owns not: the rules; they belong to the capability it shows.
 */
export { trackingCodesRoutes } from './routes';
