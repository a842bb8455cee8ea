import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** The support desk of a site: `/support/:site`. */
export function supportRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/support/:site', requireAdmin('attempts.view'), showSearch());
  return router;
}

function showSearch(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.support;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="support" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
