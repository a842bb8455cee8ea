import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { usernameKey } from '../accounts';
import { activityEntry, recordActivity } from '../activity';
import { countAgainst } from '../rateLimits';
import {
  forgivePasswords,
  forgottenPassword,
  forgottenPasswordKey,
  hashPassword,
  isUsablePassword,
  readAccountLink,
  secretOf,
  setOwnPassword,
  shortestPassword,
  useAccountLink,
  type AccountOfLink,
  type LinkPurpose,
} from '../sessions';
import { languageOf, messagesFor, sendPage, sendTooMany, type FormError } from '../web';
import type { SignInDependencies } from './dependencies';
import { enteredText } from './enteredText';
import { ForgottenPage, ForgottenSentPage } from './ForgottenPage';
import { ClosedLinkPage, ConfirmEmailPage, NewPasswordPage } from './LinkPages';
import { startHref } from './showStart';
import { findSignInSite } from './signInSite';

/** No user name and no address is longer; what is longer is answered alike and looked up nowhere. */
const longestName = 255;

/** Forgotten passwords, and what is behind the links that are mailed: a new password, a confirmed address. */
export function linkRoutes(dependencies: SignInDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 8 });
  router.get('/sign-in/forgotten', showForgotten(dependencies));
  router.post('/sign-in/forgotten', form, askForLink(dependencies));
  router.get('/sign-in/new-password', showLink(dependencies, 'password', showNewPassword));
  router.post('/sign-in/new-password', form, setPassword(dependencies));
  router.get('/sign-in/confirm-email', showLink(dependencies, 'email', showConfirmEmail));
  router.post('/sign-in/confirm-email', form, confirmEmail(dependencies));
  return router;
}

function showForgotten({ database, publicUrl }: SignInDependencies): RequestHandler {
  return async (req, res) => {
    const entered = { identifier: enteredText(req.query['identifier']) ?? '', site: enteredText(req.query['site']) };
    if (enteredText(req.query['sent']) !== null) {
      const href = startHref({ site: entered.site, target: null });
      sendPage(res, 200, <ForgottenSentPage language={languageOf(req)} startHref={href} />);
      return;
    }
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier: entered.identifier });
    sendForgotten(req, res, 200, { entered: { ...entered, site: site?.slug ?? entered.site }, askSite: site === null });
  };
}

/** Answers the same, after the same work, whether the name is known or not: who gets a mail is found out in the background. */
function askForLink({ database, publicUrl, rateLimits, clock, queue }: SignInDependencies): RequestHandler {
  return async (req, res) => {
    const usedUp = await countAgainst(database, rateLimits.of('link', req.ip ?? null, null), clock());
    if (usedUp !== null) {
      sendTooMany(req, res, usedUp.until, clock());
      return;
    }
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const entered = { identifier: enteredText(body['identifier']) ?? '', site: enteredText(body['site']) };
    const language = languageOf(req);
    const texts = messagesFor(language);
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier: entered.identifier });
    const refuse = (field: string, text: string) =>
      sendForgotten(req, res, 422, { entered, askSite: site === null, errors: [{ field, text }] });
    if (entered.identifier === '') {
      refuse('identifier', texts.passwords.nameMissing);
    } else if (site === null) {
      refuse('site', entered.site === null ? texts.passwords.siteMissing : texts.signIn.siteUnknown);
    } else {
      if (entered.identifier.length <= longestName) {
        const asked = { siteId: site.id, nameKey: usernameKey(entered.identifier), language };
        await queue.send(forgottenPassword, asked, { singletonKey: forgottenPasswordKey(asked, clock()) });
      }
      res.redirect(303, `/sign-in/forgotten?${new URLSearchParams({ sent: '1', site: site.slug }).toString()}`);
    }
  };
}

function sendForgotten(
  req: Request,
  res: Response,
  status: number,
  shown: {
    readonly entered: { readonly identifier: string; readonly site: string | null };
    readonly askSite: boolean;
    readonly errors?: readonly FormError[];
  },
): void {
  sendPage(res, status, <ForgottenPage errors={[]} {...shown} language={languageOf(req)} />);
}

type ShowLink = (req: Request, res: Response, token: string, account: AccountOfLink) => void;

/** Opening a link uses nothing up: mail filters and previews open links, too. */
function showLink({ database, clock }: SignInDependencies, purpose: LinkPurpose, show: ShowLink): RequestHandler {
  return async (req, res) => {
    const token = secretOf(enteredText(req.query['token']));
    const account = token && (await readAccountLink(database.prisma, token, purpose, clock()));
    if (token === null || account === null) sendClosed(req, res);
    else show(req, res, token, account as AccountOfLink);
  };
}

const showNewPassword: ShowLink = (req, res, token, account) => sendNewPassword(req, res, 200, token, account, []);

const showConfirmEmail: ShowLink = (req, res, token, account) => {
  const language = languageOf(req, account.language);
  const page = (
    <ConfirmEmailPage language={language} token={token} siteName={account.siteName} email={account.email ?? ''} />
  );
  sendPage(res, 200, page);
};

function setPassword(dependencies: SignInDependencies): RequestHandler {
  const { database, clock, cookies } = dependencies;
  return async (req, res) => {
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const [password, again] = [body['password'], body['passwordAgain']].map((value) =>
      typeof value === 'string' ? value : '',
    ) as [string, string];
    const token = secretOf(enteredText(body['token']));
    const now = clock();
    const shown = token === null ? null : await readAccountLink(database.prisma, token, 'password', now);
    if (token === null || shown === null) {
      sendClosed(req, res);
      return;
    }
    const texts = messagesFor(languageOf(req, shown.language)).passwords;
    const mistake =
      password !== again
        ? { field: 'passwordAgain', text: texts.differ }
        : isUsablePassword(password)
          ? null
          : { field: 'password', text: texts.unusable(shortestPassword) };
    if (mistake !== null) {
      sendNewPassword(req, res, 422, token, shown, [mistake]);
      return;
    }
    const passwordHash = await hashPassword(password);
    const account = await database.prisma.$transaction(async (tx) => {
      const used = await useAccountLink(tx, token, 'password', now);
      if (used !== null) {
        await setOwnPassword(tx, { account: used, passwordHash, by: 'link', keptToken: null, now });
      }
      return used;
    });
    if (account === null) {
      sendClosed(req, res);
      return;
    }
    await forgiveNames(dependencies, req, account);
    cookies.clearSession(res);
    leadToStart(res, account, 'password_set');
  };
}

/** Whoever set a password by a mailed link is not kept out by the wrong ones they tried before, from where they are. */
async function forgiveNames({ database }: SignInDependencies, req: Request, account: AccountOfLink): Promise<void> {
  const names = new Set([account.usernameKey, account.emailKey ?? account.usernameKey]);
  for (const nameKey of names) {
    await forgivePasswords(database, { realm: `site:${account.siteId}`, nameKey, address: req.ip ?? null });
  }
}

function confirmEmail({ database, clock }: SignInDependencies): RequestHandler {
  return async (req, res) => {
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const token = secretOf(enteredText(body['token']));
    const now = clock();
    const account =
      token &&
      (await database.prisma.$transaction(async (tx) => {
        const used = await useAccountLink(tx, token, 'email', now);
        if (used === null) return null;
        const { id, siteId, username } = used;
        await tx.account.update({ where: { id, siteId }, data: { emailVerified: true, updatedAt: now } });
        const facts = {
          at: now,
          siteId,
          actor: `account:${username}`,
          action: 'account.confirm_email',
          subject: username,
        };
        await recordActivity(tx, [activityEntry({ ...facts, before: null, after: { email: used.email } })]);
        return used;
      }));
    if (!account) sendClosed(req, res);
    else leadToStart(res, account, 'email_confirmed');
  };
}

function leadToStart(res: Response, account: AccountOfLink, done: 'password_set' | 'email_confirmed'): void {
  const query = { site: account.site, identifier: account.username, password: '1', done };
  res.redirect(303, `/?${new URLSearchParams(query).toString()}`);
}

function sendNewPassword(
  req: Request,
  res: Response,
  status: number,
  token: string,
  account: AccountOfLink,
  errors: readonly FormError[],
): void {
  sendPage(
    res,
    status,
    <NewPasswordPage
      language={languageOf(req, account.language)}
      token={token}
      siteName={account.siteName}
      username={account.username}
      minimumPasswordLength={shortestPassword}
      errors={errors}
    />,
  );
}

function sendClosed(req: Request, res: Response): void {
  sendPage(res, 410, <ClosedLinkPage language={languageOf(req)} />);
}
