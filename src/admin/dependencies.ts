import type { Passwords } from '../sites';
import type { ResolveTxt } from './emailDomains';
import type { RequireAdmin } from './requireAdmin';
import type { Config } from '../config';
import type { Database } from '../db';
import type { SecretBox } from '../keys';
import type { JobQueue } from '../jobs';
import type { SendMail } from '../mail';
import type { RateLimits } from '../rateLimits';
import type { MakeSiteKey } from '../saml';
import type { SessionCookies } from '../sessions';
import type { ConnectionCache } from '../sites';

/** What the pages of a site's administration are made of. */
export interface AdminDependencies {
  readonly database: Database;
  readonly box: SecretBox;
  readonly queue: JobQueue;
  readonly sendMail: SendMail;
  readonly connections: ConnectionCache;
  readonly config: Pick<Config, 'metadataAllowedHosts'>;
  readonly cookies: SessionCookies;
  readonly rateLimits: RateLimits;
  readonly passwords: Passwords;
  readonly resolveTxt: ResolveTxt;
  /** Stands in for the real maker of key pairs in tests. */
  readonly makeKey?: MakeSiteKey;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  /** True where PUBLIC_URL is http on loopback; then addresses may be http too. */
  readonly insecureLoopback: boolean;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** What each area gets: the same, and the guard that stands before each of its routes. */
export interface AreaDependencies extends AdminDependencies {
  readonly requireAdmin: RequireAdmin;
}
