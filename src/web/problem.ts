import type { Response } from 'express';

/** Answers `application/problem+json` (RFC 9457) without a type of its own: the status says it all. */
export function problem(res: Response, status: number, title: string): void {
  res
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status }));
}
