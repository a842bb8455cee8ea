import { z } from 'zod';
import { usernameKey } from '../../accounts';
import { buildLogoutRequest, type LogoutSubject } from '../../saml';
import type { LoadedConnection } from '../../sites';
import { recordAttempt, refusedAttempt } from '../attempts';
import type { Refusal } from '../catalogue';
import { countRefusal } from '../countRefusal';
import { newMessageId, type LogoutDependencies } from './dependencies';
import { storeLogoutRequest } from './logoutStore';
import type { LogoutMessage } from './sendLogoutMessage';

/** A session that was alive and has just ended here. */
export interface EndedSignIn {
  /** Slug of the site and name of the connection it began through. */
  readonly site: string;
  readonly connection: string;
  readonly accountId: string;
  readonly username: string;
  /** What the session remembered of its assertion, as it is stored. */
  readonly subject: unknown;
  readonly clientAddress: string | null;
}

const text = z.string().nullable();
const subjectSchema = z.object({
  nameId: z.object({ value: z.string(), format: text, nameQualifier: text, spNameQualifier: text }).nullable(),
  sessionIndex: text,
});

/**
 * Makes the LogoutRequest for a session that has ended here. Null when the identity provider cannot be told; why is kept in
 * an attempt (code 27). Nothing that goes wrong here may look like a sign-out that failed: the session is gone.
 */
export async function startLogout(dependencies: LogoutDependencies, ended: EndedSignIn): Promise<LogoutMessage | null> {
  try {
    const connection = await dependencies.connections.current(ended.site, ended.connection);
    if (connection === null || !connection.enabled) return null;
    return await tellProvider(dependencies, connection, ended);
  } catch (error) {
    const { site, connection } = ended;
    dependencies.log.error('The identity provider could not be told of a sign-out', { site, connection, error });
    return null;
  }
}

async function tellProvider(
  dependencies: LogoutDependencies,
  connection: LoadedConnection,
  ended: EndedSignIn,
): Promise<LogoutMessage | null> {
  const now = dependencies.clock();
  const id = newMessageId(dependencies);
  const subject = readSubject(ended.subject);
  const message = await buildLogoutRequest(connection.logout, subject, { id, issueInstant: now });
  if (message.outcome === 'refused') {
    await keepRefusal(dependencies, connection, ended, subject, message.refusal);
    return null;
  }
  await storeLogoutRequest(dependencies.database, connection, id, now);
  return message;
}

/** A session whose memory cannot be read knows no NameID. */
function readSubject(stored: unknown): LogoutSubject {
  const result = subjectSchema.safeParse(stored);
  return result.success ? result.data : { nameId: null, sessionIndex: null };
}

/** Counted against no limit: it takes a session of one's own to cause one. */
async function keepRefusal(
  { database, clock, random, metrics, log }: LogoutDependencies,
  { siteId, connectionId, site, connection }: LoadedConnection,
  { username, accountId, clientAddress }: EndedSignIn,
  { nameId }: LogoutSubject,
  refusal: Refusal,
): Promise<void> {
  const why = 'The session here has ended; the identity provider was not told.';
  const check = { id: 'logout', passed: false, why };
  const request = { siteId, connectionId, kind: 'logout' as const, refusal, check, clientAddress };
  const attempt = refusedAttempt(request, clock(), random);
  const person = { username, usernameKey: usernameKey(username), accountId, nameId, verified: true };
  await recordAttempt(database, { ...attempt, ...person });
  countRefusal(metrics, refusal);
  const reasons = refusal.findings.map(({ reason }) => reason);
  log.info('Single logout could not start', { site, connection, reference: attempt.reference, code: 27, reasons });
}
