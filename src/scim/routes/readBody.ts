import express, { type Request, type Response } from 'express';
import { serviceLimits } from '../protocol/discovery';
import { scimError } from '../protocol/errors';
import { isReadable } from './mediaTypes';

/** Largest bodies, in bytes: of people and bulk requests, and of groups, which carry thousands of members. */
export const bodyLimits = { usual: serviceLimits.maxPayloadSize, group: 16 * 1_048_576 } as const;

const readers = {
  usual: express.raw({ type: () => true, limit: bodyLimits.usual }),
  group: express.raw({ type: () => true, limit: bodyLimits.group }),
};

/**
 * Reads the bytes of a body, inflated when it came compressed; empty when there was none.
 *
 * @throws ScimError body_too_large (413), media_type_unsupported (415), body_malformed
 */
export async function readBody(req: Request, res: Response, limit: keyof typeof bodyLimits): Promise<Buffer> {
  const failure = await new Promise<unknown>((resolve) => {
    readers[limit](req, res, resolve);
  });
  if (failure !== undefined) throw bodyError(failure, limit);
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return Buffer.alloc(0);
  const type = req.get('content-type');
  if (!isReadable(type)) throw scimError('media_type_unsupported', { note: `Content-Type is ${type?.slice(0, 100)}` });
  return body;
}

/** What the parser says, as SCIM says it (RFC 7644 section 3.12). What it does not say itself is ours. */
function bodyError(error: unknown, limit: keyof typeof bodyLimits): unknown {
  const status = (error as { readonly status?: unknown }).status;
  if (status === 413) return scimError('body_too_large', { note: `more than ${bodyLimits[limit]} bytes` });
  if (status === 415) return scimError('media_type_unsupported', { note: 'the Content-Encoding is not known' });
  return status === 400 ? scimError('body_malformed', { note: 'the body did not arrive as announced' }) : error;
}
