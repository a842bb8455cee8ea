import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Database } from '../db';
import type { SecretBox } from '../keys';
import { listMails, readMail } from '../mail';
import { secretOf, type HostCookies } from '../sessions';
import { languageOf, NotFoundPage, sendPage } from '../web';
import { MailPage, MailsPage } from './MailPages';
import { readOperator } from './operatorSessions';

interface MailRoutesDependencies {
  readonly database: Database;
  readonly box: SecretBox;
  readonly clock: () => Date;
  readonly operatorCookies: HostCookies;
}

/** More than a page can show; the command shows more. */
const mostMails = 200;
const signOutAction = '/operator/sign-out';

/** The outbox, for operators alone: `/operator/mails` and `/operator/mails/{id}`. Its texts may hold one-time links. */
export function mailRoutes({ database, box, clock, operatorCookies }: MailRoutesDependencies): Router {
  const asOperator =
    (answer: (req: Request, res: Response, operatorEmail: string) => Promise<void>): RequestHandler =>
    async (req, res) => {
      const token = secretOf(operatorCookies.read(req, 'usher-operator'));
      const operator = token === null ? null : await readOperator(database, token, clock());
      if (operator === null) res.redirect(303, '/operator/sign-in');
      else await answer(req, res, operator.email);
    };
  const router = Router();
  router.get(
    '/operator/mails',
    asOperator(async (req, res, operatorEmail) => {
      const mails = await listMails(database, { limit: mostMails });
      sendPage(res, 200, <MailsPage language={languageOf(req)} {...{ operatorEmail, signOutAction, mails }} />);
    }),
  );
  router.get(
    '/operator/mails/:id',
    asOperator(async (req, res, operatorEmail) => {
      const language = languageOf(req);
      const id = z.uuid().safeParse(req.params['id']);
      const mail = id.success ? await readMail(database, box, id.data) : null;
      if (mail === null) sendPage(res, 404, <NotFoundPage language={language} />);
      else sendPage(res, 200, <MailPage {...{ language, operatorEmail, signOutAction, mail }} />);
    }),
  );
  return router;
}
