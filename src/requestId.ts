import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from './log';

/** The id of a request: in the answer's `X-Request-Id`, in its log line, and on the page when something breaks. */
export function requestIdOf(res: { locals: Record<string, unknown> }): string {
  return String(res.locals['requestId']);
}

/** Gives every request an id and logs it when it is answered: method, path without query, status, milliseconds. */
export function logRequests(log: Log, elapsed: () => number): RequestHandler {
  return (req, res, next) => {
    const requestId = randomBytes(9).toString('base64url');
    const started = elapsed();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    res.on('finish', () => {
      const path = req.originalUrl.split('?')[0];
      const quiet = path === '/healthz' || path === '/readyz' || path === '/metrics' || path?.startsWith('/assets/');
      const fields = {
        requestId,
        method: req.method,
        path,
        status: res.statusCode,
        ms: Math.round(elapsed() - started),
      };
      log[quiet ? 'debug' : 'info']('Request answered', fields);
    });
    next();
  };
}
