import type { Request } from 'express';

const schemes: Readonly<Record<string, 'http' | 'https'>> = { http: 'http', https: 'https', ws: 'http', wss: 'https' };
const hostShape = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The origin of the application for which a proxy asks, from `X-Forwarded-Proto` and `X-Forwarded-Host`; null when either is
 * missing, doubled or no host. It is a claim of whoever sends it: it may only narrow what is allowed, never widen it.
 */
export function forwardedOrigin(req: Request): string | null {
  const scheme = schemes[req.get('x-forwarded-proto')?.trim().toLowerCase() ?? ''];
  const host = req.get('x-forwarded-host')?.trim() ?? '';
  if (scheme === undefined || !hostShape.test(host) || !URL.canParse(`${scheme}://${host}`)) return null;
  return new URL(`${scheme}://${host}`).origin;
}

/** True when both origins lie on the same host, where browsers share cookies whatever the port. */
export function isSameHost(origin: string, other: string): boolean {
  return new URL(origin).hostname === new URL(other).hostname;
}
