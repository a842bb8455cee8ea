import type { JobQueue } from '../jobs';
import type { RateLimits } from '../rateLimits';
import type { LinkDependencies, SessionDependencies } from '../sessions';
import type { DemoLinks } from './DemoPanel';

/** What the sign-in start needs. */
export interface SignInDependencies extends SessionDependencies, LinkDependencies {
  readonly queue: JobQueue;
  readonly rateLimits: RateLimits;
  /** The ways into the demo; null unless it is on. */
  readonly demoLinks: DemoLinks | null;
}
