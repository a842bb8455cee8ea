import { clientNetwork } from './clientNetwork';
import {
  limitOfClient,
  limitOfPerson,
  limitsOf,
  networkKey,
  type Counted,
  type CountedOfClient,
  type CountedOfPerson,
  type Limit,
} from './limits';
import type { UsedUp } from './rateCounters';

/** Used-up limits a process remembers; beyond that it begins anew and asks the database. */
const mostRemembered = 10_000;

/**
 * The limits of a process: which apply to a request, and which networks are known to have used theirs up. The counts
 * themselves are in the database; what is remembered here only saves the work of finding out again.
 */
export class RateLimits {
  /** Ends of windows in milliseconds, by key. */
  private readonly remembered = new Map<string, number>();

  /** @param isOn false with RATE_LIMITS=off: then nothing is counted */
  constructor(private readonly isOn: boolean) {}

  /**
   * The limits a request counts against.
   *
   * @param address the client's; null when unknown, which only the connection's limit holds
   * @param targetId the connection (of `scim`: the provisioning) whose limit for all clients together counts too; null for none
   */
  of(counted: Counted, address: string | null, targetId: string | null): readonly Limit[] {
    if (!this.isOn) return [];
    return limitsOf(counted, address === null ? null : clientNetwork(address), targetId);
  }

  /** Until when one of these limits is known to be used up; null when none is known to be. */
  usedUp(limits: readonly Limit[], now: Date): Date | null {
    for (const { key } of limits) {
      const until = this.endOf(key, now);
      if (until !== null) return until;
    }
    return null;
  }

  /**
   * The limits of somebody who is signed in.
   *
   * @param person an id that is theirs over all sites
   */
  ofPerson(counted: CountedOfPerson, person: string): readonly Limit[] {
    return this.isOn ? [limitOfPerson(counted, person)] : [];
  }

  /** The limits of a SCIM client that has shown its secret. */
  ofClient(counted: CountedOfClient, provisioningId: string): readonly Limit[] {
    return this.isOn ? [limitOfClient(counted, provisioningId)] : [];
  }

  /** Remembers a limit that the database said is used up. */
  remember({ key, until }: UsedUp): void {
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(key, until.getTime());
  }

  /** Until when posts from this address need not be looked at, because too many were forged; null when they must be. */
  blockedUntil(address: string | null, now: Date): Date | null {
    if (!this.isOn || address === null) return null;
    return this.endOf(networkKey('forged', clientNetwork(address)), now);
  }

  /** When the window of a used-up limit ends; null when it is over or was never used up. */
  private endOf(key: string, now: Date): Date | null {
    const until = this.remembered.get(key);
    if (until === undefined) return null;
    if (until > now.getTime()) return new Date(until);
    this.remembered.delete(key);
    return null;
  }
}
