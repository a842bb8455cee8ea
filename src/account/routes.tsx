import { Router, type RequestHandler } from 'express';
import { validate as isUuid } from 'uuid';
import { areaHref, permissionsOf } from '../admin';
import { readProvisionings } from '../scim/credentials';
import { endOtherSessions, endOwnSession, listSessions } from '../sessions';
import { trackingCodeName } from '../trackingCodes';
import { languageOf, messagesFor, noticeOf, redirectDone, sendPage } from '../web';
import { readMemberships } from '../workspaces';
import { AccountPage } from './AccountPage';
import { editRoutes } from './editRoutes';
import { readCodesInUse, readOwnAccount } from './ownAccount';
import { requireSession, type AccountDependencies } from './ownSession';
import { passwordRoutes } from './passwordRoutes';
import { secretRoutes, type SecretDependencies } from './secretRoutes';

/**
 * My Account: `GET /account` shows the account to its owner; below it they change what is theirs, change their password,
 * end their sessions and make secrets of SCIM clients that act as them.
 */
export function accountRoutes(dependencies: SecretDependencies): Router {
  const router = Router();
  router.get('/account', showAccount(dependencies));
  router.post('/account/sessions/:id/end', endOne(dependencies));
  router.post('/account/end-other-sessions', endOthers(dependencies));
  router.use(editRoutes(dependencies));
  router.use(passwordRoutes(dependencies));
  router.use(secretRoutes(dependencies));
  return router;
}

function showAccount(dependencies: AccountDependencies): RequestHandler {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const { database, clock } = dependencies;
    const [account, codes, workspaces, sessions, provisionings] = await Promise.all([
      readOwnAccount(database, session),
      readCodesInUse(database, session.siteId),
      readMemberships(database, session.siteId, [session.accountId]),
      listSessions(database, session.accountId, clock()),
      readProvisionings(database, session.siteId, clock(), { actingAccountId: session.accountId }),
    ]);
    const language = languageOf(req, session.language);
    sendPage(
      res,
      200,
      <AccountPage
        language={language}
        siteName={session.siteName}
        account={account}
        trackingCodes={codes.map((code) => ({
          ...code,
          value: account.trackingCodes[trackingCodeName(code.number)] ?? null,
        }))}
        provisionings={provisionings}
        workspaces={workspaces.get(session.accountId) ?? []}
        adminHref={permissionsOf(session.roles).size > 0 ? areaHref('siteInformation', session.site) : null}
        sessions={sessions.map((each) => ({ ...each, isCurrent: each.id === session.id }))}
        notice={noticeOf(req, messagesFor(language).myAccount.notices)}
      />,
    );
  };
}

function endOne(dependencies: AccountDependencies): RequestHandler<{ id: string }> {
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

function endOthers(dependencies: AccountDependencies): RequestHandler {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    await endOtherSessions(dependencies.database, session.accountId, session.id);
    redirectDone(res, '/account', 'ended');
  };
}
