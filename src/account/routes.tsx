import { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { areaHref, permissionsOf } from '../admin';
import type { Database } from '../db';
import { currentSession, endOwnSession, listSessions, type Session, type SessionDependencies } from '../sessions';
import { trackingCodeName } from '../trackingCodes';
import { languageOf, sendPage } from '../web';
import { AccountPage, type OwnAccount } from './AccountPage';

/** My Account: `GET /account` shows the account to its owner; a form there ends one of the owner's sessions. */
export function accountRoutes(dependencies: SessionDependencies): Router {
  const router = Router();
  router.get('/account', showAccount(dependencies));
  router.post('/account/sessions/:id/end', endOne(dependencies));
  return router;
}

function showAccount(dependencies: SessionDependencies): RequestHandler {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const { database, clock } = dependencies;
    const [account, trackingCodes, sessions] = await Promise.all([
      ownAccount(database, session),
      ownTrackingCodes(database, session),
      listSessions(database, session.accountId, clock()),
    ]);
    sendPage(
      res,
      200,
      <AccountPage
        language={languageOf(req, session.language)}
        siteName={session.siteName}
        account={account}
        trackingCodes={trackingCodes}
        adminHref={permissionsOf(session.roles).size > 0 ? areaHref('siteInformation', session.site) : null}
        sessions={sessions.map((each) => ({ ...each, isCurrent: each.id === session.id }))}
      />,
    );
  };
}

function endOne(dependencies: SessionDependencies): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const { id } = req.params;
    // Somebody else's session and none at all get the same answer.
    if (isUuid(id)) await endOwnSession(dependencies.database, session.accountId, id);
    if (id === session.id) dependencies.cookies.clearSession(res);
    res.redirect(303, '/account');
  };
}

/** The session of the request; without one the browser is sent to the sign-in start, which leads back here. */
async function requireSession(dependencies: SessionDependencies, req: Request, res: Response): Promise<Session | null> {
  const session = await currentSession(dependencies, req);
  if (session === null) res.redirect(303, `/?${new URLSearchParams({ target: '/account' }).toString()}`);
  return session;
}

async function ownAccount(database: Database, session: Session): Promise<OwnAccount> {
  const row = await database.prisma.account.findUniqueOrThrow({ where: { id: session.accountId } });
  const connection = row.connectionId
    ? await database.prisma.connection.findUnique({ where: { id: row.connectionId }, select: { name: true } })
    : null;
  const { username, firstName, lastName, displayName, email, language, type, status, roles, expiresAt } = row;
  const fields = { username, firstName, lastName, displayName, email, language, type, status, roles, expiresAt };
  return { ...fields, connection: connection?.name ?? null };
}

async function ownTrackingCodes(database: Database, session: Session) {
  const [codes, row] = await Promise.all([
    database.prisma.trackingCode.findMany({
      where: { siteId: session.siteId, usage: { not: 'not_used' } },
      orderBy: { number: 'asc' },
    }),
    database.prisma.account.findUniqueOrThrow({ where: { id: session.accountId }, select: { trackingCodes: true } }),
  ]);
  const values = row.trackingCodes as Readonly<Record<string, string>>;
  return codes.map(({ number, label }) => ({ number, label, value: values[trackingCodeName(number)] ?? null }));
}
