/**
 * Owns: the public help: every code and every reason, in the reader's language, without a session.
 * Owns not: the codes and reasons (`sso/catalogue`) nor their translations (`web/messages`).
 */
export { helpRouter } from './routes';
