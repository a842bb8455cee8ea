import type { Request, Response } from 'express';
import { NotFoundPage } from './pages/TroublePages';
import { problem } from './problem';
import { languageOf, prefersProblem, sendPage } from './renderPage';

/** Answers 404: for what is not there and for what is somebody else's. */
export function sendNotFound(req: Request, res: Response): void {
  if (prefersProblem(req)) problem(res, 404, 'Not found');
  else sendPage(res, 404, <NotFoundPage language={languageOf(req)} />);
}
