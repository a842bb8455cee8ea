/**
 * Owns: the support desk of a site: finding an attempt, and telling why it went as it did.
 * Owns not: attempts themselves (`sso/attempts`), explaining and replaying them (`sso/explain`), who may look (`rights.ts`).
 */
export { Reason } from './AttemptPage';
export { CheckList } from './CheckList';
export { supportRoutes } from './routes';
