import type { Request, RequestHandler } from 'express';
import { ForbiddenPage } from './pages/TroublePages';
import { problem } from './problem';
import { languageOf, prefersProblem, sendPage } from './renderPage';

interface SameOriginOptions {
  /** Our own origin, from PUBLIC_URL; never from the Host header. */
  readonly publicUrl: string;
  /** Paths that take posts from elsewhere and protect themselves otherwise: ACS, SLO, SCIM. */
  readonly isExempt: (path: string) => boolean;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses (403) every request with an unsafe method that does not come from one of our own pages: Sec-Fetch-Site must
 * be `same-origin`; where a browser does not send it, Origin must be ours. A request with neither is refused.
 */
export function requireSameOrigin({ publicUrl, isExempt }: SameOriginOptions): RequestHandler {
  const ownOrigin = new URL(publicUrl).origin;
  return (req, res, next) => {
    if (safeMethods.has(req.method) || isExempt(req.path) || comesFrom(req, ownOrigin)) {
      next();
      return;
    }
    const language = languageOf(req);
    if (prefersProblem(req)) problem(res, 403, 'The request did not come from a page of this origin');
    else sendPage(res, 403, <ForbiddenPage language={language} />);
  };
}

function comesFrom(req: Request, ownOrigin: string): boolean {
  const site = req.get('sec-fetch-site');
  return site === undefined ? req.get('origin') === ownOrigin : site === 'same-origin';
}
