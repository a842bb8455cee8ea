import type { Refusal } from '../../../sso/catalogue';
import { judgeIssuer } from '../address';
import { maxAssertionAgeMs, maxSkewMs, parseDateTime } from '../dates';
import { readDocument, type XmlDocument } from '../document';
import { attributeOf } from '../element';
import { CheckList, fail, pass, type Failure } from '../judgement';
import { XmlViolation } from '../preCheck';
import { judgeCertificates } from '../runGate';
import { isNcName } from '../signatureShape';
import { authenticateLogout } from './authenticateLogout';
import { logoutCheckIds, type LogoutCheckId } from './checks';
import { decodeMessage } from './decodeMessage';
import {
  judgeLogoutDestination,
  judgeLogoutEnvelope,
  judgeLogoutRoot,
  judgeLogoutStatus,
  judgeLogoutTime,
  type LogoutClaims,
} from './judgeLogoutClaims';
import { isFailure, readArrival, type LogoutParts } from './readArrival';
import { readLogoutSubject } from './readLogoutSubject';
import type { LogoutArrival, LogoutGateSettings, LogoutResult, RefusedLogout } from './types';

const notJudged = 'It was not judged, as an earlier check failed.';
const judgedElsewhere = 'Judged from the database.';

/**
 * Judges one logout message against the settings of the connection it was sent to. Pure: the same arguments always give
 * the same answer. Only what a pinned key signed is read; whether a request came before, and whether a response is waited
 * for, is for the database to say (`refuseLogout`).
 */
export function runLogoutGate(arrival: LogoutArrival, settings: LogoutGateSettings, now: Date): LogoutResult {
  const list = new CheckList(logoutCheckIds);
  list.record('certificate_present', judgeCertificates(settings.gate));
  const parts = readArrival(arrival);
  if (isFailure(parts)) return refused(list, 'logout_parameters', parts);
  list.record('logout_parameters', pass(`One logout ${parts.kind} came by ${arrival.binding}.`));
  const document = readMessage(list, parts, arrival.binding);
  if (document === null) return refusedBy(list);
  list.record('logout_root', judgeLogoutRoot(parts.kind, document.root));
  if (!list.holds) return refusedBy(list);
  const root = authenticateLogout(list, { parts, document, settings: settings.gate, now }, arrival.binding);
  if (root === null) return refusedBy(list);
  return judgeVerified(list, parts, { kind: parts.kind, root, settings, now });
}

function readMessage(list: CheckList<LogoutCheckId>, parts: LogoutParts, binding: string): XmlDocument | null {
  const text = decodeMessage(parts.message, binding === 'redirect');
  list.record('logout_encoding', typeof text === 'string' ? pass('The message can be decoded.') : text);
  if (typeof text !== 'string') return null;
  try {
    const document = readDocument(text);
    list.record('xml', pass('The message is plain, well-formed XML.'));
    return document;
  } catch (error) {
    if (!(error instanceof XmlViolation)) throw error;
    list.record('xml', fail(30, 'logout_unreadable', { why: error.message, field: 'message', hint: error.message }));
    return null;
  }
}

/** From here on a pinned key vouches for every word. */
function judgeVerified(list: CheckList<LogoutCheckId>, parts: LogoutParts, claims: LogoutClaims): LogoutResult {
  list.record('logout_envelope', judgeLogoutEnvelope(claims));
  list.record('destination', judgeLogoutDestination(claims));
  const issuer = judgeIssuer(claims.root, claims.settings.gate.idpEntityId);
  list.record('issuer', issuer);
  list.record('logout_time', judgeLogoutTime(claims));
  if (claims.kind === 'response') return judgeResponse(list, claims.root);
  const subject = readLogoutSubject(claims);
  list.record('logout_subject', subject.judgement);
  const id = attributeOf(claims.root, 'ID') ?? '';
  const { relayState } = parts;
  if (!list.holds || subject.nameId === null) {
    const answer = issuer.passed === true && isNcName(id) ? { id, relayState } : null;
    return { ...refusedBy(list), signatureVerified: true, answer };
  }
  const { nameId, sessionIndexes } = subject;
  const message = { id, nameId, sessionIndexes, relayState, replayableUntil: replayableUntil(claims) };
  return { outcome: 'request', message, checks: list.checks(judgedElsewhere) };
}

/** Whatever skew the connection may be given later. */
function replayableUntil({ root, now }: LogoutClaims): Date {
  const issued = parseDateTime(attributeOf(root, 'IssueInstant') ?? '') ?? now;
  return new Date(issued.getTime() + maxAssertionAgeMs + maxSkewMs);
}

function judgeResponse(list: CheckList<LogoutCheckId>, root: Element): LogoutResult {
  const inResponseTo = attributeOf(root, 'InResponseTo') ?? '';
  if (!isNcName(inResponseTo)) list.record('logout_in_response_to', unexpectedResponse(inResponseTo));
  const mayGoOn = list.holds;
  const status = judgeLogoutStatus(root);
  list.record('status', status);
  // A status that is there, and not Success, is an answer all the same.
  if (!mayGoOn || (status.passed === false && status.code !== 1))
    return { ...refusedBy(list), signatureVerified: true };
  const message = { inResponseTo, problem: list.refusal() };
  return { outcome: 'response', message, checks: list.checks(judgedElsewhere) };
}

/** The failure of a LogoutResponse nobody waits for (code 28). */
export function unexpectedResponse(inResponseTo: string): Failure {
  return fail(28, 'logout_response_unexpected', {
    why: 'No open LogoutRequest of this connection has this ID.',
    field: 'InResponseTo',
    expected: 'an open LogoutRequest of this connection',
    received: inResponseTo === '' ? null : inResponseTo,
  });
}

/**
 * Turns a verified message into a refusal by what the database says: a request that was carried out before (30), a
 * response nobody waits for (28).
 */
export function refuseLogout(result: Exclude<LogoutResult, RefusedLogout>): RefusedLogout {
  const { failure, id } = stateFailure(result);
  const refusal: Refusal = { code: failure.code, findings: [failure.finding] };
  const checks = result.checks.map((check) =>
    check.id === id ? { id: check.id, passed: false, why: failure.why } : check,
  );
  const answer = result.outcome === 'request' ? { id: result.message.id, relayState: result.message.relayState } : null;
  return { outcome: 'refused', refusal, checks, signatureVerified: true, answer };
}

function stateFailure(result: Exclude<LogoutResult, RefusedLogout>): { failure: Failure; id: LogoutCheckId } {
  if (result.outcome === 'response') {
    return { failure: unexpectedResponse(result.message.inResponseTo), id: 'logout_in_response_to' };
  }
  const why = 'The LogoutRequest was carried out before.';
  const failure = fail(30, 'logout_request_replayed', { why, field: 'ID', received: result.message.id });
  return { failure, id: 'logout_not_replayed' };
}

function refused(list: CheckList<LogoutCheckId>, id: LogoutCheckId, failure: Failure): RefusedLogout {
  list.record(id, failure);
  return refusedBy(list);
}

function refusedBy(list: CheckList<LogoutCheckId>): RefusedLogout {
  const refusal = list.refusal();
  if (refusal === null) throw new Error('a refusal without a failing check');
  return { outcome: 'refused', refusal, checks: list.checks(notJudged), signatureVerified: false, answer: null };
}
