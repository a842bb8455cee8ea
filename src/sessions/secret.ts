import { createHash } from 'node:crypto';

/** A new secret for a cookie or a one-time code: 256 random bits in base64url. */
export function newSecret(random: (bytes: number) => Buffer): string {
  return random(32).toString('base64url');
}

/** What the database keeps of a secret: its SHA-256 in lower-case hex. It has 256 bits of its own, so it needs no salt. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
