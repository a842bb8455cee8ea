import { Router } from 'express';
import { z } from 'zod';
import type { SecretBox } from '../keys';
import { listMails, readMail } from '../mail';
import { languageOf, NotFoundPage, sendPage } from '../web';
import { asOperator, type OperatorSessionDependencies } from './asOperator';
import { MailPage, MailsPage } from './MailPages';

interface MailRoutesDependencies extends OperatorSessionDependencies {
  readonly box: SecretBox;
}

/** More than a page can show; the command shows more. */
const mostMails = 200;

/** The outbox, for operators alone: `/operator/mails` and `/operator/mails/{id}`. Its texts may hold one-time links. */
export function mailRoutes(dependencies: MailRoutesDependencies): Router {
  const { database, box } = dependencies;
  const router = Router();
  router.get(
    '/operator/mails',
    asOperator(dependencies, async (req, res, operatorEmail) => {
      const mails = await listMails(database, { limit: mostMails });
      sendPage(res, 200, <MailsPage language={languageOf(req)} {...{ operatorEmail, mails }} />);
    }),
  );
  router.get(
    '/operator/mails/:id',
    asOperator(dependencies, async (req, res, operatorEmail) => {
      const language = languageOf(req);
      const id = z.uuid().safeParse(req.params['id']);
      const mail = id.success ? await readMail(database, box, id.data) : null;
      if (mail === null) sendPage(res, 404, <NotFoundPage language={language} />);
      else sendPage(res, 200, <MailPage {...{ language, operatorEmail, mail }} />);
    }),
  );
  return router;
}
