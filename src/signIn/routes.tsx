import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { newId } from '../newId';
import {
  currentSession,
  judgePassword,
  newSecret,
  sessionLifetime,
  startSession,
  verifyPassword,
  type PasswordVerdict,
  type SessionDependencies,
} from '../sessions';
import { allowedTarget, decideTarget, parseTarget } from '../sso';
import { languageOf, messagesFor, RedirectPage, sendPage, type FormError } from '../web';
import { decideStart, isOwnPage } from './decideStart';
import type { DemoLinks } from './DemoPanel';
import { SignInPage, type SignInStep } from './SignInPage';
import { findSignInSite, type SignInSite } from './signInSite';

/** What the sign-in start needs. */
export interface SignInDependencies extends SessionDependencies {
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly random: (bytes: number) => Buffer;
  /** The ways into the demo; null unless it is on. */
  readonly demoLinks: DemoLinks | null;
}

/** What a person entered so far, from the query or the form. */
interface Entered {
  readonly identifier: string;
  readonly site: string | null;
  readonly target: string | null;
}

interface Shown {
  readonly status: number;
  readonly step: SignInStep;
  readonly site: SignInSite | null;
  readonly entered: Entered;
  readonly errors: readonly FormError[];
  readonly notice: string | null;
}

/** `GET /` leads to the identity provider of the person's site or asks for what is missing; `POST /sign-in/password` is for accounts with bypass. */
export function signInRoutes(dependencies: SignInDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 8 });
  router.get('/', start(dependencies));
  router.post('/sign-in/password', form, signInByPassword(dependencies));
  return router;
}

function start(dependencies: SignInDependencies): RequestHandler {
  const { database, publicUrl } = dependencies;
  return async (req, res) => {
    const target = parseTarget(req.originalUrl);
    const entered = { identifier: textOf(req.query['identifier']) ?? '', site: textOf(req.query['site']), target };
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier: entered.identifier });
    const session = await currentSession(dependencies, req);
    const decision = decideStart({
      identifier: entered.identifier,
      namedSite: entered.site,
      site,
      target: allowedTarget(target, site?.targets ?? { publicUrl, defaultTarget: null, allowedTargets: [] }),
      wantsPassword: textOf(req.query['password']) !== null,
      isSignedIn: session !== null && site !== null && session.siteId === site.id,
    });
    const texts = messagesFor(languageOf(req)).signIn;
    const shown = {
      status: 200,
      site,
      entered: { ...entered, site: site?.slug ?? entered.site },
      errors: [],
      notice: null,
    };
    switch (decision.outcome) {
      case 'go_on':
        res.redirect(302, decision.target);
        return;
      case 'single_sign_on':
        leadToProvider(req, res, decision, target);
        return;
      case 'ask_identifier': {
        const { askSite, problem } = decision;
        const errors = problem === null ? [] : [{ field: 'site', text: texts.siteUnknown }];
        const status = problem === null ? 200 : 422;
        showPage(dependencies, req, res, { ...shown, status, errors, step: { ask: 'identifier', askSite } });
        return;
      }
      case 'ask_password': {
        const notice = decision.noConnection ? texts.noConnection : null;
        showPage(dependencies, req, res, { ...shown, notice, step: passwordStep(decision.askSite) });
        return;
      }
    }
  };
}

function leadToProvider(
  req: Request,
  res: Response,
  way: { readonly connection: string; readonly loginAddress: string; readonly byForm: boolean },
  target: string | null,
): void {
  const address = withTarget(way.loginAddress, target);
  if (!way.byForm) {
    res.redirect(302, address);
    return;
  }
  sendPage(res, 200, <RedirectPage language={languageOf(req)} href={address} destination={way.connection} />);
}

function signInByPassword(dependencies: SignInDependencies): RequestHandler {
  return async (req, res) => {
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const identifier = textOf(body['identifier']) ?? '';
    const entered = { identifier, site: textOf(body['site']), target: textOf(body['target']) };
    const { database, publicUrl } = dependencies;
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier });
    const verdict = await judge(
      dependencies,
      req,
      site,
      identifier,
      typeof body['password'] === 'string' ? body['password'] : '',
    );
    const texts = messagesFor(languageOf(req)).signIn;
    const shown = { site, entered, notice: null, step: passwordStep(site === null) };
    switch (verdict.outcome) {
      case 'right':
        if (site !== null && (await begin(dependencies, req, res, site, verdict.accountId))) {
          leadOn(req, res, decideTarget(entered.target, site.targets), publicUrl);
          return;
        }
        break;
      case 'throttled':
        res.set('Usher-Sso-Code', '16');
        showPage(dependencies, req, res, {
          ...shown,
          status: 403,
          errors: [{ field: 'password', text: texts.throttled }],
        });
        return;
      case 'wrong':
        break;
    }
    const errors = [{ field: 'password', text: texts.wrongPassword }];
    showPage(dependencies, req, res, { ...shown, status: 422, errors });
  };
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

function showPage(dependencies: SignInDependencies, req: Request, res: Response, shown: Shown): void {
  const { site, entered, step, errors, notice, status } = shown;
  const query = { ...(entered.site && { site: entered.site }), ...(entered.target && { target: entered.target }) };
  const password = { password: '1', ...(entered.identifier && { identifier: entered.identifier }), ...query };
  sendPage(
    res,
    status,
    <SignInPage
      language={languageOf(req)}
      step={step}
      siteName={site?.name ?? null}
      entered={entered}
      connections={(site?.connections ?? []).map(({ name, loginAddress }) => ({
        name,
        href: withTarget(loginAddress, entered.target),
      }))}
      passwordHref={step.ask === 'password' ? null : `/?${new URLSearchParams(password).toString()}`}
      changeUserHref={`/?${new URLSearchParams(query).toString()}`}
      errors={errors}
      notice={notice}
      demo={dependencies.demoLinks}
    />,
  );
}

function passwordStep(askSite: boolean): SignInStep {
  return { ask: 'password', action: '/sign-in/password', askSite };
}

function withTarget(loginAddress: string, target: string | null): string {
  return target === null ? loginAddress : `${loginAddress}?${new URLSearchParams({ target }).toString()}`;
}

/** Also null for what holds U+0000: no database stores it, so nothing of ours is called so. */
function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 4096 || text.includes('\0') ? null : text;
}
