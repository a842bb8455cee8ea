import jwt from 'jsonwebtoken';
import type { SigningKeys } from '../../tokens';

/** What pins an access token of a SCIM client down. */
export interface AccessTokenFrame {
  /** PUBLIC_URL. */
  readonly issuer: string;
  /** Base address of the provisioning. */
  readonly audience: string;
  /** Id of the provisioning: its client is its only user. */
  readonly provisioningId: string;
  readonly now: Date;
}

/** Tells these tokens from all others that the same key signs (RFC 8725 section 3.11). */
export const accessTokenType = 'usher-scim+jwt';

/** Three parts in base64url, the last of 64 bytes (RFC 7518 section 3.4): the library throws at other lengths. */
const signedToken = /^[\w-]+\.[\w-]+\.[\w-]{86}$/;

/** One hour: what Entra ID asks for at least. */
export const accessTokenSeconds = 3600;

/**
 * Signs a token for the client of one provisioning: ES256, one hour. It names the secret it was given for and is worth
 * something only while that secret and the provisioning live.
 */
export async function signAccessToken(keys: SigningKeys, secretId: string, frame: AccessTokenFrame): Promise<string> {
  const { kid, privateKey } = await keys.current();
  const claims = { iat: seconds(frame.now), client_id: frame.provisioningId, secret_id: secretId };
  return jwt.sign(claims, privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: accessTokenType, kid },
    issuer: frame.issuer,
    audience: frame.audience,
    subject: frame.provisioningId,
    expiresIn: accessTokenSeconds,
  });
}

/**
 * The id of the secret a token was given for, when everything about it is as we make it: key, algorithm, type, issuer,
 * audience, subject, time. Null otherwise.
 */
export async function verifyAccessToken(
  keys: SigningKeys,
  token: string,
  { issuer, audience, provisioningId, now }: AccessTokenFrame,
): Promise<string | null> {
  const header = decodeHeader(token);
  if (header?.typ !== accessTokenType || header.kid === undefined) return null;
  const key = await keys.publicKey(header.kid);
  if (key === null) return null;
  try {
    const payload = jwt.verify(token, key, {
      algorithms: ['ES256'],
      issuer,
      audience,
      subject: provisioningId,
      clockTimestamp: seconds(now),
    });
    const secretId: unknown = typeof payload === 'string' ? null : payload['secret_id'];
    return typeof secretId === 'string' ? secretId : null;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return null;
    throw error;
  }
}

/** Null for what is no token: a client may send anything. */
function decodeHeader(token: string): jwt.JwtHeader | null {
  if (!signedToken.test(token)) return null;
  try {
    return jwt.decode(token, { complete: true })?.header ?? null;
  } catch {
    return null;
  }
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
