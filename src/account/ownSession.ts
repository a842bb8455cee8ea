import type { Request, Response } from 'express';
import { usernameKey } from '../accounts';
import type { RateLimits } from '../rateLimits';
import { countAgainst, countBack } from '../rateLimits';
import {
  countPassword,
  currentSession,
  forgivePasswords,
  verifyPassword,
  type Session,
  type SessionDependencies,
} from '../sessions';

/** What My Account needs. */
export interface AccountDependencies extends SessionDependencies {
  readonly rateLimits: RateLimits;
}

/** The session of the request; without one the browser is sent to the sign-in start, which leads back to My Account. */
export async function requireSession(
  dependencies: SessionDependencies,
  req: Request,
  res: Response,
): Promise<Session | null> {
  const session = await currentSession(dependencies, req);
  if (session === null) res.redirect(303, `/?${new URLSearchParams({ target: '/account' }).toString()}`);
  return session;
}

/**
 * Judges the password of somebody who is signed in, counted like one at the sign-in: whoever sits at a browser that was
 * left open must not be able to try them all.
 */
export async function judgeOwnPassword(
  { database, clock, rateLimits }: AccountDependencies,
  req: Request,
  account: { readonly siteId: string; readonly username: string; readonly passwordHash: string | null },
  password: string,
): Promise<'right' | 'wrong' | 'throttled'> {
  const now = clock();
  const address = req.ip ?? null;
  const limits = rateLimits.of('password', address, null);
  if ((await countAgainst(database, limits, now)) !== null) return 'throttled';
  const name = { realm: `site:${account.siteId}`, nameKey: usernameKey(account.username), address };
  if (!(await countPassword(database, name, now))) return 'throttled';
  if (!(await verifyPassword(account.passwordHash, password))) return 'wrong';
  await forgivePasswords(database, name);
  await countBack(database, limits, now);
  return 'right';
}
