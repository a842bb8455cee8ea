/**
 * Owns: SECRET_KEY, where the embedded installation keeps it, how secrets are encrypted at rest under it and encrypted anew
 * when it changes, and when a key pair gives way to the next.
 * Owns not: the secrets themselves; key pairs of sites (`saml`), token keys (`tokens`) and kept responses (`sso`) store what
 * `SecretBox` sealed.
 */
export { createSecretBox, type SecretBox, SealedElsewhereError } from './secretBox';
export { keepSecretKey } from './secretKeyFile';
export { openSecretBox } from './openSecretBox';
export { countSealedElsewhere, resealSecrets, type ResealReport } from './resealSecrets';
export { sealedPlaces, type SealedPlace } from './sealedPlaces';
export { decideKeyRotation } from './decideKeyRotation';
export type { KeyRotation, RotatableKey, RotationPeriods, RotationWish } from './decideKeyRotation';
