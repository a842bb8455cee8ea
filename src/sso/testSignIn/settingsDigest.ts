import { createHash } from 'node:crypto';
import type { LoadedConnection } from '../../sites';

/**
 * Stands for the settings of a connection that decide whether its people get through: identity provider, keys, addresses,
 * what is asked and demanded, and who the person is. The same as long as a test that passed still says something. Neither
 * names nor our own keys, nor the rules of the site (of which a change is forecast) belong to it.
 */
export function settingsDigest({ gate, login, policy, addresses }: LoadedConnection): string {
  const matters = [
    addresses.metadata,
    gate.idpEntityId,
    gate.certificates.map(({ fingerprint }) => fingerprint).toSorted(),
    gate.nameIdFormat,
    gate.authnContextClassRefs,
    gate.enforceCertificateExpiry,
    gate.requireEncryptedAssertion,
    gate.requireSigned,
    gate.legacyAlgorithms,
    gate.scopes,
    gate.clockSkewSeconds,
    login.ssoUrl,
    login.ssoBinding,
    login.signAuthnRequest,
    policy.usernameFrom,
    policy.attributes,
    policy.allowedTypes,
  ];
  return createHash('sha256').update(JSON.stringify(matters)).digest('base64url').slice(0, 22);
}
