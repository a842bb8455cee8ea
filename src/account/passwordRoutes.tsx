import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { hashPassword, isUsablePassword, setOwnPassword, shortestPassword, type Session } from '../sessions';
import { FormValues, languageOf, messagesFor, redirectDone, sendPage, type FormError } from '../web';
import { readOwnAccount, type OwnAccount } from './ownAccount';
import { OwnPasswordPage } from './OwnPasswordPage';
import { judgeOwnPassword, requireSession, type AccountDependencies } from './ownSession';

/** `/account/password`: people change their own password, knowing the one before. */
export function passwordRoutes(dependencies: AccountDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 8 });
  router.get('/account/password', async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    send(req, res, 200, session, await readOwnAccount(dependencies.database, session), []);
  });
  router.post('/account/password', form, change(dependencies));
  return router;
}

function change(dependencies: AccountDependencies): RequestHandler {
  const { database, clock, cookies } = dependencies;
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const account = await readOwnAccount(database, session);
    const values = FormValues.of(req);
    const error = await mistake(dependencies, req, { session, account, values });
    if (error !== null) {
      send(req, res, 422, session, account, [error]);
      return;
    }
    const passwordHash = await hashPassword(values.exact('password'));
    const own = { id: session.accountId, siteId: session.siteId, username: session.username };
    const keptToken = cookies.readSession(req);
    await database.prisma.$transaction((tx) =>
      setOwnPassword(tx, { account: own, passwordHash, by: 'password', keptToken, now: clock() }),
    );
    redirectDone(res, '/account', 'password');
  };
}

/** What is wrong with the form; null when the password may be changed. The old password is looked at last: it is slow. */
async function mistake(
  dependencies: AccountDependencies,
  req: Request,
  { session, account, values }: { session: Session; account: OwnAccount; values: FormValues },
): Promise<FormError | null> {
  const { myAccount, passwords } = messagesFor(languageOf(req, session.language));
  if (!account.bypass) return { field: 'currentPassword', text: myAccount.noPasswordAllowed };
  const password = values.exact('password');
  if (password !== values.exact('passwordAgain')) return { field: 'passwordAgain', text: passwords.differ };
  if (!isUsablePassword(password)) return { field: 'password', text: passwords.unusable(shortestPassword) };
  const asked = { siteId: session.siteId, username: account.username, passwordHash: account.passwordHash };
  const verdict = await judgeOwnPassword(dependencies, req, asked, values.exact('currentPassword'));
  if (verdict === 'right') return null;
  return { field: 'currentPassword', text: verdict === 'throttled' ? myAccount.throttled : myAccount.wrongPassword };
}

function send(
  req: Request,
  res: Response,
  status: number,
  session: Session,
  account: OwnAccount,
  errors: readonly FormError[],
): void {
  const query = new URLSearchParams({ site: session.site, identifier: session.username }).toString();
  const page = (
    <OwnPasswordPage
      language={languageOf(req, session.language)}
      name={session.displayName ?? session.username}
      username={session.username}
      state={!account.bypass ? 'never' : account.passwordHash === null ? 'none' : 'change'}
      forgottenHref={`/sign-in/forgotten?${query}`}
      minimumPasswordLength={shortestPassword}
      errors={errors}
    />
  );
  sendPage(res, status, page);
}
