import type { Request } from 'express';
import type { Database } from '../db';
import type { SessionCookies } from './cookies';
import { readSession, type Session } from './sessionStore';

/** What reading the session of a request needs. */
export interface SessionDependencies {
  readonly database: Database;
  readonly cookies: SessionCookies;
  readonly clock: () => Date;
}

/**
 * Who is signed in to Usher itself in this browser; null when nobody is. One statement. A session that lives on the host
 * of an application counts for nothing here.
 */
export async function currentSession(dependencies: SessionDependencies, req: Request): Promise<Session | null> {
  const token = dependencies.cookies.readSession(req);
  if (token === null) return null;
  const session = await readSession(dependencies.database, token, dependencies.clock());
  return session?.origin === null ? session : null;
}
