import { Router } from 'express';
import type { AreaDependencies } from '../dependencies';
import { actionRoutes } from './edit/actionRoutes';
import { editRoutes } from './edit/editRoutes';
import { listRoutes } from './list/listRoutes';

/** Users: the list, adding, editing, requests, CSV. */
export function usersRoutes(dependencies: AreaDependencies): Router {
  const router = Router();
  router.use(listRoutes(dependencies));
  router.use(editRoutes(dependencies));
  router.use(actionRoutes(dependencies));
  return router;
}
