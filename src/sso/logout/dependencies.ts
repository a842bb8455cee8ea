import type { Database } from '../../db';
import type { Metrics } from '../../health';
import type { Log } from '../../log';
import type { RateLimits } from '../../rateLimits';
import type { ConnectionCache } from '../../sites';

/** What single logout needs of the process around it. */
export interface LogoutDependencies {
  readonly database: Database;
  readonly connections: ConnectionCache;
  readonly rateLimits: RateLimits;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** A new ID for a message of ours: 160 random bits, an NCName. */
export function newMessageId({ random }: Pick<LogoutDependencies, 'random'>): string {
  return `_${random(20).toString('hex')}`;
}
