import type { Request, Response } from 'express';

/**
 * Answers a form that did what it should: 303 to the page that follows, which says so. The address carries the id of a
 * known text, never a text.
 *
 * @param path an address of ours, with or without a query
 */
export function redirectDone(res: Response, path: string, notice: string): void {
  const [before, query] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('done', notice);
  res.redirect(303, `${before}?${parameters.toString()}`);
}

/** The text for what has just been done; null when nothing was, or the id is none of these. */
export function noticeOf(req: Request, notices: Readonly<Record<string, string>>): string | null {
  const id = req.query['done'];
  return typeof id === 'string' && Object.hasOwn(notices, id) ? (notices[id] ?? null) : null;
}
