import { Router } from 'express';
import { hashPassword, verifyPassword, type SessionDependencies } from '../sessions';
import { activityRoutes } from './activity';
import type { AdminDependencies } from './dependencies';
import { emailDomainsRoutes, resolveTxt, type ResolveTxt } from './emailDomains';
import { provisioningRoutes } from './provisioning';
import { requireAdmin } from './requireAdmin';
import { singleSignOnRoutes } from './singleSignOn';
import { siteInformationRoutes } from './siteInformation';
import { supportRoutes } from './support';
import { trackingCodesRoutes } from './trackingCodes';
import { usersRoutes } from './users';
import { workspacesRoutes } from './workspaces';

type MountDependencies = Omit<AdminDependencies, 'passwords' | 'resolveTxt'> &
  SessionDependencies & {
    /** Stands in for DNS in tests. */
    readonly resolveTxt?: ResolveTxt;
  };

/** Everything below `/admin/:site` and `/support/:site`: each area brings its own routes. */
export function adminRoutes(dependencies: MountDependencies): Router {
  const area = {
    resolveTxt,
    ...dependencies,
    passwords: { hash: hashPassword, verify: verifyPassword },
    requireAdmin: requireAdmin(dependencies),
  };
  const router = Router();
  router.use(siteInformationRoutes(area));
  router.use(usersRoutes(area));
  router.use(workspacesRoutes(area));
  router.use(trackingCodesRoutes(area));
  router.use(singleSignOnRoutes(area));
  router.use(provisioningRoutes(area));
  router.use(emailDomainsRoutes(area));
  router.use(activityRoutes(area));
  router.use(supportRoutes(area));
  return router;
}
