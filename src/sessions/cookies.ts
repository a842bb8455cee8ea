import type { Request, Response } from 'express';

/** The cookies of Usher; the names under which browsers know them carry a prefix (see `HostCookies`). */
export type CookieName = 'usher-session' | 'usher-browser' | 'usher-start' | 'usher-operator';

/**
 * Cookies of one host: HttpOnly, SameSite=Lax, whole host and no other (RFC 6265bis). Where the host speaks https they
 * are Secure and carry the prefix `__Host-`, which keeps neighbouring hosts from planting them; plain http is for
 * loopback alone.
 */
export class HostCookies {
  constructor(private readonly isHttps: boolean) {}

  /** The value of a cookie; null when it is absent or came twice with different values, because one was planted. */
  read(req: Request, name: CookieName): string | null {
    const values = readValues(req.get('cookie') ?? '', this.nameOf(name));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  }

  /** Sets a cookie, until the browser closes when `expires` is null. The value must be plain ASCII, such as base64url. */
  set(res: Response, name: CookieName, value: string, expires: Date | null): void {
    res.cookie(this.nameOf(name), value, {
      httpOnly: true,
      secure: this.isHttps,
      sameSite: 'lax',
      path: '/',
      ...(expires === null ? {} : { expires }),
    });
  }

  /** Makes the browser forget a cookie. */
  clear(res: Response, name: CookieName): void {
    res.clearCookie(this.nameOf(name), { httpOnly: true, secure: this.isHttps, sameSite: 'lax', path: '/' });
  }

  private nameOf(name: CookieName): string {
    return this.isHttps ? `__Host-${name}` : name;
  }
}

function readValues(header: string, name: string): Set<string> {
  const pairs = header.split(';').map((pair) => pair.trim());
  return new Set(pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1)));
}

/** A secret of ours as it stands in cookies and addresses: 256 bits in base64url. Anything else is no secret of ours. */
const secretShape = /^[A-Za-z0-9_-]{43}$/;

/** The cookies of our own host that concern signing in. */
export class SessionCookies {
  private readonly cookies: HostCookies;

  /** @param config `insecureLoopback` is true where PUBLIC_URL is http on loopback */
  constructor(config: { readonly insecureLoopback: boolean }) {
    this.cookies = new HostCookies(!config.insecureLoopback);
  }

  /** The token in the session cookie; null when there is none or it cannot be one. */
  readSession(req: Request): string | null {
    return secretOf(this.cookies.read(req, 'usher-session'));
  }

  setSession(res: Response, token: string, expiresAt: Date): void {
    this.cookies.set(res, 'usher-session', token, expiresAt);
  }

  clearSession(res: Response): void {
    this.cookies.clear(res, 'usher-session');
  }

  /** The value that ties a sign-in to the browser it began in; null when the browser has none yet. */
  readBrowser(req: Request): string | null {
    return secretOf(this.cookies.read(req, 'usher-browser'));
  }

  /** One for all open tabs, gone when the browser closes. */
  setBrowser(res: Response, value: string): void {
    this.cookies.set(res, 'usher-browser', value, null);
  }
}

/** The text when it has the shape of a secret of ours, else null. */
export function secretOf(text: string | null): string | null {
  return text !== null && secretShape.test(text) ? text : null;
}
