import type { Request, Response } from 'express';
import { hashSecret, newSecret, type SessionCookies } from '../sessions';

/** The hash of the browser's binding cookie; null when it sent none. */
export function readBrowserBinding(req: Request, cookies: SessionCookies): string | null {
  const value = cookies.readBrowser(req);
  return value === null ? null : hashSecret(value);
}

/** The hash of the browser's binding cookie. Sets one when there is none: it serves all tabs, so that sign-ins begun side by side all complete. */
export function ensureBrowserBinding(
  req: Request,
  res: Response,
  cookies: SessionCookies,
  random: (bytes: number) => Buffer,
): string {
  const present = cookies.readBrowser(req);
  if (present !== null) return hashSecret(present);
  const value = newSecret(random);
  cookies.setBrowser(res, value);
  return hashSecret(value);
}
