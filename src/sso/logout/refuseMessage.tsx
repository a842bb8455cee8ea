import type { Request, Response } from 'express';
import type { RefusedLogout } from '../../saml';
import type { UsedUp } from '../../rateLimits';
import type { ConnectionUnreadableError, LoadedConnection } from '../../sites';
import { sendTooMany } from '../../web';
import { recordAttempt, refusedAttempt, type Attempt } from '../attempts';
import type { Check, Refusal } from '../catalogue';
import { countRefusal } from '../countRefusal';
import { refusalAnswer } from '../refusalAnswer';
import type { LogoutDependencies } from './dependencies';
import type { LogoutOwner } from './logoutStore';

/** Nothing is stored, so there is no code and no reference. */
export function answerTooMany({ metrics, clock }: LogoutDependencies, req: Request, res: Response, until: Date): void {
  metrics.unstored.inc({ why: 'rate_limited' });
  sendTooMany(req, res, until, clock());
}

/** Keeps the attempt of a refused logout message and gives its reference; null when it was one too many and 429 was answered. */
export function keepRefusedMessage(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  owner: LogoutOwner,
  { refusal, checks, signatureVerified }: Pick<RefusedLogout, 'refusal' | 'checks' | 'signatureVerified'>,
): Promise<string | null> {
  const { siteId, connectionId } = owner;
  const check: Check = checks.find(({ passed }) => passed === false) ?? {
    id: 'logout',
    passed: false,
    why: 'Refused.',
  };
  const request = { siteId, connectionId, kind: 'logout' as const, refusal, check, clientAddress: req.ip ?? null };
  const attempt = refusedAttempt(request, dependencies.clock(), dependencies.random);
  return keep(dependencies, req, res, { ...attempt, checks, verified: signatureVerified });
}

async function keep(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  attempt: Attempt,
): Promise<string | null> {
  const { database, rateLimits, metrics, log } = dependencies;
  // Any page can make a browser send a GET; nobody genuine is behind a post that no key of the connection signed.
  const counted = req.method === 'POST' && !attempt.verified ? 'forged' : 'refused';
  const limits = rateLimits.of(counted, attempt.clientAddress, attempt.connectionId);
  const usedUp: UsedUp | null = await recordAttempt(database, attempt, limits);
  if (usedUp !== null) {
    rateLimits.remember(usedUp);
    answerTooMany(dependencies, req, res, usedUp.until);
    return null;
  }
  const [finding] = attempt.findings;
  if (attempt.code !== null && finding !== undefined) {
    countRefusal(metrics, { code: attempt.code, findings: [finding, ...attempt.findings.slice(1)] });
  }
  const reasons = attempt.findings.map(({ reason }) => reason);
  log.info('Logout message refused', { path: req.path, reference: attempt.reference, code: attempt.code, reasons });
  return attempt.reference;
}

/** Code 30 for a post that holds no message the gate could read. */
export function unreadMessage(expected: string, received: string): Refusal {
  return { code: 30, findings: [{ reason: 'logout_parameters', field: 'body', expected, received }] };
}

/** Refuses what never reached the gate. */
export async function refuseUnreadMessage(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  connection: LoadedConnection,
  refusal: Refusal,
  status?: number,
): Promise<void> {
  const checks = [{ id: 'logout', passed: false, why: 'No logout message could be read.' }];
  const refused = { refusal, checks, signatureVerified: false };
  const reference = await keepRefusedMessage(dependencies, req, res, connection, refused);
  if (reference === null) return;
  const { publicUrl } = dependencies;
  const httpStatus = status ?? (refusal.code === 30 ? 400 : 403);
  refusalAnswer(req, res, { refusal, reference, site: connection, publicUrl, of: 'logout', status: httpStatus });
}

/** Code 9: the settings are there but cannot be read. Fails closed, and the attempt names the field. */
export async function refuseUnreadable(
  dependencies: LogoutDependencies,
  req: Request,
  res: Response,
  error: ConnectionUnreadableError,
): Promise<void> {
  const { log, publicUrl } = dependencies;
  const expected = 'settings that can be read';
  const finding = { reason: 'configuration_unreadable', field: null, expected, received: error.message } as const;
  const refusal: Refusal = { code: 9, findings: [finding] };
  log.error('The settings of a connection cannot be read', { path: req.path, error, cause: error.cause });
  const checks = [{ id: 'logout', passed: false, why: error.message }];
  const refused = { refusal, checks, signatureVerified: false };
  const reference =
    error.owner === null ? null : await keepRefusedMessage(dependencies, req, res, error.owner, refused);
  if (error.owner !== null && reference === null) return;
  refusalAnswer(req, res, { refusal, reference, site: null, publicUrl, of: 'logout' });
}
