import type { Database, Prisma } from '../db';
import type { ConnectionState, ProviderState } from '../sites';
import { changeProvider, type ChangeResult } from './changeProvider';
import { digestOf } from './decideRefresh';
import { readHeld, release } from './metadataStore';

/** Metadata that an administrator has compared with a connection (`compareMetadata`) and confirmed. */
export interface MetadataImport {
  readonly database: Database;
  /** Slug of the site. */
  readonly site: string;
  readonly connectionId: string;
  /** The connection as it was compared. */
  readonly state: ConnectionState;
  readonly proposed: ProviderState;
  /** Where it was found and is looked for from now on; null leaves that as it is. */
  readonly from: { readonly url: string; readonly xml: string } | null;
  readonly actor: string;
  readonly allowHttp: boolean;
  readonly now: Date;
}

/**
 * Gives a connection what was confirmed, also keys to take away. What waited and is the same waits no more; anything else
 * goes on waiting.
 */
export function importMetadata(request: MetadataImport): Promise<ChangeResult> {
  const { connectionId, site, state, proposed, from, ...facts } = request;
  const alongside = async (tx: Prisma.TransactionClient) => {
    const held = await readHeld(tx, connectionId);
    if (held?.digest === digestOf(proposed)) await release(tx, connectionId);
    // An ETag of another address says nothing about this one.
    if (from !== null && from.url !== state.metadataUrl) await tx.metadataCheck.deleteMany({ where: { connectionId } });
  };
  return changeProvider({ site, state }, proposed, { ...facts, alongside, ...(from !== null && { from }) });
}
