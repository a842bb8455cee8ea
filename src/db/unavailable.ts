import { DataDirInUse } from './dataDirLock';

/** Socket errors, and SQLSTATEs of a server that is starting, stopping or full (PostgreSQL appendix A, classes 08, 53, 57P). */
const unavailableCodes = /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|08...|53...|57P..)$/;

/**
 * True when the database could not be reached or could not serve, as opposed to a statement that was wrong. Then nothing was
 * stored, and trying again later may succeed.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && unavailableCodes.test(code)) return true;
    if (/^Connection terminated|^timeout exceeded when trying to connect/.test(current.message)) return true;
  }
  return false;
}

/** Why the database could not be opened, and what to do, for whoever started the process; null for any other failure. */
export function databaseFailure(error: unknown): string | null {
  if (error instanceof DataDirInUse) return error.message;
  return (error as { readonly code?: unknown } | null)?.code === 'ECONNREFUSED'
    ? 'The database of DATABASE_URL does not answer. Start it, or correct DATABASE_URL.'
    : null;
}
