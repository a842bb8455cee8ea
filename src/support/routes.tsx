import { Router, type RequestHandler } from 'express';
import { administratorOf, AdminPage, requireAdmin, type AdminSessionDependencies } from '../admin';
import { messagesFor, sendPage } from '../web';

/** The support desk of a site: `/support/:site`. */
export function supportRoutes(dependencies: AdminSessionDependencies): Router {
  const require = requireAdmin(dependencies);
  const router = Router();
  router.get('/support/:site', require('attempts.view'), showSearch());
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
