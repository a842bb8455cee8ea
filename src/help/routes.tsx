import { Router } from 'express';
import type { Request, Response } from 'express';
import { isReasonId, isSsoCode } from '../sso/catalogue';
import { languageOf, NotFoundPage, sendPage } from '../web';
import { CodePage } from './CodePage';
import { CodesPage } from './CodesPage';
import { ReasonPage } from './ReasonPage';

/** The public help, to be mounted at the root: `/help/codes`, `/help/codes/:code`, `/help/reasons/:reason`. */
export function helpRouter(): Router {
  const router = Router();
  router.get('/help/codes', (req, res) => sendPage(res, 200, <CodesPage language={languageOf(req)} />));
  router.get('/help/codes/:code', sendCode);
  router.get('/help/reasons/:reason', sendReason);
  return router;
}

function sendCode(req: Request<{ code: string }>, res: Response): void {
  const language = languageOf(req);
  const code = /^[1-9]\d?$/.test(req.params.code) ? Number(req.params.code) : 0;
  if (isSsoCode(code)) sendPage(res, 200, <CodePage code={code} language={language} />);
  else sendPage(res, 404, <NotFoundPage language={language} />);
}

function sendReason(req: Request<{ reason: string }>, res: Response): void {
  const language = languageOf(req);
  const { reason } = req.params;
  if (isReasonId(reason)) sendPage(res, 200, <ReasonPage id={reason} language={language} />);
  else sendPage(res, 404, <NotFoundPage language={language} />);
}
