import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** Tracking Codes: labels, usage, lists of values. */
export function trackingCodesRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site/tracking-codes', requireAdmin('trackingCodes.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.trackingCodes;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="trackingCodes" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
