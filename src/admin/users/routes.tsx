import { Router } from 'express';
import type { AreaDependencies } from '../dependencies';
import { answerLostRight } from './answerLostRight';
import { csvRoutes } from './csv/csvRoutes';
import { actionRoutes } from './edit/actionRoutes';
import { editRoutes } from './edit/editRoutes';
import { listRoutes } from './list/listRoutes';

/** Users: the list, adding, editing, requests, CSV. */
export function usersRoutes(dependencies: AreaDependencies): Router {
  const router = Router();
  router.use(listRoutes(dependencies));
  // Before the accounts: `import` is no id of one.
  router.use(csvRoutes(dependencies));
  router.use(editRoutes(dependencies));
  router.use(actionRoutes(dependencies));
  router.use(answerLostRight);
  return router;
}
