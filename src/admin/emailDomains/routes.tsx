import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** E-mail domains: allowed, blocked, and those that route a sign-in. */
export function emailDomainsRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site/email-domains', requireAdmin('domains.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.emailDomains;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="emailDomains" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
