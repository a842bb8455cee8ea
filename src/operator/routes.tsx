import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { SecretBox } from '../keys';
import { countAgainst, countBack, type RateLimits } from '../rateLimits';
import { HostCookies, newSecret, secretOf, shortestPassword } from '../sessions';
import { isLoopbackHost } from '../settings';
import { languageOf, messagesFor, NotFoundPage, sendPage, sendTooMany, type FormError } from '../web';
import { mailRoutes } from './mailRoutes';
import { isOpenOperatorLink, redeemOperatorLink } from './operatorLink';
import { endOperatorSession, startOperatorSession } from './operatorSessions';
import { OperatorSetupPage } from './OperatorSetupPage';
import { OperatorSignInPage } from './OperatorSignInPage';
import { verifyOperatorPassword } from './operatorStore';
import { siteRoutes, type SiteRoutesDependencies } from './siteRoutes';

/** What the operators' pages need. */
export interface OperatorDependencies extends Omit<SiteRoutesDependencies, 'operatorCookies'> {
  readonly box: SecretBox;
  readonly rateLimits: RateLimits;
}

type Context = OperatorDependencies & { readonly operatorCookies: HostCookies };

/** No database stores U+0000, so no operator's address holds it. */
const emailText = z
  .string()
  .max(254)
  .refine((text) => !text.includes('\0'));
const signInForm = z.object({ email: emailText.default(''), password: z.string().max(4096).default('') });
const setupForm = signInForm.extend({ passwordAgain: z.string().default(''), token: z.string().default('') });

/**
 * The operators' pages: `/operator` with what is below it, `/operator/sign-in`, `/operator/sign-out`, and on loopback the
 * one-time `/operator/setup`.
 */
export function operatorRoutes(dependencies: OperatorDependencies): Router {
  const context = { ...dependencies, operatorCookies: new HostCookies(!dependencies.insecureLoopback) };
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 });
  router.use(siteRoutes(context));
  router.use(mailRoutes(context));
  router.get('/operator/sign-in', (req, res) => showSignIn(req, res, 200, '', null));
  router.post('/operator/sign-in', form, signIn(context));
  router.post('/operator/sign-out', signOut(context));
  if (isLoopbackHost(new URL(dependencies.publicUrl).hostname)) {
    router.get('/operator/setup', showSetup(context));
    router.post('/operator/setup', form, setUp(context));
  }
  return router;
}

function showSignIn(
  req: Request,
  res: Response,
  status: number,
  email: string,
  error: 'wrong' | 'throttled' | null,
): void {
  const language = languageOf(req);
  const texts = messagesFor(language).operator;
  const text = error === 'throttled' ? texts.throttled : texts.wrongPassword;
  const errors = error === null ? [] : [{ field: 'password', text }];
  sendPage(
    res,
    status,
    <OperatorSignInPage language={language} action="/operator/sign-in" email={email} errors={errors} />,
  );
}

function signIn(context: Context): RequestHandler {
  const { database, clock, rateLimits } = context;
  return async (req, res) => {
    const form = signInForm.safeParse(req.body ?? {});
    if (!form.success) {
      showSignIn(req, res, 422, '', 'wrong');
      return;
    }
    const limits = rateLimits.of('password', req.ip ?? null, null);
    const usedUp = await countAgainst(database, limits, clock());
    if (usedUp !== null) {
      sendTooMany(req, res, usedUp.until, clock());
      return;
    }
    const { email, password } = form.data;
    const verdict = await verifyOperatorPassword(database, { email, password, address: req.ip ?? null, now: clock() });
    if (verdict.outcome === 'right') await countBack(database, limits, clock());
    switch (verdict.outcome) {
      case 'right':
        await begin(context, req, res, verdict.operatorId);
        return;
      case 'wrong':
        showSignIn(req, res, 422, email, 'wrong');
        return;
      case 'throttled':
        showSignIn(req, res, 403, email, 'throttled');
        return;
    }
  };
}

async function begin(context: Context, req: Request, res: Response, operatorId: string): Promise<void> {
  const { database, clock, random, operatorCookies } = context;
  const token = newSecret(random);
  const replacedToken = secretOf(operatorCookies.read(req, 'usher-operator'));
  const expiresAt = await startOperatorSession(database, { operatorId, token, replacedToken, now: clock() });
  operatorCookies.set(res, 'usher-operator', token, expiresAt);
  res.redirect(303, '/operator');
}

function signOut({ database, operatorCookies }: Context): RequestHandler {
  return async (req, res) => {
    const token = secretOf(operatorCookies.read(req, 'usher-operator'));
    if (token !== null) await endOperatorSession(database, token);
    operatorCookies.clear(res, 'usher-operator');
    res.redirect(303, '/operator/sign-in');
  };
}

function showSetup({ database, clock }: Context): RequestHandler {
  return async (req, res) => {
    const token = typeof req.query['token'] === 'string' ? secretOf(req.query['token']) : null;
    if (token === null || !(await isOpenOperatorLink(database, token, clock()))) {
      sendPage(res, 404, <NotFoundPage language={languageOf(req)} />);
      return;
    }
    sendSetup(req, res, 200, token, '', []);
  };
}

function setUp(context: Context): RequestHandler {
  const { database, clock } = context;
  return async (req, res) => {
    const form = setupForm.safeParse(req.body ?? {});
    const token = form.success ? secretOf(form.data.token) : null;
    if (!form.success || token === null) {
      sendPage(res, 404, <NotFoundPage language={languageOf(req)} />);
      return;
    }
    const { email, password, passwordAgain } = form.data;
    const texts = messagesFor(languageOf(req)).operator;
    if (password !== passwordAgain) {
      sendSetup(req, res, 422, token, email, [{ field: 'passwordAgain', text: texts.passwordsDiffer }]);
      return;
    }
    const verdict = await redeemOperatorLink(database, token, { email, password, now: clock() });
    switch (verdict.outcome) {
      case 'added':
        await begin(context, req, res, verdict.id);
        return;
      case 'refused': {
        const text = verdict.problem === 'email' ? texts.emailInvalid : texts.passwordTooShort(shortestPassword);
        sendSetup(req, res, 422, token, email, [{ field: verdict.problem, text }]);
        return;
      }
      case 'exists':
      case 'closed':
        sendSetup(req, res, 409, token, email, [{ field: 'email', text: texts.linkUsed }]);
        return;
    }
  };
}

function sendSetup(
  req: Request,
  res: Response,
  status: number,
  token: string,
  email: string,
  errors: readonly FormError[],
): void {
  sendPage(
    res,
    status,
    <OperatorSetupPage
      language={languageOf(req)}
      action="/operator/setup"
      token={token}
      email={email}
      minimumPasswordLength={shortestPassword}
      errors={errors}
    />,
  );
}
