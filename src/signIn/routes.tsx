import { Router, type Request, type RequestHandler, type Response } from 'express';
import { currentSession } from '../sessions';
import { allowedTarget, parseTarget } from '../sso';
import { languageOf, messagesFor, noticeOf, RedirectPage, sendPage } from '../web';
import { decideStart } from './decideStart';
import type { SignInDependencies } from './dependencies';
import { enteredText } from './enteredText';
import { linkRoutes } from './linkRoutes';
import { passwordRoutes } from './passwordRoutes';
import { passwordStep, showStart, withTarget } from './showStart';
import { findSignInSite } from './signInSite';

/**
 * `GET /` leads to the identity provider of the person's site or asks for what is missing. Below `/sign-in`: the password
 * of accounts with bypass, and the links that are mailed to their owners.
 */
export function signInRoutes(dependencies: SignInDependencies): Router {
  const router = Router();
  router.get('/', start(dependencies));
  router.use(passwordRoutes(dependencies));
  router.use(linkRoutes(dependencies));
  return router;
}

function start(dependencies: SignInDependencies): RequestHandler {
  const { database, publicUrl, demoLinks } = dependencies;
  return async (req, res) => {
    const target = parseTarget(req.originalUrl);
    const entered = {
      identifier: enteredText(req.query['identifier']) ?? '',
      site: enteredText(req.query['site']),
      target,
    };
    const site = await findSignInSite(database, publicUrl, { slug: entered.site, identifier: entered.identifier });
    const session = await currentSession(dependencies, req);
    const decision = decideStart({
      identifier: entered.identifier,
      namedSite: entered.site,
      site,
      target: allowedTarget(target, site?.targets ?? { publicUrl, defaultTarget: null, allowedTargets: [] }),
      wantsPassword: enteredText(req.query['password']) !== null,
      isSignedIn: session !== null && site !== null && session.siteId === site.id,
    });
    const texts = messagesFor(languageOf(req)).signIn;
    const shown = {
      status: 200,
      site,
      entered: { ...entered, site: site?.slug ?? entered.site },
      errors: [],
      notice: noticeOf(req, messagesFor(languageOf(req)).passwords.notices),
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
        showStart(demoLinks, req, res, { ...shown, status, errors, step: { ask: 'identifier', askSite } });
        return;
      }
      case 'ask_password': {
        const notice = shown.notice ?? (decision.noConnection ? texts.noConnection : null);
        showStart(demoLinks, req, res, { ...shown, notice, step: passwordStep(decision.askSite) });
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
