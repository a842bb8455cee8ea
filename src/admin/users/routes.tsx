import { Router } from 'express';
import type { AreaDependencies } from '../dependencies';
import { listRoutes } from './list/listRoutes';

/** Users: the list, adding, editing, requests, CSV. */
export function usersRoutes(dependencies: AreaDependencies): Router {
  const router = Router();
  router.use(listRoutes(dependencies));
  return router;
}
