import type { Request, Response } from 'express';
import { BusyPage } from './pages/TroublePages';
import { problem } from './problem';
import { languageOf, prefersProblem, sendPage } from './renderPage';

const retryAfterSeconds = 5;

/** Answers 503 with Retry-After: the database cannot serve at this moment, nothing was stored, no code applies. */
export function sendBusy(req: Request, res: Response): void {
  res.set('Retry-After', String(retryAfterSeconds));
  if (prefersProblem(req)) problem(res, 503, 'Try again in a moment');
  else
    sendPage(
      res,
      503,
      <BusyPage language={languageOf(req)} cause="unavailable" retryAfterSeconds={retryAfterSeconds} />,
    );
}
