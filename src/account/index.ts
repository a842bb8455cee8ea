/**
 * Owns: My Account, the page on which a person sees what the site knows of them and ends sessions of their own.
 * Owns not: sessions themselves (`sessions`) and what administrators may change (`admin`).
 */
export { accountRoutes } from './routes';
