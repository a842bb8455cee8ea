import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Database } from '../db';
import { newId } from '../newId';
import { currentSession, hashSecret, HostCookies, newSecret, secretOf, type SessionDependencies } from '../sessions';
import { isAllowedOrigin, parseTarget } from '../sso';
import { forwardedOrigin, isSameHost } from './forwardedOrigin';
import { redeemHandover, storeHandover } from './handoverStore';

/** What carrying a sign-in to another host needs. */
export interface HandoverDependencies extends SessionDependencies {
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  /** True where PUBLIC_URL is http on loopback: only then may an application be reached by http. */
  readonly insecureLoopback: boolean;
  readonly random: (bytes: number) => Buffer;
}

const startLastsMs = 10 * 60_000;

/**
 * Carries a sign-in to an application on another host, whose proxy passes `/.usher/*` to us. `start` marks the browser on
 * the application's host; `handover`, on our own host, makes a code for a signed-in person; `complete`, on the
 * application's host again, turns the code into a session of that host. docs/forward-auth.md shows the way.
 */
export function handoverRoutes(dependencies: HandoverDependencies): Router {
  const router = Router();
  router.use('/.usher', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/.usher/start', start(dependencies));
  router.get('/.usher/handover', handOver(dependencies));
  router.get('/.usher/complete', complete(dependencies));
  return router;
}

function start(dependencies: HandoverDependencies): RequestHandler {
  const { database, publicUrl, clock, random } = dependencies;
  return async (req, res) => {
    const origin = forwardedOrigin(req);
    const site = textOf(req.query['site']);
    if (origin === null || site === null) {
      refuse(
        res,
        400,
        'The proxy must send X-Forwarded-Proto and X-Forwarded-Host, and the address must name the site.',
      );
      return;
    }
    if (!isOtherHost(dependencies, origin) || !(await siteAllows(database, site, origin))) {
      refuse(res, 403, 'This origin is not one of the site\'s "allowedTargets", or it is on the same host as Usher.');
      return;
    }
    const cookies = new HostCookies(origin.startsWith('https:'));
    const mark = secretOf(cookies.read(req, 'usher-start')) ?? newSecret(random);
    cookies.set(res, 'usher-start', mark, new Date(clock().getTime() + startLastsMs));
    const target = targetOn(origin, parseTarget(req.originalUrl));
    res.redirect(302, `${publicUrl}${handoverAddress(site, target, hashSecret(mark))}`);
  };
}

function handOver(dependencies: HandoverDependencies): RequestHandler {
  const { database, clock, random } = dependencies;
  return async (req, res) => {
    const [site, target, mark] = [textOf(req.query['site']), textOf(req.query['target']), textOf(req.query['start'])];
    const origin = target !== null && URL.canParse(target) ? new URL(target).origin : null;
    if (site === null || target === null || origin === null || mark === null || !/^[0-9a-f]{64}$/.test(mark)) {
      refuse(res, 400, 'This address is not complete. Open the application again.');
      return;
    }
    const session = await currentSession(dependencies, req);
    if (session === null || session.site !== site) {
      // The sign-in start leads back here, and then there is a session.
      res.redirect(
        302,
        `${dependencies.publicUrl}/?${new URLSearchParams({ site, target: handoverAddress(site, target, mark) }).toString()}`,
      );
      return;
    }
    if (!isAllowedOrigin(origin, session.allowedTargets) || !isOtherHost(dependencies, origin)) {
      refuse(res, 403, 'This application is not one of the site\'s "allowedTargets".');
      return;
    }
    const code = newSecret(random);
    const { siteId, accountId, id: sessionId } = session;
    await storeHandover(database, {
      code,
      siteId,
      accountId,
      sessionId,
      origin,
      browserHash: mark,
      target,
      now: clock(),
    });
    res.redirect(302, `${origin}/.usher/complete?${new URLSearchParams({ code }).toString()}`);
  };
}

function complete(dependencies: HandoverDependencies): RequestHandler {
  const { database, clock, random } = dependencies;
  return async (req, res) => {
    const origin = forwardedOrigin(req);
    const code = secretOf(textOf(req.query['code']));
    const cookies = new HostCookies(origin?.startsWith('https:') ?? true);
    const mark = secretOf(cookies.read(req, 'usher-start'));
    if (origin === null || !isOtherHost(dependencies, origin) || code === null || mark === null) {
      refuseCompletion(res);
      return;
    }
    const token = newSecret(random);
    const now = clock();
    const userAgent = req.get('user-agent')?.slice(0, 200) ?? null;
    const returned = { code, origin, browserHash: hashSecret(mark), token, sessionId: newId(now), userAgent, now };
    const session = await redeemHandover(database, returned);
    if (session === null) {
      refuseCompletion(res);
      return;
    }
    cookies.set(res, 'usher-session', token, session.expiresAt);
    res.redirect(303, session.target);
  };
}

/** An application with a host of its own. By http it may be reached only where we are ourselves, on loopback. */
function isOtherHost({ publicUrl, insecureLoopback }: HandoverDependencies, origin: string): boolean {
  return !isSameHost(origin, publicUrl) && (origin.startsWith('https:') || insecureLoopback);
}

async function siteAllows(database: Database, slug: string, origin: string): Promise<boolean> {
  const site = await database.prisma.site.findUnique({ where: { slug }, select: { allowedTargets: true } });
  return site !== null && isAllowedOrigin(origin, site.allowedTargets);
}

function handoverAddress(site: string, target: string, mark: string): string {
  return `/.usher/handover?${new URLSearchParams({ site, start: mark, target }).toString()}`;
}

/** The address a person wanted, when it lies on the application's own origin; else its first page. */
function targetOn(origin: string, requested: string | null): string {
  const first = `${origin}/`;
  return requested !== null && URL.canParse(requested) && new URL(requested).origin === origin
    ? new URL(requested).href
    : first;
}

function textOf(value: Request['query'][string]): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 4096 ? value : null;
}

function refuseCompletion(res: Response): void {
  refuse(
    res,
    403,
    'This sign-in cannot be completed here: it is older than a minute, used, or of another browser. Open the application again.',
  );
}

/** In plain text: on the host of an application, our pages have neither look nor links. */
function refuse(res: Response, status: number, text: string): void {
  res.status(status).type('text/plain').send(`${text}\n`);
}
