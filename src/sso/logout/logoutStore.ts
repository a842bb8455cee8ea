import type { Database } from '../../db';
import { nameIdFormats, type GateSettings, type VerifiedLogoutRequest } from '../../saml';

/** Whose message it is. */
export interface LogoutOwner {
  readonly siteId: string;
  readonly connectionId: string;
}

/** How long an answer is waited for. */
const openForMs = 10 * 60_000;

/** Remembers a LogoutRequest of ours for ten minutes. */
export async function storeLogoutRequest(
  database: Database,
  { siteId, connectionId }: LogoutOwner,
  id: string,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openForMs);
  await database.prisma.logoutRequest.create({ data: { id, siteId, connectionId, createdAt: now, expiresAt } });
}

/** Takes the answer to a LogoutRequest of ours, once. False when none of this connection is open under that ID. */
export async function closeLogoutRequest(
  database: Database,
  { siteId, connectionId }: LogoutOwner,
  id: string,
  now: Date,
): Promise<boolean> {
  const { count } = await database.prisma.logoutRequest.updateMany({
    where: { id, siteId, connectionId, consumedAt: null, expiresAt: { gt: now } },
    data: { consumedAt: now },
  });
  return count === 1;
}

/** What carrying out a LogoutRequest did; a replayed one did nothing. */
export type EndedSessions = { readonly replayed: true } | { readonly replayed: false; readonly ended: number };

/**
 * Ends every session of this connection whose subject the request names, and what is on its way to become one, once and in
 * one transaction. Sessions on hosts of applications end with those they came from.
 *
 * A format of "unspecified" and qualifiers that are absent leave open which are meant (SAML Core 2.2.2), so they match any:
 * the value and the connection still decide, and several identity providers leave them out when they sign out.
 */
export async function endSessionsOfSubject(
  database: Database,
  { siteId, connectionId }: LogoutOwner,
  message: VerifiedLogoutRequest,
  { idpEntityId, spEntityId }: Pick<GateSettings, 'idpEntityId' | 'spEntityId'>,
  now: Date,
): Promise<EndedSessions> {
  const { id, nameId, sessionIndexes, replayableUntil } = message;
  const format = nameId.format === nameIdFormats.unspecified ? null : nameId.format;
  const argument = {
    now,
    siteId,
    connectionId,
    requestId: id,
    expiresAt: replayableUntil,
    nameId: { ...nameId, format },
    sessionIndexes,
    idpEntityId,
    spEntityId,
  };
  const rows = await database.query<{ result: EndedSessions }>(
    'SELECT usher_end_sessions_of_subject($1::jsonb) AS result',
    [JSON.stringify(argument)],
  );
  const result = rows[0]?.result;
  if (result === undefined) throw new Error('usher_end_sessions_of_subject gave no answer.');
  return result;
}
