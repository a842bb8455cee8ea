import { Document, isScalar, visit } from 'yaml';
import type { Database } from '../../db';
import { readStoredSite } from './storedSite';

/**
 * The site file of a site as it is stored: complete, without secrets and passwords. Applied where it came from, it changes
 * nothing.
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
    connections: stored.connections.map((connection) => ({
      ...connection.state,
      certificates: connection.state.certificates.map(({ pem }) => ({ pem })),
    })),
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
