import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** Activity log: who changed what, and how it was before. */
export function activityRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site/activity', requireAdmin('activity.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.activity;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="activity" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
