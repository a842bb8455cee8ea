import { Document, isScalar, visit } from 'yaml';
import type { Database } from '../../db';
import type { ConnectionState } from './siteState';
import { readStoredSite } from './storedSite';

/**
 * The site file of a site as it is stored: complete, without secrets and passwords. Applied where it came from, it changes
 * nothing; of a connection whose metadata has an address, the metadata found there counts, as it does each time.
 *
 * @returns YAML; null when there is no such site
 */
export async function exportSiteFile(database: Database, slug: string): Promise<string | null> {
  const stored = await readStoredSite(database.prisma, slug, 'all');
  if (stored === null) return null;
  const { state } = stored;
  const document = new Document({
    site: slug,
    ...state,
    connections: stored.connections.map((connection) => written(connection.state)),
    trackingCodes: stored.trackingCodes,
    workspaces: stored.workspaces.map((workspace) => workspace.state),
    accounts: stored.accounts.map((account) => account.state),
  });
  visit(document, {
    Seq: (_key, list) => {
      // Lists of plain values on one line, as people write them.
      if (list.items.every((item) => isScalar(item))) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** What metadata says is not written a second time: a file that says both is refused. */
function written({ metadataUrl, entityId, ssoUrl, certificates, ...state }: ConnectionState): object {
  const { name, enabled, sloUrl, sloResponseUrl, sloBinding, ...rest } = state;
  const logout = { sloUrl, sloResponseUrl, sloBinding };
  const pinned = { entityId, ssoUrl, ...logout, certificates: certificates.map(({ pem }) => ({ pem })) };
  return { name, enabled, ...(metadataUrl === null ? pinned : { metadata: { url: metadataUrl } }), ...rest };
}
