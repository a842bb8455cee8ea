import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { createScimGroups, type GroupsDependencies } from '../groups';
import { scimError } from '../protocol/errors';
import { createScimUsers } from '../users';
import { BodyMemory } from './bodyMemory';
import { CallRate } from './callRate';
import { endpoints } from './endpoints';
import { serveCall, type ServeDependencies, type Target } from './serveCall';

/** What the SCIM addresses need. */
export type ScimRouteDependencies = Omit<ServeDependencies, 'callRate' | 'bodyMemory' | 'users' | 'groups'> &
  GroupsDependencies & { readonly config: { readonly rateLimits: boolean } };

const base = '/scim/v2/:provisioning';

/**
 * `/scim/v2/{provisioning}/…`: everything below it is answered in the shape of SCIM, also what is unknown, not allowed or broken
 * (clients take a foreign 404 for "resource gone"). No cookie is read, no other origin is allowed in. To be mounted before
 * whatever refuses requests in another shape, and after the addresses of tokens.
 */
export function scimRoutes(dependencies: ScimRouteDependencies): Router {
  const callRate = new CallRate({ database: dependencies.database, isOn: dependencies.config.rateLimits });
  const services = { users: createScimUsers(dependencies), groups: createScimGroups(dependencies) };
  const serving = { ...dependencies, ...services, callRate, bodyMemory: new BodyMemory() };
  const serve = (req: Request, res: Response, target: Target) => serveCall(serving, req, res, target);
  const router = Router();
  for (const endpoint of endpoints) {
    const path: string = endpoint.path === '/' ? base : `${base}${endpoint.path}`;
    router.all(path, (req, res) => serve(req, res, { endpoint, id: String(req.params['id'] ?? '') }));
  }
  router.use('/scim', (req, res) => serve(req, res, { error: scimError(8) }));
  // What fails before an address is found: an escape that is none.
  const answerBroken: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    if (res.headersSent) next(error);
    else await serve(req, res, { error: error instanceof URIError ? scimError(8) : error });
  };
  router.use('/scim', answerBroken);
  return router;
}
