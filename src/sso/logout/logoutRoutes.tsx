import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { buildLogoutResponse, refuseLogout, runLogoutGate } from '../../saml';
import type { LogoutArrival, LogoutResult, RefusedLogout } from '../../saml';
import { ConnectionUnreadableError, type LoadedConnection } from '../../sites';
import { languageOf, sendPage } from '../../web';
import { SignedOutPage } from '../pages';
import { addressUnknown, switchedOff } from '../ssoDisabled';
import { formFields } from '../readPost';
import { refusalAnswer } from '../refusalAnswer';
import { newMessageId, type LogoutDependencies } from './dependencies';
import { closeLogoutRequest, endSessionsOfSubject } from './logoutStore';
import {
  answerTooMany,
  keepRefusedMessage,
  refuseUnreadMessage,
  refuseUnreadable,
  unreadMessage,
} from './refuseMessage';
import { sendLogoutMessage } from './sendLogoutMessage';

type Address = { site: string; connection: string };

/** A message of 64 KB in base64, percent-encoded, and some room. */
const largestBody = 192 * 1024;

/**
 * `GET, POST /saml/{site}/{connection}/logout`: logout messages of the identity provider, by redirect and by POST. A
 * LogoutRequest ends the sessions it names and is answered; a LogoutResponse ends a sign-out that began here. Neither needs
 * a cookie, and neither signs anybody in.
 */
export function logoutRoutes(dependencies: LogoutDependencies): Router {
  const router = Router();
  const address = '/saml/:site/:connection/logout';
  const body = express.raw({ type: 'application/x-www-form-urlencoded', limit: largestBody, inflate: false });
  const find = findConnection(dependencies);
  router.get(address, find, receive(dependencies, fromAddress));
  router.post(
    address,
    turnFloodAway(dependencies),
    find,
    body,
    receive(dependencies, fromForm),
    refuseBrokenBody(dependencies),
  );
  return router;
}

/** A client that this process knows to have posted too many forged messages is not even read. */
function turnFloodAway(dependencies: LogoutDependencies): RequestHandler<Address> {
  return (req, res, next) => {
    const until = dependencies.rateLimits.blockedUntil(req.ip ?? null, dependencies.clock());
    if (until === null) next();
    else answerTooMany(dependencies, req, res, until);
  };
}

function found(res: Response): LoadedConnection {
  return (res.locals as { logout: LoadedConnection }).logout;
}

function findConnection(dependencies: LogoutDependencies): RequestHandler<Address> {
  const { connections, metrics, publicUrl } = dependencies;
  return async (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    if (req.method === 'HEAD') {
      // Looking at an address must not sign anybody out.
      res.status(204).end();
      return;
    }
    try {
      const loaded = await connections.current(req.params.site, req.params.connection);
      if (loaded !== null) {
        (res.locals as { logout: LoadedConnection }).logout = loaded;
        next();
        return;
      }
    } catch (error) {
      if (!(error instanceof ConnectionUnreadableError)) throw error;
      await refuseUnreadable(dependencies, req, res, error);
      return;
    }
    // Nothing is stored for addresses nobody owns: otherwise strangers could fill the database.
    metrics.unstored.inc({ why: 'unknown_connection' });
    const refusal = addressUnknown(null);
    refusalAnswer(req, res, { refusal, reference: null, site: null, publicUrl, status: 404, of: 'logout' });
  };
}

/** The query as it stands in the address: what was signed is its octets. */
function fromAddress(req: Request): LogoutArrival {
  const at = req.originalUrl.indexOf('?');
  return { binding: 'redirect', query: at < 0 ? '' : req.originalUrl.slice(at + 1) };
}

/** Null when the body is no form. */
function fromForm(req: Request): LogoutArrival | null {
  if (!Buffer.isBuffer(req.body)) return null;
  return { binding: 'post', fields: formFields(req.body) };
}

function receive(dependencies: LogoutDependencies, read: (req: Request) => LogoutArrival | null): RequestHandler {
  return async (req, res) => {
    const connection = found(res);
    if (!connection.enabled) {
      await refuseUnreadMessage(dependencies, req, res, connection, switchedOff());
      return;
    }
    const arrival = read(req);
    if (arrival === null) {
      await refuseUnreadMessage(dependencies, req, res, connection, unreadMessage('a form', 'another content type'));
      return;
    }
    const settings = { gate: connection.gate, logoutUrl: connection.addresses.logout };
    const result = runLogoutGate(arrival, settings, dependencies.clock());
    await carryOut(dependencies, req, res, result);
  };
}

async function carryOut(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  result: LogoutResult,
): Promise<void> {
  switch (result.outcome) {
    case 'request':
      await signOut(dependencies, req, res, result);
      return;
    case 'response':
      await finish(dependencies, req, res, result);
      return;
    case 'refused':
      await refuse(dependencies, req, res, result);
      return;
  }
}

/** Success also when nobody was signed in here any more: what the identity provider wants is the case. */
async function signOut(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  result: Extract<LogoutResult, { outcome: 'request' }>,
): Promise<void> {
  const { database, clock, log } = dependencies;
  const connection = found(res);
  const { message } = result;
  const done = await endSessionsOfSubject(database, connection, message, connection.gate, clock());
  if (done.replayed) {
    await refuse(dependencies, req, res, refuseLogout(result));
    return;
  }
  const { site, connection: name } = connection;
  log.info('Signed out by the identity provider', { site, connection: name, ended: done.ended });
  const { id: inResponseTo, relayState } = message;
  const facts = { id: newMessageId(dependencies), issueInstant: clock() };
  const answer = buildLogoutResponse(connection.logout, { inResponseTo, success: true, relayState }, facts);
  if (answer.outcome !== 'refused') {
    sendLogoutMessage(req, res, answer, 'message');
    return;
  }
  log.warn('A LogoutRequest cannot be answered', { site, connection: name, field: answer.refusal.findings[0].field });
  showSignedOut(req, res, connection, false);
}

/** Nobody is signed in or out by it: the session ended when the request was made. */
async function finish(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  result: Extract<LogoutResult, { outcome: 'response' }>,
): Promise<void> {
  const connection = found(res);
  const { inResponseTo, problem } = result.message;
  const isOpen = await closeLogoutRequest(dependencies.database, connection, inResponseTo, dependencies.clock());
  if (!isOpen) {
    await refuse(dependencies, req, res, refuseLogout(result));
    return;
  }
  if (problem !== null) {
    const refused = { ...result, outcome: 'refused' as const, refusal: problem, signatureVerified: true, answer: null };
    const reference = await keepRefusedMessage(dependencies, req, res, connection, refused);
    if (reference === null) return;
    res.set('Usher-Sso-Code', String(problem.code)).set('Usher-Reference', reference);
  }
  showSignedOut(req, res, connection, problem !== null);
}

/** The genuine identity provider is answered, so that it need not wait; anybody else sees why. */
async function refuse(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  result: RefusedLogout,
): Promise<void> {
  const connection = found(res);
  const reference = await keepRefusedMessage(dependencies, req, res, connection, result);
  if (reference === null) return;
  const { refusal, answer: waiting } = result;
  if (waiting !== null) {
    const facts = { id: newMessageId(dependencies), issueInstant: dependencies.clock() };
    const said = { inResponseTo: waiting.id, success: false, relayState: waiting.relayState };
    const answer = buildLogoutResponse(connection.logout, said, facts);
    if (answer.outcome !== 'refused') {
      res.set('Usher-Sso-Code', String(refusal.code)).set('Usher-Reference', reference);
      sendLogoutMessage(req, res, answer, 'message');
      return;
    }
  }
  const status = refusal.code === 30 || refusal.code === 29 ? { status: 400 } : {};
  const { publicUrl } = dependencies;
  refusalAnswer(req, res, { refusal, reference, site: connection, publicUrl, of: 'logout', ...status });
}

function showSignedOut(req: Request, res: Response, { site }: LoadedConnection, idpSessionMayContinue: boolean): void {
  const signInHref = `/?${new URLSearchParams({ site }).toString()}`;
  const page = (
    <SignedOutPage language={languageOf(req)} signInHref={signInHref} idpSessionMayContinue={idpSessionMayContinue} />
  );
  sendPage(res, 200, page);
}

/** The body parser's own refusals: too large, compressed, broken off. */
function refuseBrokenBody(dependencies: LogoutDependencies): ErrorRequestHandler {
  return async (error: { status?: unknown; type?: unknown }, req, res, next) => {
    if (typeof error.status !== 'number' || error.status >= 500) {
      next(error);
      return;
    }
    const refusal = unreadMessage(`a complete form of at most ${largestBody} bytes`, String(error.type));
    await refuseUnreadMessage(dependencies, req, res, found(res), refusal, error.status);
  };
}
