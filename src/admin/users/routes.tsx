import { Router, type RequestHandler } from 'express';
import { messagesFor, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { AdminPage } from '../AdminPage';
import type { AreaDependencies } from '../dependencies';

/** Users: the list, adding, editing, requests, CSV. */
export function usersRoutes({ requireAdmin }: AreaDependencies): Router {
  const router = Router();
  router.get('/admin/:site/users', requireAdmin('people.view'), showArea());
  return router;
}

function showArea(): RequestHandler {
  return (req, res) => {
    const reader = administratorOf(req);
    const texts = messagesFor(reader.language).admin.users;
    sendPage(
      res,
      200,
      <AdminPage reader={reader} area="users" title={texts.title}>
        {null}
      </AdminPage>,
    );
  };
}
