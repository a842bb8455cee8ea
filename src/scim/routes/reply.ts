import type { Response } from 'express';
import type { JsonObject } from '../protocol/schema';
import type { ScimEffect } from '../services';

/** What a call is answered with. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly body: JsonObject | null;
  /** What it did; null for what concerns no resource. */
  readonly effect: ScimEffect | null;
}

/**
 * Sends a reply. Not by Express's `send`, which would add an ETag of the body's hash and answer 304 by it: the version of a
 * resource is that of its row.
 *
 * @param type of the body, without its charset
 * @returns the text of the body, for the call log; null when there was none
 */
export function sendReply(res: Response, reply: Reply, type: string): string | null {
  const text = reply.body === null ? null : JSON.stringify(reply.body);
  res.status(reply.status).set({ ...reply.headers });
  if (text === null) {
    res.end();
    return null;
  }
  const bytes = Buffer.from(text, 'utf8');
  // Node's own setHeader: Express's `set` would look the type up and change it.
  res.setHeader('Content-Type', `${type}; charset=utf-8`);
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
  return text;
}
