/**
 * Owns: SECRET_KEY, where the embedded installation keeps it, and how secrets are encrypted at rest under it.
 * Owns not: the secrets themselves; key pairs of sites (`saml`), token keys (`tokens`) and kept responses (`sso`) store what
 * `SecretBox` sealed.
 */
export { createSecretBox, type SecretBox, SealedElsewhereError } from './secretBox';
export { keepSecretKey } from './secretKeyFile';
export { openSecretBox } from './openSecretBox';
