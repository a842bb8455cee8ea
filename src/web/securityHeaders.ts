import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const directives = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const;

/**
 * The headers every page carries: a Content-Security-Policy without any script, no framing, no sniffing, HSTS where
 * our own origin is https, and no caching (the assets say otherwise for themselves).
 *
 * The referrer policy is `strict-origin` and not `no-referrer`: the latter turns the Origin of our own forms into
 * `null` (Fetch standard, "append a request Origin header"), which `requireSameOrigin` would have to refuse.
 */
export function securityHeaders({ publicUrl }: { readonly publicUrl: string }): RequestHandler[] {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isHttps ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'strict-origin' },
      xFrameOptions: { action: 'deny' },
    }),
    (_req, res, next) => {
      res.set('Cache-Control', 'no-store');
      next();
    },
  ];
}

/**
 * Lets the forms of this one answer also post to the origin of `address` (an identity provider). Browsers apply
 * form-action to every redirect that follows the post, so only the origins named here can take it. Throws unless the
 * address is absolute http(s).
 */
export function formActionFor(res: Response, ...addresses: readonly string[]): void {
  const origins = addresses.map((address) => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('Forms go to http(s) addresses only');
    return url.origin;
  });
  const policy = Object.entries({ ...directives, 'form-action': ["'self'", ...origins] });
  res.set('Content-Security-Policy', policy.map(([name, values]) => [name, ...values].join(' ')).join(';'));
}
