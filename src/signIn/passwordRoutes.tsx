import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { newId } from '../newId';
import { countAgainst, countBack } from '../rateLimits';
import {
  judgePassword,
  newSecret,
  sendEmailLink,
  sessionLifetime,
  startSession,
  verifyPassword,
  type PasswordVerdict,
} from '../sessions';
import { decideTarget } from '../sso';
import { languageOf, messagesFor, RedirectPage, sendPage, sendTooMany } from '../web';
import { isOwnPage } from './decideStart';
import type { SignInDependencies } from './dependencies';
import { enteredText } from './enteredText';
import { CheckMailPage } from './LinkPages';
import { passwordStep, showStart, startHref } from './showStart';
import { findSignInSite, type SignInSite } from './signInSite';

/** `POST /sign-in/password` is for accounts with bypass. */
export function passwordRoutes(dependencies: SignInDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 8 });
  router.post('/sign-in/password', form, signInByPassword(dependencies));
  return router;
}

function signInByPassword(dependencies: SignInDependencies): RequestHandler {
  const { database, publicUrl, rateLimits, clock } = dependencies;
  return async (req, res) => {
    // Counted before it is looked at, whatever the name, so that slow hashes cannot be had without end.
    const limits = rateLimits.of('password', req.ip ?? null, null);
    const usedUp = await countAgainst(database, limits, clock());
    if (usedUp !== null) {
      sendTooMany(req, res, usedUp.until, clock());
      return;
    }
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const identifier = enteredText(body['identifier']) ?? '';
    const entered = { identifier, site: enteredText(body['site']), target: enteredText(body['target']) };
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier });
    const password = typeof body['password'] === 'string' ? body['password'] : '';
    const verdict = await judge(dependencies, req, site, identifier, password);
    if (verdict.outcome === 'right' || verdict.outcome === 'unverified') await countBack(database, limits, clock());
    await answer(dependencies, req, res, { verdict, site, entered });
  };
}

interface Judged {
  readonly verdict: PasswordVerdict;
  readonly site: SignInSite | null;
  readonly entered: { readonly identifier: string; readonly site: string | null; readonly target: string | null };
}

async function answer(
  dependencies: SignInDependencies,
  req: Request,
  res: Response,
  { verdict, site, entered }: Judged,
): Promise<void> {
  const texts = messagesFor(languageOf(req)).signIn;
  const shown = { site, entered, notice: null, step: passwordStep(site === null) };
  const refuse = (status: number, text: string) =>
    showStart(dependencies.demoLinks, req, res, { ...shown, status, errors: [{ field: 'password', text }] });
  switch (verdict.outcome) {
    case 'right':
      if (site !== null && (await begin(dependencies, req, res, site, verdict.accountId))) {
        leadOn(req, res, decideTarget(entered.target, site.targets), dependencies.publicUrl);
        return;
      }
      break;
    case 'unverified':
      if (site !== null) {
        await askToConfirm(dependencies, req, res, { site, accountId: verdict.accountId, target: entered.target });
        return;
      }
      break;
    case 'throttled':
      res.set('Usher-Sso-Code', '16');
      refuse(403, texts.throttled);
      return;
    case 'wrong':
      break;
  }
  refuse(422, texts.wrongPassword);
}

async function judge(
  { database, clock }: SignInDependencies,
  req: Request,
  site: SignInSite | null,
  username: string,
  password: string,
): Promise<PasswordVerdict> {
  if (site === null) {
    // As long as for a site that exists.
    await verifyPassword(null, password);
    return { outcome: 'wrong' };
  }
  return judgePassword(database, { siteId: site.id, username, password, address: req.ip ?? null, now: clock() });
}

/** No session begins before mail to the address has shown to arrive (design 10). */
async function askToConfirm(
  dependencies: SignInDependencies,
  req: Request,
  res: Response,
  person: { readonly site: SignInSite; readonly accountId: string; readonly target: string | null },
): Promise<void> {
  const language = languageOf(req);
  const { site, accountId, target } = person;
  await dependencies.database.prisma.$transaction((tx) =>
    sendEmailLink(dependencies, tx, { siteId: site.id, accountId, language }),
  );
  const page = <CheckMailPage language={language} startHref={startHref({ site: site.slug, target })} />;
  sendPage(res, 403, page);
}

async function begin(
  { database, cookies, clock, random }: SignInDependencies,
  req: Request,
  res: Response,
  site: SignInSite,
  accountId: string,
): Promise<boolean> {
  const now = clock();
  const token = newSecret(random);
  const expiresAt = sessionLifetime(now, null);
  const started = await startSession(database, {
    id: newId(now),
    token,
    siteId: site.id,
    accountId,
    userAgent: req.get('user-agent')?.slice(0, 200) ?? null,
    now,
    expiresAt,
    replacedToken: cookies.readSession(req),
  });
  if (started) cookies.setSession(res, token, expiresAt);
  return started;
}

/** A page of ours by redirect; everything else by a page, because form-action forbids what may follow. */
function leadOn(req: Request, res: Response, target: string, publicUrl: string): void {
  if (isOwnPage(target, publicUrl)) {
    res.redirect(303, target);
    return;
  }
  const destination = new URL(target).host;
  sendPage(res, 200, <RedirectPage language={languageOf(req)} href={target} destination={destination} />);
}
