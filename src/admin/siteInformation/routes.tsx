import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** Site Information: how the site stands, and its own fields. */
export function siteInformationRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site', requireAdmin('site.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.siteInformation;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="siteInformation" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
