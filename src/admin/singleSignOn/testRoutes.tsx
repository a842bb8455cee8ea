import { Router, type RequestHandler } from 'express';
import { ensureBrowserBinding, PostRequestPage, readAttempt, readBrowserBinding, readTest, startTest } from '../../sso';
import { formActionFor, RedirectPage, sendNotFound, sendPage, sendTooMany } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { TestNotStartedPage } from './TestNotStartedPage';
import { TestResultPage } from './TestResultPage';

/** Test sign-ins: beginning one, and what came of it. */
export function testRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on';
  router.post(`${address}/connections/:connection/test`, requireAdmin('sso.edit'), start(dependencies));
  router.get(`${address}/tests/:test`, requireAdmin('sso.edit'), show(dependencies));
  return router;
}

function start(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const { language, actor, site } = reader;
    const connection = await dependencies.connections.current(site, String(req.params['connection']));
    if (connection === null) {
      sendNotFound(req, res);
      return;
    }
    const browserHash = ensureBrowserBinding(req, res, dependencies.cookies, dependencies.random);
    const tester = { actor, browserHash, clientAddress: req.ip ?? null };
    const started = await startTest(dependencies, connection, tester);
    res.set('Cache-Control', 'no-store');
    switch (started.outcome) {
      case 'refused':
        sendPage(
          res,
          422,
          <TestNotStartedPage reader={reader} name={connection.connection} refusal={started.refusal} />,
        );
        return;
      case 'used_up':
        sendTooMany(req, res, started.usedUp.until, dependencies.clock());
        return;
      case 'redirect':
        // A form that was posted must not be redirected to another origin.
        sendPage(
          res,
          200,
          <RedirectPage language={language} href={started.url} destination={new URL(started.url).host} />,
        );
        return;
      case 'post':
        formActionFor(res, started.action);
        sendPage(
          res,
          200,
          <PostRequestPage
            language={language}
            providerName={new URL(started.action).host}
            action={started.action}
            samlRequest={started.fields['SAMLRequest'] ?? ''}
            relayState={started.fields['RelayState'] ?? null}
          />,
        );
        return;
    }
  };
}

/** The result is for who began the test, in the browser in which they did. */
function show({ database, cookies, clock }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const { siteId, actor } = reader;
    const browserHash = readBrowserBinding(req, cookies);
    const test = await readTest(database, String(req.params['test']), { siteId, actor, browserHash });
    if (test === null) {
      sendNotFound(req, res);
      return;
    }
    const attempt = test.reference === null ? null : await readAttempt(database, siteId, test.reference, clock());
    const connection = await database.prisma.connection.findFirst({
      where: { id: test.connectionId, siteId },
      select: { name: true },
    });
    res.set('Cache-Control', 'no-store');
    sendPage(
      res,
      200,
      <TestResultPage reader={reader} connection={connection?.name ?? null} passed={test.passed} attempt={attempt} />,
    );
  };
}
