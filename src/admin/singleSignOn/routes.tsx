import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** Single sign-on: connections, certificates, mapping, test sign-in. */
export function singleSignOnRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site/single-sign-on', requireAdmin('sso.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.singleSignOn;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="singleSignOn" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
