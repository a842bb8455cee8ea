import type { PrismaClient } from './generated/client';

/**
 * The one database, embedded or a server. Prisma serves what is administration; the sign-in path sends its own single
 * statements through `query`, over the same pool (or the same PGlite).
 */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly prisma: PrismaClient;
  /** Sends one statement: one round trip. Values are bound, never spliced in. See `kept` for those that come often. */
  query<Row>(sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** Sends several statements as one simple query, which makes them one transaction. Nothing may be spliced in. */
  script(sql: string): Promise<void>;
  /**
   * Hears what the database notifies of (NOTIFY), over a connection of its own on a server. A notification may get lost
   * while that connection is away: nothing may depend on one arriving.
   *
   * @param channel lower case, without quotes: it stands in the statement as it is
   * @param heard called with the payload of each notification
   * @returns ends the listening
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Ends all connections (and writes the embedded database to disk). */
  close(): Promise<void>;
}
