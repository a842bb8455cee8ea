import { SAML, type Profile } from '@node-saml/node-saml';
import { acsUrl, idpEntityId, spEntityId, testKey, type TestKeyName } from './samlResponse';

/** What node-saml reads in a response. */
export interface SecondOpinion {
  readonly nameId: string | null;
  readonly attributes: Record<string, readonly string[]>;
}

/**
 * Asks node-saml about a response. It knows one decryption key and reads the system clock, which the caller must have
 * set. Demands a signature exactly where there is one, because it cannot say "either".
 *
 * @throws whatever node-saml refuses with
 */
export async function askNodeSaml(
  field: string,
  signed: 'assertion' | 'response' | 'both',
  keys: { readonly idp: readonly TestKeyName[]; readonly sp: TestKeyName },
): Promise<SecondOpinion> {
  const saml = new SAML({
    callbackUrl: acsUrl,
    entryPoint: 'https://idp.test/sso',
    issuer: spEntityId,
    audience: spEntityId,
    idpIssuer: idpEntityId,
    idpCert: keys.idp.map((name) => testKey(name).certificatePem),
    decryptionPvk: testKey(keys.sp).privateKeyPem,
    acceptedClockSkewMs: 180_000,
    wantAssertionsSigned: signed !== 'response',
    wantAuthnResponseSigned: signed !== 'assertion',
  });
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: field });
  if (profile === null) throw new Error('node-saml gives no profile');
  return { nameId: profile.nameID ?? null, attributes: attributesOf(profile) };
}

function attributesOf(profile: Profile): Record<string, readonly string[]> {
  const attributes = (profile['attributes'] ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, [value].flat().map(textOf)]));
}

/** Values with XML attributes come as objects with the text below `_`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'object' && value !== null && '_' in value) return String(value._).trim();
  return '';
}
