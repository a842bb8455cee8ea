import jwt from 'jsonwebtoken';
import type { SigningKeys } from './signingKeys';

/** Whom an auth token speaks of. */
export interface AuthTokenSubject {
  readonly accountId: string;
  readonly username: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly groups: readonly string[];
  /** True when there are more groups than fit. */
  readonly groupsCut: boolean;
  readonly sessionId: string;
}

/** What pins a token down: who made it and for which site. */
export interface AuthTokenFrame {
  /** PUBLIC_URL. */
  readonly issuer: string;
  /** Slug of the site. */
  readonly audience: string;
  readonly now: Date;
}

/** Tells this kind of token from every other that the same key signs (RFC 8725 section 3.11). */
export const authTokenType = 'usher-auth+jwt';

/** Five minutes: the longest that somebody who verifies offline believes in a session that has ended. */
export const authTokenSeconds = 300;

/** Signs what an application may know of the person: ES256, five minutes, for one site. */
export async function signAuthToken(
  keys: SigningKeys,
  subject: AuthTokenSubject,
  frame: AuthTokenFrame,
): Promise<string> {
  const { kid, privateKey } = await keys.current();
  const claims = {
    iat: seconds(frame.now),
    preferred_username: subject.username,
    ...(subject.email === null ? {} : { email: subject.email }),
    ...(subject.name === null ? {} : { name: subject.name }),
    groups: subject.groups,
    ...(subject.groupsCut ? { groups_cut: true } : {}),
    sid: subject.sessionId,
  };
  return jwt.sign(claims, privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: authTokenType, kid },
    issuer: frame.issuer,
    audience: frame.audience,
    subject: subject.accountId,
    expiresIn: authTokenSeconds,
  });
}

/** The subject of a token when everything about it is as we make it: key, algorithm, type, issuer, site, time. Null otherwise. */
export async function verifyAuthToken(
  keys: SigningKeys,
  token: string,
  frame: AuthTokenFrame,
): Promise<AuthTokenSubject | null> {
  const header = jwt.decode(token, { complete: true })?.header;
  if (header?.typ !== authTokenType || header.kid === undefined) return null;
  const key = await keys.publicKey(header.kid);
  if (key === null) return null;
  try {
    const payload = jwt.verify(token, key, {
      algorithms: ['ES256'],
      issuer: frame.issuer,
      audience: frame.audience,
      clockTimestamp: seconds(frame.now),
    });
    return typeof payload === 'string' ? null : readSubject(payload);
  } catch (error) {
    // A signature of a wrong length is told by a plain TypeError.
    if (error instanceof jwt.JsonWebTokenError || error instanceof TypeError) return null;
    throw error;
  }
}

function readSubject(payload: jwt.JwtPayload): AuthTokenSubject | null {
  const {
    sub,
    sid,
    preferred_username: username,
    email,
    name,
    groups,
    groups_cut: cut,
  } = payload as Record<string, unknown>;
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof username !== 'string') return null;
  return {
    accountId: sub,
    username,
    email: typeof email === 'string' ? email : null,
    name: typeof name === 'string' ? name : null,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
    groupsCut: cut === true,
    sessionId: sid,
  };
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
