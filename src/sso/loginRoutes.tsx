import { createHash } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Database } from '../db';
import type { Metrics } from '../health';
import type { Log } from '../log';
import type { RateLimits, UsedUp } from '../rateLimits';
import { buildAuthnRequest } from '../saml';
import type { SessionCookies } from '../sessions';
import type { ConnectionCache, LoadedConnection } from '../sites';
import { formActionFor, languageOf, sendPage, sendTooMany } from '../web';
import { parseReference, recordAttempt, refusedAttempt } from './attempts';
import { ensureBrowserBinding } from './browserBinding';
import type { Refusal } from './catalogue';
import { countRefusal } from './countRefusal';
import { allowedTarget } from './decideTarget';
import { PostRequestPage } from './pages';
import { refusalAnswer } from './refusalAnswer';
import { readRestart, storeRequest } from './requestStore';
import { addressUnknown, switchedOff } from './ssoDisabled';

/** What starting a sign-in needs of the process around it. */
export interface LoginDependencies {
  readonly database: Database;
  readonly connections: ConnectionCache;
  readonly cookies: SessionCookies;
  readonly rateLimits: RateLimits;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

type Address = { site: string; connection: string };

/**
 * `GET /saml/{site}/{connection}/login?target=&prompt=login&restart=`: remembers the request and the browser, and sends the
 * browser to the identity provider. `restart` names the attempt of an unsolicited response that is started again.
 */
export function loginRoutes(dependencies: LoginDependencies): Router {
  const router = Router();
  const address = '/saml/:site/:connection/login';
  router.get(address, login(dependencies));
  return router;
}

function login(dependencies: LoginDependencies): RequestHandler<Address> {
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    if (req.method === 'HEAD') {
      // Looking at an address must not begin a sign-in.
      res.status(204).end();
      return;
    }
    const connection = await dependencies.connections.current(req.params.site, req.params.connection);
    if (connection === null) {
      // Nothing is stored for addresses nobody owns: otherwise strangers could fill the database.
      dependencies.metrics.unstored.inc({ why: 'unknown_connection' });
      refusalAnswer(req, res, {
        refusal: addressUnknown(null),
        reference: null,
        site: null,
        publicUrl: dependencies.publicUrl,
        status: 404,
      });
      return;
    }
    if (!connection.enabled) {
      await refuse(dependencies, req, res, connection, switchedOff());
      return;
    }
    await sendRequest(dependencies, req, res, connection);
  };
}

async function sendRequest(
  dependencies: LoginDependencies,
  req: Request<Address>,
  res: Response,
  connection: LoadedConnection,
): Promise<void> {
  const now = dependencies.clock();
  const browserHash = ensureBrowserBinding(req, res, dependencies.cookies, dependencies.random);
  const restart = await findRestart(dependencies, req, connection, browserHash, now);
  if (restart.kind === 'loops') {
    await refuse(dependencies, req, res, connection, idpIgnoresRequests());
    return;
  }
  const relayHandle = restart.kind === 'restart' ? restart.relayHandle : dependencies.random(24).toString('base64url');
  const id = `_${dependencies.random(20).toString('hex')}`;
  const forceAuthn = req.query['prompt'] === 'login';
  const request = await buildAuthnRequest(connection.login, {
    id,
    issueInstant: now,
    forceAuthn,
    relayState: relayHandle,
  });
  if (request.outcome === 'refused') {
    await refuse(dependencies, req, res, connection, request.refusal);
    return;
  }
  const target =
    typeof req.query['target'] === 'string' ? allowedTarget(req.query['target'], connection.targets) : null;
  const { siteId, connectionId } = connection;
  const isRestart = restart.kind === 'restart';
  const kind = { forceAuthn, isRestart, isTest: false };
  const open = { id, siteId, connectionId, relayHandle, browserHash, target, ...kind, createdAt: now };
  // By address alone: if all clients shared a limit on a connection, any of them could keep everybody else from starting.
  const limits = dependencies.rateLimits.of('login', req.ip ?? null, null);
  const stored = await storeRequest(dependencies.database, open, limits);
  if (stored.outcome === 'used_up') {
    answerUsedUp(dependencies, req, res, stored.usedUp);
    return;
  }
  if (stored.outcome === 'handle_taken') {
    // The same marker was opened twice at once: this one starts as anybody would.
    res.redirect(303, connection.addresses.login);
    return;
  }
  if (request.outcome === 'redirect') {
    res.redirect(302, request.url);
    return;
  }
  showPost(req, res, request.action, request.fields);
}

function showPost(req: Request, res: Response, action: string, fields: Readonly<Record<string, string>>): void {
  formActionFor(res, action);
  sendPage(
    res,
    200,
    <PostRequestPage
      language={languageOf(req)}
      providerName={new URL(action).host}
      action={action}
      samlRequest={fields['SAMLRequest'] ?? ''}
      relayState={fields['RelayState'] ?? null}
    />,
  );
}

type Restart =
  { readonly kind: 'none' } | { readonly kind: 'loops' } | { readonly kind: 'restart'; readonly relayHandle: string };

/** A marker that is made up, too old or used before starts an ordinary sign-in: a person may press "back" and reload. */
async function findRestart(
  { database }: LoginDependencies,
  req: Request,
  { siteId, connectionId }: LoadedConnection,
  browserHash: string,
  now: Date,
): Promise<Restart> {
  const marker = req.query['restart'];
  const reference = typeof marker === 'string' ? parseReference(marker) : null;
  if (reference === null) return { kind: 'none' };
  // One attempt, one handle: the unique key of the handles makes the marker good once.
  const relayHandle = createHash('sha256').update(`restart ${siteId} ${reference}`).digest('base64url');
  const state = await readRestart(database, { siteId, connectionId, reference, relayHandle, browserHash, now });
  if (!state.genuine) return { kind: 'none' };
  return state.loops ? { kind: 'loops' } : { kind: 'restart', relayHandle };
}

function answerUsedUp({ metrics, clock }: LoginDependencies, req: Request, res: Response, { until }: UsedUp): void {
  metrics.unstored.inc({ why: 'rate_limited' });
  sendTooMany(req, res, until, clock());
}

async function refuse(
  dependencies: LoginDependencies,
  req: Request,
  res: Response,
  connection: LoadedConnection,
  refusal: Refusal,
): Promise<void> {
  const { database, metrics, log, clock, random, publicUrl, rateLimits } = dependencies;
  const attempt = refusedAttempt(
    {
      siteId: connection.siteId,
      connectionId: connection.connectionId,
      kind: 'login',
      refusal,
      check: { id: 'login', passed: false, why: 'No request was sent to the identity provider.' },
      clientAddress: req.ip ?? null,
    },
    clock(),
    random,
  );
  const limits = rateLimits.of('refused', attempt.clientAddress, connection.connectionId);
  const usedUp = await recordAttempt(database, attempt, limits);
  if (usedUp !== null) {
    answerUsedUp(dependencies, req, res, usedUp);
    return;
  }
  const { site, connection: name } = connection;
  const reasons = refusal.findings.map(({ reason }) => reason);
  countRefusal(metrics, refusal);
  log.info('Sign-in could not start', {
    site,
    connection: name,
    reference: attempt.reference,
    code: refusal.code,
    reasons,
  });
  refusalAnswer(req, res, { refusal, reference: attempt.reference, site: connection, publicUrl });
}

function idpIgnoresRequests(): Refusal {
  const expected = 'an answer to the request of two minutes ago or less';
  return {
    code: 28,
    findings: [
      {
        reason: 'idp_ignores_requests',
        field: 'InResponseTo',
        expected,
        received: 'another response without a request',
      },
    ],
  };
}
