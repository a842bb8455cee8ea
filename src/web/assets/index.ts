/**
 * Owns: the stylesheet and the drawings of the pages, and their addresses. Each address holds a hash of its content, so
 * that a browser may keep the file for ever.
 * Owns not: the components that use them.
 */
import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Response } from 'express';
import { adminStyles } from './adminStyles';
import { baseStyles } from './baseStyles';
import { componentStyles } from './componentStyles';
import { drawDoor, logo } from './drawings';
import type { Door } from './drawings';
import { supportStyles } from './supportStyles';
import { tokens } from './tokens';

export type { Door } from './drawings';

/** A file of the pages: its address, media type and content. */
interface Asset {
  readonly href: string;
  readonly type: string;
  readonly body: string;
}

const svg = 'image/svg+xml';
const stylesheet = asset(
  'usher',
  'css',
  'text/css; charset=utf-8',
  tokens + baseStyles + componentStyles + adminStyles + supportStyles,
);
const mark = asset('logo', 'svg', svg, logo);
const doors: Readonly<Record<Door, Asset>> = {
  open: asset('door-open', 'svg', svg, drawDoor('open')),
  ajar: asset('door-ajar', 'svg', svg, drawDoor('ajar')),
  closed: asset('door-closed', 'svg', svg, drawDoor('closed')),
};

/** The addresses of the files, relative to our origin. */
export const assetHrefs = {
  stylesheet: stylesheet.href,
  logo: mark.href,
  door: (door: Door) => doors[door].href,
} as const;

/**
 * Serves the files below `/assets` and the icon that browsers ask for by themselves. Mount it at the root, before
 * anything that needs a session.
 */
export function assetsRouter(): Router {
  const router = Router();
  for (const file of [stylesheet, mark, ...Object.values(doors)]) {
    router.get(file.href, (_req, res) => sendAsset(res, file, 'public, max-age=31536000, immutable'));
  }
  router.get('/favicon.ico', (_req, res) => sendAsset(res, mark, 'public, max-age=86400'));
  return router;
}

function sendAsset(res: Response, file: Asset, cacheControl: string): void {
  res.set('Cache-Control', cacheControl).type(file.type).send(file.body);
}

function asset(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { href: `/assets/${name}-${hash}.${extension}`, type, body };
}
