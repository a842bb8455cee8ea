import type { Prisma } from '../../db';
import type { TrackingCodeState } from './siteState';

/** Reads the tracking codes of a site with their lists, and nothing else. One statement: a list may hold thousands. */
export async function readTrackingCodes(tx: Prisma.TransactionClient, siteId: string): Promise<TrackingCodeState[]> {
  return tx.$queryRaw<TrackingCodeState[]>`
    SELECT c.number, c.label, c.input::text AS input, c.usage::text AS usage, COALESCE((
        SELECT json_agg(json_build_object('value', v.value, 'active', v.active) ORDER BY v.position)
          FROM tracking_code_values v WHERE v.site_id = c.site_id AND v.number = c.number), '[]') AS values
      FROM tracking_codes c WHERE c.site_id = ${siteId}::uuid ORDER BY c.number`;
}
