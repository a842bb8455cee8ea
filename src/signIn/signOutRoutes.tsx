import { Router } from 'express';
import { currentSession, endSession, type SessionDependencies } from '../sessions';
import { sendLogoutMessage, SignedOutPage, startLogout, type LogoutDependencies } from '../sso';
import { languageOf, sendPage } from '../web';

/**
 * `POST /sign-out` ends the Usher session of this browser, whatever became of it. Then, and only for a session that was
 * still alive (saml2int SDP-SP34, SP35), the identity provider is told where the connection has single logout; a page says
 * so when it was not.
 */
export function signOutRoutes(dependencies: SessionDependencies & LogoutDependencies): Router {
  const router = Router();
  router.post('/sign-out', async (req, res) => {
    const session = await currentSession(dependencies, req);
    const token = dependencies.cookies.readSession(req);
    const ended = token === null ? null : await endSession(dependencies.database, token);
    dependencies.cookies.clearSession(res);
    if (session !== null && ended !== null && session.connection !== null) {
      const { site, connection, accountId, username } = session;
      const { subject } = ended;
      const signIn = { site, connection, accountId, username, subject, clientAddress: req.ip ?? null };
      const message = await startLogout(dependencies, signIn);
      if (message !== null) {
        sendLogoutMessage(req, res, message, 'form');
        return;
      }
    }
    const start = session === null ? '/' : `/?${new URLSearchParams({ site: session.site }).toString()}`;
    const page = (
      <SignedOutPage
        language={languageOf(req, session?.language)}
        signInHref={start}
        idpSessionMayContinue={session !== null && session.connection !== null}
      />
    );
    sendPage(res, 200, page);
  });
  return router;
}
