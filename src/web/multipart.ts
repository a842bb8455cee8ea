import express, { type Request, type RequestHandler } from 'express';
import { parseMultipart } from './parseMultipart';

/** A file that came with a form. */
export interface UploadedFile {
  /** As the browser calls it. Only to be shown, never to be opened. */
  readonly name: string;
  readonly content: Buffer;
}

const received = new WeakMap<Request, ReadonlyMap<string, UploadedFile>>();

/**
 * Reads a form with files. Fields stand in `req.body` as with `express.urlencoded`; files are given by `filesOf`. Put it
 * after whatever may refuse the request: it holds the whole body in memory.
 *
 * @param limit largest body in bytes; beyond it 413
 */
export function multipartForm(limit: number): RequestHandler[] {
  return [
    express.raw({ type: 'multipart/form-data', limit }),
    (req, _res, next) => {
      const body: unknown = req.body;
      const form = Buffer.isBuffer(body) ? parseMultipart(req.get('content-type') ?? '', body) : null;
      if (form === null) {
        next(Object.assign(new Error('The body is no multipart form.'), { status: 400 }));
        return;
      }
      req.body = form.fields;
      received.set(req, form.files);
      next();
    },
  ];
}

/** The files of a request that came through `multipartForm`, by the name of their field. */
export function filesOf(req: Request): ReadonlyMap<string, UploadedFile> {
  return received.get(req) ?? new Map();
}
