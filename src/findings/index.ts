/**
 * Owns: what can be found about a connection that keeps it from working, ends soon, or is an exception in force. `usher
 * doctor` tells it, and so does its page.
 * Owns not: findings about the installation (`commands/doctor`), and mending.
 */
export { connectionFindings, doctoredConnection, type DoctoredConnection } from './connectionFindings';
export type { Finding } from './finding';
