import { Router, type Request } from 'express';
import { z } from 'zod';
import type { SecretBox } from '../keys';
import { listMails, readMail, type MailQuery, type OutboxMail } from '../mail';
import { languageOf, NotFoundPage, sendPage } from '../web';
import { asOperator, type OperatorSessionDependencies } from './asOperator';
import { MailPage, MailsPage } from './MailPages';

interface MailRoutesDependencies extends OperatorSessionDependencies {
  readonly box: SecretBox;
}

/** Mails on one page. */
const pageSize = 50;

/** The outbox, for operators alone: `/operator/mails` and `/operator/mails/{id}`. Its texts may hold one-time links. */
export function mailRoutes(dependencies: MailRoutesDependencies): Router {
  const { database, box } = dependencies;
  const router = Router();
  router.get(
    '/operator/mails',
    asOperator(dependencies, async (req, res, operatorEmail) => {
      const beside = besideOf(req);
      // One more than is shown tells whether there is another page.
      const read = await listMails(database, { limit: pageSize + 1, ...(beside === undefined ? {} : { beside }) });
      const page = pageOf(read, beside);
      sendPage(res, 200, <MailsPage language={languageOf(req)} {...{ operatorEmail, ...page }} />);
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

/** The place in the list that the address names; undefined on the first page. */
function besideOf(req: Request): MailQuery['beside'] {
  for (const direction of ['before', 'after'] as const) {
    const id = z.uuid().safeParse(req.query[direction]);
    if (id.success) return { direction, id: id.data };
  }
  return undefined;
}

/** Of what was read, what is shown, and where the pages beside it are; null where there are none. */
function pageOf(read: readonly OutboxMail[], beside: MailQuery['beside']) {
  const isMore = read.length > pageSize;
  const mails = beside?.direction === 'after' ? read.slice(-pageSize) : read.slice(0, pageSize);
  const [first, last] = [mails[0], mails.at(-1)];
  const hasNewer = beside !== undefined && (beside.direction === 'before' || isMore);
  const hasOlder = beside?.direction === 'after' || isMore;
  return {
    mails,
    newerHref: hasNewer && first !== undefined ? `/operator/mails?after=${first.id}` : null,
    olderHref: hasOlder && last !== undefined ? `/operator/mails?before=${last.id}` : null,
  };
}
