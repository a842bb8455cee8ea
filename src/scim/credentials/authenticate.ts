import type { Database } from '../../db';
import type { SigningKeys } from '../../tokens';
import type { ActingAccount, Provisioning } from '../call';
import { verifyAccessToken } from './accessToken';
import { provisioningAddress } from './address';
import { decideStop, type StopReason } from './decideStop';
import { parseAuthorization, type PresentedCredential } from './parseAuthorization';
import { noteUse, readCredential, type FoundCredential, type Presented } from './readCredential';
import type { SecretHashes } from './secretHashes';

/** What telling SCIM clients apart needs. */
export interface CredentialDependencies {
  readonly database: Database;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly signingKeys: SigningKeys;
  readonly secretHashes: SecretHashes;
}

/**
 * Who is calling. `unknown` says nothing about why: provisioning, secret, scheme and token are one answer, 401. `stopped`: the
 * secret is right and yet nothing may be done; answered with `status` (403: row 27), and worth a line in the call log.
 */
export type Authenticated =
  | { readonly outcome: 'known'; readonly provisioning: Provisioning; readonly secretId: string }
  | { readonly outcome: 'unknown' }
  | {
      readonly outcome: 'stopped';
      readonly why: StopReason;
      readonly status: 401 | 403;
      readonly provisioning: Omit<Provisioning, 'actingAccount'>;
    };

/**
 * What 401 asks for (RFC 9110 section 11.6.1). The same for every provisioning, whatever its type and whether it is there or
 * not, so that it tells nothing.
 */
export const challenges = 'Basic realm="SCIM", charset="UTF-8", Bearer realm="SCIM"';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const noteUseAfterMs = 60_000;

/**
 * Tells who sends a request to a provisioning's address. One statement, and a second one at most once a minute, which takes
 * note of the use.
 *
 * @param provisioningId as it stands in the address
 * @param authorization the Authorization header
 */
export async function authenticate(
  deps: CredentialDependencies,
  provisioningId: string,
  authorization: string | undefined,
  now: Date,
): Promise<Authenticated> {
  const credential = parseAuthorization(authorization);
  if (credential === null || !uuid.test(provisioningId)) return { outcome: 'unknown' };
  const id = provisioningId.toLowerCase();
  const asked = await questionOf(deps, id, credential, now);
  return asked === null ? { outcome: 'unknown' } : judge(deps, id, asked, now);
}

/** The type of credential something is good for, and by what it is looked up. */
interface Asked {
  readonly type: Provisioning['credentialType'];
  readonly presented: Presented;
}

/** Null: a token that we did not make, for which nothing needs to be looked up. */
async function questionOf(
  { publicUrl, signingKeys, secretHashes }: CredentialDependencies,
  provisioningId: string,
  credential: PresentedCredential,
  now: Date,
): Promise<Asked | null> {
  if (credential.scheme === 'basic') {
    // A wrong user name is looked for as long as a wrong password.
    const isOwn = credential.username.toLowerCase() === provisioningId;
    return { type: 'basic', presented: { secretHash: isOwn ? await secretHashes.of(credential.password) : '' } };
  }
  // No secret of ours has a dot in it, every signed token has two (RFC 7515 section 3.1).
  if (!credential.token.includes('.')) {
    return { type: 'bearer', presented: { secretHash: await secretHashes.of(credential.token) } };
  }
  const audience = provisioningAddress(publicUrl, provisioningId);
  const frame = { issuer: publicUrl, audience, provisioningId, now };
  const secretId = await verifyAccessToken(signingKeys, credential.token, frame);
  return secretId === null ? null : { type: 'oauth', presented: { secretId } };
}

/**
 * Tells who asks for a token with an id and a secret (RFC 6749 section 2.3.1). Only provisionings of type oauth give tokens.
 */
export async function authenticateClient(
  deps: CredentialDependencies,
  provisioningId: string,
  client: { readonly id: string; readonly secret: string },
  now: Date,
): Promise<Authenticated> {
  if (!uuid.test(provisioningId)) return { outcome: 'unknown' };
  const id = provisioningId.toLowerCase();
  const secretHash = client.id.toLowerCase() === id ? await deps.secretHashes.of(client.secret) : '';
  return judge(deps, id, { type: 'oauth', presented: { secretHash } }, now);
}

async function judge(
  { database }: CredentialDependencies,
  provisioningId: string,
  { type, presented }: Asked,
  now: Date,
): Promise<Authenticated> {
  const found = await readCredential(database, provisioningId, presented, now);
  if (found === null || found.provisioning.credentialType !== type) return { outcome: 'unknown' };
  const { provisioning, enabled, acting, secret } = found;
  // The look was perhaps shared with somebody who came a moment earlier, while the secret still held.
  if (secret.expiresAt !== null && secret.expiresAt <= now) return { outcome: 'unknown' };
  const why = decideStop(enabled, acting, now);
  if (why !== null || acting === null) return stopped(provisioning, why ?? 'acting_gone');
  const { lastUsedAt } = secret;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= noteUseAfterMs) {
    await noteUse(database, provisioning.siteId, secret.id, now);
  }
  return {
    outcome: 'known',
    provisioning: { ...provisioning, actingAccount: actingOf(acting) },
    secretId: secret.id,
  };
}

function actingOf({ id, username, roles }: NonNullable<FoundCredential['acting']>): ActingAccount {
  return { id, username, roles };
}

/** Who has no account that works is nobody; who has one without the roles is somebody who may not. */
function stopped(provisioning: FoundCredential['provisioning'], why: StopReason): Authenticated {
  return { outcome: 'stopped', why, status: why === 'acting_without_roles' ? 403 : 401, provisioning };
}
