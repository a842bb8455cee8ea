import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Metrics } from '../health';
import { ConnectionUnreadableError, type LoadedConnection } from '../sites';
import type { Counted, UsedUp } from '../rateLimits';
import { sendBusy, sendTooMany } from '../web';
import { recordAttempt, refusedAttempt, type Attempt } from './attempts';
import type { Refusal } from './catalogue';
import { countRefusal } from './countRefusal';
import { readPost } from './readPost';
import { refusalAnswer } from './refusalAnswer';
import { receiveResponse, type SignInContext, type SignInOutcome } from './signIn';
import { addressUnknown, switchedOff } from './ssoDisabled';
import { findOpenTest, testResultPath } from './testSignIn';

/** What the assertion consumer service needs. */
export interface AcsDependencies extends SignInContext {
  readonly metrics: Metrics;
}

const largestBody = 512 * 1024;

/**
 * The assertion consumer service: `POST /saml/{site}/{connection}/acs`. It needs no cookie: what passed is parked, and
 * the browser completes it on our own origin. Any other method answers 405 with code 5.
 */
export function acsRoutes(dependencies: AcsDependencies): Router {
  const router = Router();
  const address = '/saml/:site/:connection/acs';
  const find = findConnection(dependencies);
  const body = express.raw({ type: () => true, limit: largestBody, inflate: false });
  router.post(
    address,
    turnFloodAway(dependencies),
    find,
    body,
    receivePost(dependencies),
    refuseUnreadableBody(dependencies),
  );
  router.all(address, find, refuseMethod(dependencies));
  return router;
}

/** What `findConnection` leaves for the handlers behind it. */
interface Found {
  readonly loaded: LoadedConnection;
  readonly startedMs: number;
}

function found(res: Response): Found {
  return (res.locals as { acs: Found }).acs;
}

/** A client that this process knows to have posted too many forged responses is not even read. */
function turnFloodAway(dependencies: AcsDependencies): RequestHandler<{ site: string; connection: string }> {
  return (req, res, next) => {
    const until = dependencies.rateLimits.blockedUntil(req.ip ?? null, dependencies.clock());
    if (until === null) next();
    else answerTooMany(dependencies, req, res, until);
  };
}

/** Nothing is stored, so there is no code and no reference. */
function answerTooMany({ metrics, clock }: AcsDependencies, req: Request, res: Response, until: Date): void {
  metrics.unstored.inc({ why: 'rate_limited' });
  sendTooMany(req, res, until, clock());
}

function findConnection(dependencies: AcsDependencies): RequestHandler<{ site: string; connection: string }> {
  const { connections, elapsed } = dependencies;
  return async (req, res, next) => {
    const { site, connection } = req.params;
    let loaded: LoadedConnection | null;
    try {
      loaded = await connections.get(site, connection);
      // What is kept may be out of date; a passing judgement notices, a switched-off connection never gets that far.
      if (loaded?.enabled === false) loaded = await connections.current(site, connection);
    } catch (error) {
      if (!(error instanceof ConnectionUnreadableError)) throw error;
      await refuseUnreadable(dependencies, req, res, error);
      return;
    }
    if (loaded === null) {
      refuseUnknown(dependencies, req, res);
      return;
    }
    (res.locals as { acs: Found }).acs = { loaded, startedMs: elapsed() };
    next();
  };
}

/** Nothing is stored for addresses nobody owns: otherwise strangers could fill the database. */
function refuseUnknown({ metrics, publicUrl }: AcsDependencies, req: Request, res: Response): void {
  metrics.unstored.inc({ why: 'unknown_connection' });
  const refusal = addressUnknown(req.path);
  refusalAnswer(req, res, { publicUrl, refusal, reference: null, site: null });
}

function receivePost(dependencies: AcsDependencies): RequestHandler {
  return async (req, res) => {
    const { loaded, startedMs } = found(res);
    const post = readPost(req.get('content-type'), req.body);
    const testId = post.outcome === 'problem' ? null : await findOpenTest(dependencies, loaded, post.relayState);
    if (!loaded.enabled && testId === null) {
      await refuse(dependencies, req, res, switchedOff());
      return;
    }
    if (post.outcome === 'problem') {
      await refuse(dependencies, req, res, post.refusal);
      return;
    }
    let outcome: SignInOutcome;
    try {
      outcome = await receiveResponse(dependencies, loaded, { ...post, clientAddress: req.ip ?? null, testId });
    } catch (error) {
      // They were changed since they were last loaded, and not for the better.
      if (!(error instanceof ConnectionUnreadableError)) throw error;
      await refuseUnreadable(dependencies, req, res, error);
      return;
    }
    count(dependencies, outcome);
    dependencies.metrics.acsSeconds.observe((dependencies.elapsed() - startedMs) / 1000);
    await answer(dependencies, req, res, outcome);
  };
}

async function answer(
  dependencies: AcsDependencies,
  req: Request,
  res: Response,
  outcome: SignInOutcome,
): Promise<void> {
  const { loaded } = found(res);
  switch (outcome.kind) {
    case 'parked':
      res.redirect(303, `${loaded.addresses.complete}?code=${outcome.code}`);
      return;
    case 'restart':
      res.redirect(303, restartAddress(loaded, outcome.attempt, outcome.target));
      return;
    case 'refused':
      logRefusal(dependencies, req, outcome.attempt);
      refusalAnswer(req, res, {
        publicUrl: dependencies.publicUrl,
        refusal: outcome.refusal,
        reference: outcome.attempt.reference,
        // The one that was judged by: it may have been loaded anew meanwhile.
        site: (await dependencies.connections.get(loaded.site, loaded.connection)) ?? loaded,
      });
      return;
    case 'tested':
      res.redirect(303, testResultPath(loaded.site, outcome.testId));
      return;
    case 'limited':
      answerUsedUp(dependencies, req, res, outcome.usedUp);
      return;
    case 'disabled':
      await refuse(dependencies, req, res, switchedOff());
      return;
    case 'gone':
      refuseUnknown(dependencies, req, res);
      return;
    case 'unavailable':
      dependencies.metrics.unstored.inc({ why: 'unavailable' });
      sendBusy(req, res);
      return;
  }
}

function restartAddress(connection: LoadedConnection, attempt: Attempt, target: string | null): string {
  const query = new URLSearchParams({ restart: attempt.reference, ...(target === null ? {} : { target }) });
  return `${connection.addresses.login}?${query.toString()}`;
}

function refuseMethod(dependencies: AcsDependencies): RequestHandler {
  return async (req, res) => {
    res.set('Allow', 'POST');
    const refusal: Refusal = {
      code: 5,
      findings: [{ reason: 'method_not_post', field: 'method', expected: 'POST', received: req.method }],
    };
    await refuse(dependencies, req, res, refusal, 405);
  };
}

/** The body parser's own refusals: too large, compressed, broken off. */
function refuseUnreadableBody(dependencies: AcsDependencies): ErrorRequestHandler {
  return async (error: { status?: unknown; type?: unknown }, req, res, next) => {
    if (typeof error.status !== 'number' || error.status >= 500) {
      next(error);
      return;
    }
    await refuse(dependencies, req, res, unreadableBody(error.status, String(error.type)));
  };
}

function unreadableBody(status: number, problem: string): Refusal {
  const refusal = (reason: 'too_large' | 'content_type_wrong' | 'form_unusable', expected: string): Refusal => ({
    code: 6,
    findings: [{ reason, field: 'body', expected, received: problem }],
  });
  if (status === 413) return refusal('too_large', `at most ${largestBody} bytes`);
  if (status === 415) return refusal('content_type_wrong', 'no content encoding');
  return refusal('form_unusable', 'a complete form');
}

/** Code 9: the settings are there but cannot be read. Fails closed, and the attempt names the field. */
async function refuseUnreadable(
  dependencies: AcsDependencies,
  req: Request,
  res: Response,
  error: ConnectionUnreadableError,
): Promise<void> {
  const expected = 'settings that can be read';
  const refusal: Refusal = {
    code: 9,
    findings: [{ reason: 'configuration_unreadable', field: null, expected, received: error.message }],
  };
  dependencies.log.error('The settings of a connection cannot be read', { path: req.path, error, cause: error.cause });
  if (error.owner === null) {
    refusalAnswer(req, res, { publicUrl: dependencies.publicUrl, refusal, reference: null, site: null });
    return;
  }
  const reference = await recordRefusal(dependencies, req, res, error.owner, refusal);
  if (reference === null) return;
  refusalAnswer(req, res, { publicUrl: dependencies.publicUrl, refusal, reference, site: null });
}

function answerUsedUp(dependencies: AcsDependencies, req: Request, res: Response, usedUp: UsedUp): void {
  dependencies.rateLimits.remember(usedUp);
  answerTooMany(dependencies, req, res, usedUp.until);
}

/** Keeps the attempt of a post that never reached the gate, and gives its reference; null when it was one too many. */
async function recordRefusal(
  dependencies: AcsDependencies,
  req: Request,
  res: Response,
  { siteId, connectionId }: Pick<LoadedConnection, 'siteId' | 'connectionId'>,
  refusal: Refusal,
): Promise<string | null> {
  const check = { id: 'post', passed: false, why: 'The post could not be used; nothing further ran.' };
  const facts = { siteId, connectionId, kind: 'acs', refusal, check, clientAddress: req.ip ?? null } as const;
  const attempt = refusedAttempt(facts, dependencies.clock(), dependencies.random);
  // Any page can make a browser send something else than a post: that must not close the door to its whole company.
  const counted: Counted = req.method === 'POST' ? 'forged' : 'refused';
  const limits = dependencies.rateLimits.of(counted, attempt.clientAddress, connectionId);
  const usedUp = await recordAttempt(dependencies.database, attempt, limits);
  if (usedUp !== null) {
    answerUsedUp(dependencies, req, res, usedUp);
    return null;
  }
  countRefusal(dependencies.metrics, refusal);
  logRefusal(dependencies, req, attempt);
  return attempt.reference;
}

/** Refuses a post that never reached the gate: the attempt is all there is to write. */
async function refuse(
  dependencies: AcsDependencies,
  req: Request,
  res: Response,
  refusal: Refusal,
  status?: number,
): Promise<void> {
  const { loaded } = found(res);
  const reference = await recordRefusal(dependencies, req, res, loaded, refusal);
  if (reference === null) return;
  refusalAnswer(req, res, {
    publicUrl: dependencies.publicUrl,
    refusal,
    reference,
    site: loaded,
    ...(status === undefined ? {} : { status }),
  });
}

/** What left no attempt is counted where it is answered. */
function count({ metrics }: AcsDependencies, outcome: SignInOutcome): void {
  if (outcome.kind === 'refused') countRefusal(metrics, outcome.refusal);
  if (outcome.kind === 'parked' || outcome.kind === 'restart') metrics.attempts.inc({ outcome: outcome.kind, code: 0 });
}

function logRefusal({ log }: AcsDependencies, req: Request, attempt: Attempt): void {
  const reasons = attempt.findings.map(({ reason }) => reason);
  log.info('Sign-in refused', { path: req.path, reference: attempt.reference, code: attempt.code, reasons });
}
