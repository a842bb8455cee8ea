import type { Database, Prisma } from '../db';
import { hashPassword, verifyPassword } from '../sessions';
import { changeSite, type ConnectionState, type ProviderState, tagOf } from '../sites';
import { endpointsOf } from './decideRefresh';

/** A connection as it was when it was decided about. */
export interface DecidedConnection {
  /** Slug of the site. */
  readonly site: string;
  readonly state: ConnectionState;
}

/** How it is written. */
export interface ChangeFacts {
  readonly database: Database;
  readonly actor: string;
  readonly allowHttp: boolean;
  readonly now: Date;
  /** Where the metadata is looked for from now on, and what was found there; absent: as before. */
  readonly from?: { readonly url: string; readonly xml: string };
  /** What belongs into the same transaction; also called when the connection is as it should be already. */
  readonly alongside: (tx: Prisma.TransactionClient) => Promise<void>;
}

/** What came of it; only `changed` and `unchanged` wrote anything. */
export type ChangeResult =
  | { readonly outcome: 'changed' | 'unchanged' }
  /** Somebody changed the connection after it was decided about. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'refused'; readonly problems: readonly string[] };

/**
 * Gives a connection the addresses and certificates of metadata, by the rules of `usher apply` and with its line of the
 * activity log.
 */
export async function changeProvider(
  { site, state }: DecidedConnection,
  provider: ProviderState,
  { database, actor, allowHttp, now, from, alongside }: ChangeFacts,
): Promise<ChangeResult> {
  const { name } = state;
  const certificates = provider.certificates.map(({ pem }) => ({ pem }));
  const result = await changeSite({
    database,
    passwords: { hash: hashPassword, verify: verifyPassword },
    site,
    change: {
      // With an address the document itself is what the rules read, as when a file names it.
      connections: [
        from === undefined ? { name, ...endpointsOf(provider), certificates } : { name, metadata: { url: from.url } },
      ],
    },
    files: from === undefined ? {} : { [from.url]: from.xml },
    expected: { connections: { [name]: tagOf(state) } },
    actor,
    allowHttp,
    vouches: true,
    now,
    alongside,
  });
  switch (result.outcome) {
    case 'refused':
      return { outcome: 'refused', problems: result.problems.map(({ message }) => message) };
    case 'conflict':
      return { outcome: 'conflict' };
    case 'unchanged':
    case 'would_change':
      await database.prisma.$transaction(alongside);
      return { outcome: 'unchanged' };
    case 'applied':
      return { outcome: 'changed' };
  }
}
