import type { Request, Response } from 'express';
import { validate as isUuid } from 'uuid';
import { readProvisionings, type ShownProvisioning } from '../../scim/credentials';
import { sendNotFound } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/** The provisioning in the address; null, and 404 sent, when the site has none of that id. */
export async function requireProvisioning(
  { database, clock }: AreaDependencies,
  req: Request,
  res: Response,
): Promise<ShownProvisioning | null> {
  const id = String(req.params['provisioning']);
  const found = isUuid(id) ? await readProvisionings(database, administratorOf(req).siteId, clock(), { id }) : [];
  if (found[0] !== undefined) return found[0];
  sendNotFound(req, res);
  return null;
}
