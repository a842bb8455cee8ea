import { createHash } from 'node:crypto';
import type { Database } from '../../db';

/** Calls a provisioning may send in a second for ever, and how many at once after a rest. */
const perSecond = 100;
const burst = 300;
const syncEveryMs = 1_000;
/** A provisioning that has not called for so long starts anew. */
const forgetAfterMs = 3_600_000;
const mostRemembered = 10_000;
/** The counter of the table begins anew before its integer is full. */
const highestCount = 1_000_000_000;

interface Bucket {
  /** Calls that may come now; below 0 when other processes took more than there was. */
  tokens: number;
  at: number;
  /** Calls let through here since the other processes were told. */
  untold: number;
  /** The count of all processes when we last looked; null before. */
  seen: number | null;
  syncedAt: number;
  isSyncing: boolean;
  /** Second in which a refusal was last worth a line of the log. */
  noted: number;
}

/** Whether a call may come. */
export type CallAllowance =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterSeconds: number; readonly isFirstOfSecond: boolean };

/** What a rate needs. */
interface RateDependencies {
  readonly database: Database;
  /** False with RATE_LIMITS=off. */
  readonly isOn: boolean;
}

/**
 * How fast provisionings may call: a token bucket each, 100 a second and 300 at once. Each process decides by itself, so that a
 * call costs no statement; once a second of traffic it adds what it let through to a counter of the database and takes what
 * the others let through out of its own bucket. So all processes together keep the rate, and overshoot by what comes within
 * one second at most. An embedded database has one process, which need not tell anybody.
 */
export class CallRate {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly dependencies: RateDependencies) {}

  /** Takes a call out of the bucket of its provisioning, when there is one in it. */
  take(provisioningId: string, now: Date): CallAllowance {
    if (!this.dependencies.isOn) return { allowed: true };
    const bucket = this.bucketOf(provisioningId, now.getTime());
    if (bucket.tokens < 1) return refused(bucket, now.getTime());
    this.takeOut(provisioningId, bucket, now);
    return { allowed: true };
  }

  /** Takes what is carried out anyway out of the bucket, also when nothing is left in it: the next calls wait for it. */
  owe(provisioningId: string, now: Date): void {
    if (this.dependencies.isOn) this.takeOut(provisioningId, this.bucketOf(provisioningId, now.getTime()), now);
  }

  private takeOut(provisioningId: string, bucket: Bucket, now: Date): void {
    bucket.tokens -= 1;
    bucket.untold += 1;
    if (this.dependencies.database.kind === 'server') this.syncWhenDue(provisioningId, bucket, now);
  }

  private bucketOf(provisioningId: string, now: number): Bucket {
    const known = this.buckets.get(provisioningId);
    if (known) {
      known.tokens = Math.min(burst, known.tokens + (Math.max(0, now - known.at) / 1_000) * perSecond);
      known.at = now;
      return known;
    }
    if (this.buckets.size >= mostRemembered) this.buckets.clear();
    const fresh = { tokens: burst, at: now, untold: 0, seen: null, syncedAt: 0, isSyncing: false, noted: 0 };
    this.buckets.set(provisioningId, fresh);
    return fresh;
  }

  /** Nobody waits for it: a call is answered while the others are told. */
  private syncWhenDue(provisioningId: string, bucket: Bucket, now: Date): void {
    if (bucket.isSyncing || now.getTime() - bucket.syncedAt < syncEveryMs) return;
    bucket.isSyncing = true;
    bucket.syncedAt = now.getTime();
    void this.sync(provisioningId, bucket, now)
      // The limit then holds for this process alone, until the database answers again.
      .catch(() => undefined)
      .finally(() => (bucket.isSyncing = false));
  }

  private async sync(provisioningId: string, bucket: Bucket, now: Date): Promise<void> {
    const own = bucket.untold;
    bucket.untold = 0;
    try {
      const total = await addToCounter(this.dependencies.database, provisioningId, own, now);
      const others = bucket.seen === null ? 0 : total - bucket.seen - own;
      // A counter that began anew tells nothing of the second before.
      if (others > 0) bucket.tokens -= others;
      bucket.seen = total;
    } catch (error) {
      bucket.untold += own;
      throw error;
    }
  }
}

function refused(bucket: Bucket, now: number): CallAllowance {
  const second = Math.floor(now / 1_000);
  const isFirstOfSecond = bucket.noted !== second;
  bucket.noted = second;
  return {
    allowed: false,
    retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)),
    isFirstOfSecond,
  };
}

/** Adds to what all processes have let through; answers the sum. */
async function addToCounter(database: Database, provisioningId: string, calls: number, now: Date): Promise<number> {
  const key = createHash('sha256')
    .update(JSON.stringify(['scim-calls', provisioningId]))
    .digest('hex');
  const rows = await database.query<{ count: number }>(
    `INSERT INTO rate_counters AS c (key, count, expires_at) VALUES ($1, $2, $3::timestamptz)
     ON CONFLICT (key) DO UPDATE SET expires_at = EXCLUDED.expires_at,
       count = EXCLUDED.count + CASE WHEN c.expires_at > $4::timestamptz AND c.count < ${highestCount} THEN c.count ELSE 0 END
     RETURNING count`,
    [key, calls, new Date(now.getTime() + forgetAfterMs).toISOString(), now.toISOString()],
  );
  return rows[0]?.count ?? calls;
}
