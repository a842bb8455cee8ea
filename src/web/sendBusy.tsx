import type { Request, Response } from 'express';
import { BusyPage } from './pages/TroublePages';
import { problem } from './problem';
import { languageOf, prefersProblem, sendPage } from './renderPage';

const retryUnavailableSeconds = 5;

/** Answers 503 with Retry-After: the database cannot serve at this moment, nothing was stored, no code applies. */
export function sendBusy(req: Request, res: Response): void {
  send(req, res, 503, 'unavailable', retryUnavailableSeconds);
}

/** Answers 429 with Retry-After: a rate limit is used up until then (RFC 6585 section 4); nothing was stored. */
export function sendTooMany(req: Request, res: Response, until: Date, now: Date): void {
  send(req, res, 429, 'too_many', Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)));
}

function send(
  req: Request,
  res: Response,
  status: 429 | 503,
  cause: 'too_many' | 'unavailable',
  retryAfterSeconds: number,
): void {
  res.set('Retry-After', String(retryAfterSeconds)).set('Cache-Control', 'no-store');
  if (prefersProblem(req)) {
    problem(res, status, cause === 'too_many' ? 'Too many requests' : 'Try again in a moment');
    return;
  }
  const page = <BusyPage language={languageOf(req)} cause={cause} retryAfterSeconds={retryAfterSeconds} />;
  sendPage(res, status, page);
}
