import type { Request, Response } from 'express';
import { validate as isUuid } from 'uuid';
import { sendNotFound } from '../../web';
import { readEntitlement } from '../../workspaces';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/**
 * The entitlement in the address (`:id`), of the site of whoever asks. Null when there is none; then 404 is answered.
 *
 * @param which `changeable`: only workspaces, and roles and groups in them
 */
export async function requireEntitlement(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  which: 'any' | 'changeable',
) {
  const id = String(req.params['id']);
  const { siteId } = administratorOf(req);
  const found = isUuid(id) ? await readEntitlement(database, siteId, id) : null;
  const isFixed = found?.kind === 'org_role' || found?.kind === 'inert';
  if (found !== null && (which === 'any' || !isFixed)) return found;
  sendNotFound(req, res);
  return null;
}
