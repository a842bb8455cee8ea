import { Router } from 'express';
import type { AreaDependencies } from '../dependencies';
import { certificateRoutes } from './certificateRoutes';
import { connectionRoutes } from './connectionRoutes';
import { importRoutes } from './importRoutes';
import { keyRoutes } from './keyRoutes';
import { newConnectionRoutes } from './newConnectionRoutes';
import { overviewRoutes } from './overviewRoutes';
import { renameRoutes } from './renameRoutes';
import { testRoutes } from './testRoutes';

/** Single sign-on: connections, certificates, mapping, test sign-in. */
export function singleSignOnRoutes(dependencies: AreaDependencies): Router {
  const router = Router();
  router.use(overviewRoutes(dependencies));
  router.use(newConnectionRoutes(dependencies));
  router.use(keyRoutes(dependencies));
  router.use(certificateRoutes(dependencies));
  router.use(connectionRoutes(dependencies));
  router.use(renameRoutes(dependencies));
  router.use(importRoutes(dependencies));
  router.use(testRoutes(dependencies));
  return router;
}
