import type { Request, Response } from 'express';
import type { ScimCall } from '../call';
import { scimError, type ErrorLanguage, type ScimError } from '../protocol/errors';
import type { Json } from '../protocol/schema';
import { addressOf } from './admit';
import type { HeldBody } from './bodyMemory';
import { runBulk, type BulkOperation, type BulkStep } from './bulk';
import { endpoints, findEndpoint, type Endpoint, type Method } from './endpoints';
import type { Exchange } from './exchange';
import { decodeBody, parseBody } from './parseBody';
import { noParameters, parseQuery } from './parseQuery';
import { bodyLimits, readBody } from './readBody';
import type { Reply } from './reply';
import type { Handler, ScimServices } from './scimRequest';
import { errorOf, type ServeDependencies } from './serveCall';
import type { Standing } from './standing';

/** A call that was let in, on its way to its endpoint. */
export interface AdmittedCall {
  readonly req: Request;
  readonly res: Response;
  readonly target: { readonly endpoint: Endpoint; readonly id: string };
  readonly call: ScimCall;
  readonly exchange: Exchange;
  readonly standing: Standing;
  /** Of errors within a bulk answer. */
  readonly language: ErrorLanguage | null;
}

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Reads the request and carries it out.
 *
 * @throws ScimError whatever refuses it; anything else is a failure of ours
 */
export async function carryOut(dependencies: ServeDependencies, admitted: AdmittedCall): Promise<Reply> {
  const { req, target, call } = admitted;
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const handler = handlerOf(target.endpoint, method);
  if (!handler) throw scimError(9);
  if (!withBody.has(method)) return answer(dependencies, admitted, handler, null);
  const { limit } = target.endpoint;
  const held = dependencies.bodyMemory.take(call.provisioning.id, announcedLength(req, bodyLimits[limit]));
  if (held === null) throw noRoom();
  try {
    return await answer(dependencies, admitted, handler, held);
  } finally {
    held.release();
  }
}

async function answer(
  dependencies: ServeDependencies,
  admitted: AdmittedCall,
  handler: Handler | 'bulk',
  held: HeldBody | null,
): Promise<Reply> {
  const { req, target, call, standing, language } = admitted;
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const parameters = parseQuery(addressOf(req).query ?? '');
  const body = held === null ? null : await bodyOf(admitted, held);
  // A body may come slowly, and what it asks for counts from when all of it is there.
  await standing.requireFresh();
  if (handler === 'bulk') {
    const context = { baseUrl: call.baseUrl, language, signal: call.signal };
    return runBulk(body, context, (operation, unresolved) =>
      carryOutOne(dependencies, admitted, operation, unresolved),
    );
  }
  const [ifMatch, ifNoneMatch] = [req.get('if-match') ?? null, req.get('if-none-match') ?? null];
  return handler({ call, method, id: target.id, parameters, body, ifMatch, ifNoneMatch }, dependencies);
}

/** Of a body that does not say how long it is, a quarter of the longest: hardly any is longer. */
function announcedLength(req: Request, longest: number): number {
  const length = Number(req.get('content-length') ?? NaN);
  const isPlain = req.get('content-encoding') === undefined && Number.isFinite(length);
  return isPlain ? Math.min(length, longest) : longest / 4;
}

function noRoom(): ScimError {
  return scimError('unavailable', { note: 'too many long requests are carried out at once' });
}

function handlerOf(endpoint: Endpoint, method: string): Handler | 'bulk' | undefined {
  return Object.hasOwn(endpoint.methods, method) ? endpoint.methods[method as Method] : undefined;
}

async function bodyOf({ req, res, target, exchange }: AdmittedCall, held: HeldBody): Promise<Json> {
  const bytes = await readBody(req, res, target.endpoint.limit);
  if (!held.resize(bytes.length)) throw noRoom();
  if (bytes.length === 0) return null;
  const text = decodeBody(bytes);
  // The call may wait, and needs its bytes no more.
  req.body = undefined;
  exchange.received(text);
  return parseBody(text);
}

/** One operation of a bulk request: a call of its own, with a line of its own in the call log. */
async function carryOutOne(
  dependencies: ServeDependencies,
  { call, exchange: whole, standing }: AdmittedCall,
  operation: BulkOperation,
  unresolved: ScimError | null,
): Promise<BulkStep> {
  const { callLog, callRate, clock, elapsed, log } = dependencies;
  const started = elapsed();
  // What follows a question mark means nothing here, and could hold a secret.
  const [path = ''] = operation.path.split('?', 1);
  const exchange = whole.part(operation.index, operation.method, path, clock());
  exchange.received(JSON.stringify(operation.data));
  // A bulk request is worth its operations: they come out of the same bucket, and the next requests wait for it.
  callRate.owe(call.provisioning.id, clock());
  const part = exchange.callFor(call, callLog);
  let step: BulkStep;
  try {
    if (unresolved) throw unresolved;
    await standing.requireFresh();
    step = { reply: await dispatch(operation, part, dependencies), error: null };
  } catch (thrown) {
    const error = errorOf(thrown);
    if (error.id === 28) log.error('SCIM bulk operation failed', { requestId: call.requestId, error: thrown });
    step = { reply: null, error };
  }
  const { reply, error } = step;
  const end = { durationMs: elapsed() - started, effect: reply?.effect ?? null, error, responseBody: null };
  callLog.add(exchange.record({ ...end, status: error?.status ?? reply?.status ?? 500 }));
  return step;
}

/** Operations write people and groups, and nothing else (RFC 7644 section 3.7). */
async function dispatch(operation: BulkOperation, call: ScimCall, services: ScimServices): Promise<Reply> {
  const { method, path, version: ifMatch, data: body } = operation;
  const found = findEndpoint(path.startsWith(call.baseUrl) ? path.slice(call.baseUrl.length) : path);
  if (!found || !writable.has(found.endpoint)) throw scimError(8);
  const handler = method === 'GET' ? undefined : handlerOf(found.endpoint, method);
  if (!handler || handler === 'bulk') throw scimError(9);
  return handler({ call, method, id: found.id, parameters: noParameters, body, ifMatch, ifNoneMatch: null }, services);
}

const writable: ReadonlySet<Endpoint> = new Set(
  endpoints.filter(({ path }) => /^\/(?:Users|Groups)(?:\/:id)?$/.test(path)),
);
