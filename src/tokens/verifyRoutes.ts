import { Router, type Request, type Response } from 'express';
import { readSession, SessionCookies, type Session, type SessionDependencies } from '../sessions';
import { isAllowedOrigin } from '../sso';
import { signAuthToken } from './authToken';
import { boundGroups } from './boundGroups';
import { forwardedOrigin, isSameHost } from './forwardedOrigin';
import type { SigningKeys } from './signingKeys';

/** What telling applications who is signed in needs. */
export interface TokenDependencies extends SessionDependencies {
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly signingKeys: SigningKeys;
}

/**
 * `GET /auth/verify?site=S` for forward authentication, and `GET /.well-known/jwks.json`. Verifying answers 200 only when
 * the session in the cookie belongs to site S and lives on the host it is used on; else 401; 400 without a site. With
 * `redirect=1` the 401 becomes the way to the sign-in.
 */
export function tokenRoutes(dependencies: TokenDependencies): Router {
  const { database, clock, publicUrl, signingKeys } = dependencies;
  const router = Router();
  router.get('/auth/verify', async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const site = req.query['site'];
    if (typeof site !== 'string' || site === '') {
      res.status(400).type('text/plain').send('The address lacks the parameter "site".\n');
      return;
    }
    const origin = forwardedOrigin(req);
    const token = cookiesOn(origin, dependencies).readSession(req);
    const session = token === null ? null : await readSession(database, token, clock());
    if (session === null || session.site !== site || !livesOn(origin, session, publicUrl)) {
      answerNobody(req, res, signInAddress(publicUrl, site, origin, req));
      return;
    }
    await answer(dependencies, res, session);
  });
  router.get('/.well-known/jwks.json', async (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json({ keys: await signingKeys.published() });
  });
  return router;
}

/** The cookies of the host a proxy asks for; their names depend on how that host is reached. */
function cookiesOn(origin: string | null, { cookies, publicUrl }: TokenDependencies): SessionCookies {
  if (origin === null || isSameHost(origin, publicUrl)) return cookies;
  return new SessionCookies({ insecureLoopback: origin.startsWith('http:') });
}

/**
 * Whether a session is used where it was begun, so that a cookie carried off by the application of one host opens no other.
 * Our own session counts on our own host, where the browser sends it whatever the port. One of an application's host counts
 * there alone, and only while the site still allows that origin.
 */
function livesOn(origin: string | null, session: Session, publicUrl: string): boolean {
  if (session.origin === null) return origin === null || isSameHost(origin, publicUrl);
  return session.origin === origin && isAllowedOrigin(origin, session.allowedTargets);
}

/**
 * Where the browser is to sign in, when the proxy said what was wanted: on our own host the sign-in start, on another one
 * the beginning of the handover. Null when the proxy did not say, or the request was no GET that could be repeated.
 */
function signInAddress(publicUrl: string, site: string, origin: string | null, req: Request): string | null {
  const path = req.get('x-forwarded-uri') ?? '';
  const isRepeatable = (req.get('x-forwarded-method') ?? 'GET') === 'GET';
  if (origin === null || !path.startsWith('/') || !isRepeatable) return null;
  const query = new URLSearchParams({ site, target: `${origin}${path}` }).toString();
  return isSameHost(origin, publicUrl) ? `${publicUrl}/?${query}` : `${origin}/.usher/start?${query}`;
}

/** 401; with `redirect=1`, for proxies that hand our answer on to the browser, the way to the sign-in instead. */
function answerNobody(req: Request, res: Response, address: string | null): void {
  if (req.query['redirect'] === '1' && address !== null) res.redirect(302, address);
  else res.status(401).end();
}

async function answer({ publicUrl, clock, signingKeys }: TokenDependencies, res: Response, session: Session) {
  const { accountId, username, email, displayName, site, id } = session;
  const { groups, areComplete } = boundGroups([...session.roles, ...session.entitlements], encodeHeader);
  const subject = { accountId, username, email, name: displayName, groups, groupsCut: !areComplete, sessionId: id };
  const token = await signAuthToken(signingKeys, subject, { issuer: publicUrl, audience: site, now: clock() });
  res.set({
    'X-Auth-Request-User': encodeHeader(username),
    ...(email === null ? {} : { 'X-Auth-Request-Email': encodeHeader(email) }),
    'X-Auth-Request-Groups': groups.map(encodeHeader).join(','),
    'X-Auth-Request-Site': site,
    'X-Auth-Request-Token': token,
  });
  res.status(200).end();
}

/** Percent-encoded UTF-8, so that every name fits into a header; an at sign stays readable. */
function encodeHeader(text: string): string {
  return encodeURIComponent(text).replace(/%40/g, '@');
}
