import type { Request, Response } from 'express';
import { isDatabaseUnavailable, type Database } from '../../db';
import type { Metrics } from '../../health';
import type { Log } from '../../log';
import { requestIdOf } from '../../requestId';
import { chooseLanguage } from '../../web';
import { mailHeld, type HeldMailDependencies } from '../brake';
import type { Provisioning, ScimCall } from '../call';
import type { CallLog } from '../calls';
import { challenges, provisioningAddress } from '../credentials';
import { errorBody, scimError, ScimError, type ErrorLanguage } from '../protocol/errors';
import type { BodyMemory } from './bodyMemory';
import { admit, requireSameClient, type AdmitDependencies } from './admit';
import { carryOut } from './carryOut';
import type { Endpoint } from './endpoints';
import type { Exchange } from './exchange';
import { answerType, scimJson } from './mediaTypes';
import { sendReply, type Reply } from './reply';
import type { ScimServices } from './scimRequest';
import { Standing } from './standing';

/** What answering a call needs. */
export interface ServeDependencies extends AdmitDependencies, ScimServices, HeldMailDependencies {
  readonly database: Database;
  readonly bodyMemory: BodyMemory;
  readonly callLog: CallLog;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'scimCalls' | 'scimSeconds' | 'scimUnstored'>;
  readonly clock: () => Date;
  /** Milliseconds that only grow. */
  readonly elapsed: () => number;
}

/** What an address means: an endpoint, or why it is none. */
export type Target = { readonly endpoint: Endpoint; readonly id: string } | { readonly error: unknown };

/** How a call is going to be answered. */
interface Answer {
  readonly reply: Reply;
  readonly error: ScimError | null;
}

/** nginx's status for a client that did not wait for the answer; never sent, only logged. */
const clientGone = 499;

/** Answers one call: who it is, whether it may come, what it does; then sends, logs and counts. Never throws. */
export async function serveCall(
  dependencies: ServeDependencies,
  req: Request,
  res: Response,
  target: Target,
): Promise<void> {
  const { callLog, clock, elapsed, metrics } = dependencies;
  const [now, started] = [clock(), elapsed()];
  const signal = hangUpSignal(res);
  const context = {
    headers: {} as Record<string, string>,
    exchange: null as Exchange | null,
    stopped: undefined as string | undefined,
  };
  let isStored = true;
  const answer = await answerOf(dependencies, req, target, async () => {
    const admitted = await admit(dependencies, req, now);
    context.exchange = admitted.exchange;
    if (admitted.kind === 'refused') {
      context.headers = admitted.headers;
      context.stopped = admitted.stopped;
      isStored = admitted.isStored;
      throw admitted.error;
    }
    if ('error' in target) throw target.error;
    const { provisioning, exchange } = admitted;
    const standing = new Standing(() => requireSameClient(dependencies, req, provisioning, clock()), elapsed);
    const requireStanding = () => standing.require();
    const baseUrl = baseUrlOf(dependencies, provisioning);
    const tellHeld: ScimCall['tellHeld'] = (tx, counted) => mailHeld(dependencies, tx, { provisioning, now }, counted);
    const call = exchange.callFor({ provisioning, baseUrl, signal, requireStanding, tellHeld }, callLog);
    return carryOut(dependencies, { req, res, target, call, exchange, standing, language: languageOf(req) });
  });
  const { error } = answer;
  const isGone = signal.aborted;
  const reply = { ...answer.reply, headers: { ...answer.reply.headers, ...context.headers } };
  const text = isGone ? null : sendReply(res, reply, typeOf(req));
  const durationMs = elapsed() - started;
  const { exchange, stopped } = context;
  if (!exchange || !isStored) {
    metrics.scimUnstored.inc({
      why: reply.status === 429 ? 'rate_limited' : reply.status === 401 ? 'unauthenticated' : 'failed',
    });
    return;
  }
  const end = {
    durationMs,
    effect: answer.reply.effect,
    responseBody: text,
    ...(stopped !== undefined && { stopped }),
  };
  if (isGone) exchange.note('the client hung up before it was answered');
  // What was done stays done, whoever is there to hear of it.
  const wasCutShort = isGone && error !== null;
  const record = exchange.record({
    ...end,
    status: wasCutShort ? clientGone : reply.status,
    error: wasCutShort ? null : error,
  });
  callLog.add(record);
  metrics.scimCalls.inc({ outcome: record.outcome, error: String(record.errorId ?? '') });
  metrics.scimSeconds.observe(durationMs / 1_000);
}

async function answerOf(
  { log }: ServeDependencies,
  req: Request,
  target: Target,
  act: () => Promise<Reply>,
): Promise<Answer> {
  try {
    return { reply: await act(), error: null };
  } catch (thrown) {
    const error = errorOf(thrown);
    if (error.id === 28)
      log.error('SCIM call failed', { requestId: requestIdOf(req.res ?? { locals: {} }), error: thrown });
    return { reply: errorReply(error, target, req), error };
  }
}

/** What is answered for whatever was thrown: nothing of it but when it is ours to say. */
export function errorOf(thrown: unknown): ScimError {
  if (thrown instanceof ScimError) return thrown;
  return isDatabaseUnavailable(thrown) ? scimError('unavailable') : scimError(28);
}

/** Whole seconds: clients read nothing else. An administrator has to let a held provisioning go on, which takes a while. */
const retryAfterSeconds: Readonly<Partial<Record<ScimError['id'], number>>> = { brake_held: 3_600, unavailable: 5 };

function errorReply(error: ScimError, target: Target, req: Request): Reply {
  const wait = retryAfterSeconds[error.id];
  const headers = {
    ...(wait !== undefined && { 'Retry-After': String(wait) }),
    ...(error.status === 401 && { 'WWW-Authenticate': challenges }),
    ...(error.status === 405 && { Allow: allowedOf(target, req.method) }),
  };
  return { status: error.status, headers, body: errorBody(error, languageOf(req)), effect: null };
}

/** The methods of an address; a method that this very resource refuses is not among them. */
function allowedOf(target: Target, refused: string): string {
  const methods = 'endpoint' in target ? Object.keys(target.endpoint.methods) : [];
  return methods.filter((method) => method !== refused).join(', ');
}

/** Null without an Accept-Language, or one that takes any: then errors are the bare ones of the RFC. */
function languageOf(req: Request): ErrorLanguage | null {
  const header = req.get('accept-language');
  return header === undefined || header.trim() === '*' ? null : chooseLanguage(header);
}

function typeOf(req: Request): string {
  return req.get('accept') === undefined ? scimJson : answerType(req.get('accept'));
}

function baseUrlOf({ publicUrl }: ServeDependencies, { id }: Provisioning): string {
  return provisioningAddress(publicUrl, id);
}

/** Aborted when the client closes the connection before it has its answer. */
function hangUpSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
