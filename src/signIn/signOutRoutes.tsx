import { Router } from 'express';
import { currentSession, endSession, type SessionDependencies } from '../sessions';
import { languageOf, sendPage } from '../web';
import { SignedOutPage } from './SignedOutPage';

/** `POST /sign-out` ends the Usher session of this browser, whatever became of it, and says so. */
export function signOutRoutes(dependencies: SessionDependencies): Router {
  const router = Router();
  router.post('/sign-out', async (req, res) => {
    const session = await currentSession(dependencies, req);
    const token = dependencies.cookies.readSession(req);
    if (token !== null) await endSession(dependencies.database, token);
    dependencies.cookies.clearSession(res);
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
