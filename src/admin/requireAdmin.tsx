import type { Request, RequestHandler, Response } from 'express';
import { readOperator } from '../operator';
import { currentSession, HostCookies, secretOf, type Session, type SessionDependencies } from '../sessions';
import { languageOf, prefersProblem, problem, sendNotFound, sendPage } from '../web';
import { setAdministrator, type Administrator } from './administrator';
import { NoRightPage } from './NoRightPage';
import { allPermissions, permissionsOf, rolesThatMay, type Permission } from './rights';

/** What knowing who asks needs. */
export interface AdminSessionDependencies extends SessionDependencies {
  /** True where PUBLIC_URL is http on loopback. */
  readonly insecureLoopback: boolean;
}

/** Stands before every route below `/admin/:site` and `/support/:site`, and before whatever reads a body. */
export type RequireAdmin = (permission: Permission) => RequestHandler;

/**
 * Lets a request pass that comes from somebody with a right on the site in its address (`:site`); the handler then finds
 * them by `administratorOf`. Who has rights by an account of the site acts as that account; else an operator's session
 * counts, with every right.
 *
 * Nobody signed in: 303 to the sign-in start, which leads back. A site that is not there and one the session does not
 * belong to: 404, the same page. An account of the site without the right: 403. One statement for an account.
 */
export function requireAdmin(dependencies: AdminSessionDependencies): RequireAdmin {
  const operatorCookies = new HostCookies(!dependencies.insecureLoopback);
  return (permission) => async (req, res, next) => {
    const site = String(req.params['site']);
    const session = await currentSession(dependencies, req);
    const isOfSite = session?.site === site;
    const operatorToken = secretOf(operatorCookies.read(req, 'usher-operator'));
    const own = isOfSite ? accountAdministrator(req, session) : null;
    const found = own ?? (operatorToken === null ? null : await operatorOf(dependencies, req, site, operatorToken));
    if (found === 'no such site') {
      sendNotFound(req, res);
    } else if (found?.can(permission)) {
      setAdministrator(req, found);
      next();
    } else if (isOfSite) {
      sendNoRight(req, res, session, found, permission);
    } else if (session !== null) {
      sendNotFound(req, res);
    } else {
      leadToSignIn(req, res, site);
    }
  };
}

/** Null for an account without any right, such as a guest. */
function accountAdministrator(req: Request, session: Session): Administrator | null {
  const permissions = permissionsOf(session.roles);
  if (permissions.size === 0) return null;
  return {
    siteId: session.siteId,
    site: session.site,
    siteName: session.siteName,
    actor: `account:${session.username}`,
    name: session.displayName ?? session.username,
    accountId: session.accountId,
    isOperator: false,
    language: languageOf(req, session.language),
    signOutAction: '/sign-out',
    can: (permission) => permissions.has(permission),
  };
}

/** Null when the token is not one of a live session. */
async function operatorOf(
  { database, clock }: AdminSessionDependencies,
  req: Request,
  slug: string,
  token: string,
): Promise<Administrator | 'no such site' | null> {
  const operator = await readOperator(database, token, clock());
  if (operator === null) return null;
  const site = await database.prisma.site.findUnique({ where: { slug }, select: { id: true, name: true } });
  if (site === null) return 'no such site';
  return {
    siteId: site.id,
    site: slug,
    siteName: site.name,
    actor: `operator:${operator.email}`,
    name: operator.email,
    accountId: null,
    isOperator: true,
    language: languageOf(req),
    signOutAction: '/operator/sign-out',
    can: (permission) => allPermissions.includes(permission),
  };
}

function sendNoRight(
  req: Request,
  res: Response,
  session: Session,
  administrator: Administrator | null,
  permission: Permission,
): void {
  if (prefersProblem(req)) {
    problem(res, 403, 'Your roles do not allow this');
    return;
  }
  const page = (
    <NoRightPage
      language={languageOf(req, session.language)}
      name={session.displayName ?? session.username}
      siteName={session.siteName}
      roles={rolesThatMay(permission)}
      backHref={administrator === null ? '/account' : `/admin/${session.site}`}
    />
  );
  sendPage(res, 403, page);
}

/** A page that was asked for is asked for again afterwards; a form that was sent is not. */
function leadToSignIn(req: Request, res: Response, site: string): void {
  const isPage = req.method === 'GET' || req.method === 'HEAD';
  const target = isPage ? req.originalUrl : `/admin/${encodeURIComponent(site)}`;
  res.redirect(303, `/?${new URLSearchParams({ site, target }).toString()}`);
}
