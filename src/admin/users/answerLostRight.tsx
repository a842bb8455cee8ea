import type { ErrorRequestHandler } from 'express';
import { prefersProblem, problem, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import { NoRightPage } from '../NoRightPage';
import { rolesThatMay } from '../rights';
import { RightLost } from './rightsNow';

/** Tells somebody who lost a right while they asked what everybody without it is told: 403, and who may. */
export const answerLostRight: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof RightLost)) {
    next(error);
    return;
  }
  if (prefersProblem(req)) {
    problem(res, 403, 'Your roles do not allow this');
    return;
  }
  const { language, name, siteName, site } = administratorOf(req);
  const roles = rolesThatMay(error.permission);
  sendPage(res, 403, <NoRightPage {...{ language, name, siteName, roles }} backHref={`/admin/${site}`} />);
};
