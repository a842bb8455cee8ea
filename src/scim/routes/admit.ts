import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import type { RateLimits } from '../../rateLimits';
import { requestIdOf } from '../../requestId';
import type { Provisioning } from '../call';
import { authenticate, challenges, countFailure, type CredentialDependencies } from '../credentials';
import { scimError, type ScimError } from '../protocol/errors';
import type { CallRate } from './callRate';
import { Exchange } from './exchange';

/** What letting a call in needs. */
export interface AdmitDependencies extends CredentialDependencies {
  readonly rateLimits: RateLimits;
  readonly callRate: CallRate;
}

/** Whether a call may come in. */
export type Admission =
  | { readonly kind: 'admitted'; readonly provisioning: Provisioning; readonly exchange: Exchange }
  | {
      readonly kind: 'refused';
      readonly error: ScimError;
      readonly headers: Record<string, string>;
      /** Null when it is not known whose call it was. */
      readonly exchange: Exchange | null;
      /** False for what is only counted. */
      readonly isStored: boolean;
      readonly stopped?: string;
    };

/** Tells who is calling and whether it may, by its credential and by how often it calls. No body has been read by then. */
export async function admit(dependencies: AdmitDependencies, req: Request, now: Date): Promise<Admission> {
  const { provisioningId } = addressOf(req);
  const authenticated = await authenticate(dependencies, provisioningId, req.get('authorization'), now);
  switch (authenticated.outcome) {
    case 'unknown': {
      const until = await countFailure(dependencies, provisioningId, req.ip ?? null, now);
      const refusal = { kind: 'refused', exchange: null, isStored: false } as const;
      if (until === null) return { ...refusal, error: scimError('unauthenticated'), headers: unauthenticated };
      const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
      return { ...refusal, error: scimError('rate_limited'), headers: { 'Retry-After': String(seconds) } };
    }
    case 'stopped': {
      const { provisioning, status, why } = authenticated;
      const exchange = exchangeOf(req, provisioning, now);
      // Its secret is right, so nothing else bounds how often it comes and what that writes.
      const tooMany = refusedByRate(dependencies, exchange, provisioning.id, now);
      if (tooMany !== null) return tooMany;
      const error = status === 401 ? scimError('unauthenticated') : scimError(27);
      const headers = status === 401 ? unauthenticated : {};
      return { kind: 'refused', error, headers, exchange, isStored: true, stopped: why };
    }
    case 'known': {
      const { provisioning } = authenticated;
      const exchange = exchangeOf(req, provisioning, now);
      const tooMany = refusedByRate(dependencies, exchange, provisioning.id, now);
      return tooMany ?? { kind: 'admitted', provisioning, exchange };
    }
  }
}

/** Null while the provisioning calls no more often than it may. */
function refusedByRate(
  { callRate }: AdmitDependencies,
  exchange: Exchange,
  provisioningId: string,
  now: Date,
): Admission | null {
  const allowance = callRate.take(provisioningId, now);
  if (allowance.allowed) return null;
  const headers = { 'Retry-After': String(allowance.retryAfterSeconds) };
  // Of a flood one line a second tells as much as all of them.
  const isStored = allowance.isFirstOfSecond;
  return { kind: 'refused', error: scimError('rate_limited'), headers, exchange, isStored };
}

/**
 * Tells once more who is calling, for a call that takes long: whoever lost their right meanwhile does nothing more with it.
 * The brake is asked by itself.
 *
 * @param admitted as it was when the call came
 * @throws ScimError unauthenticated (401), row 27, or unavailable when settings or roles have changed: whoever tries again is
 *   judged by the new ones
 */
export async function requireSameClient(
  dependencies: CredentialDependencies,
  req: Request,
  admitted: Provisioning,
  now: Date,
): Promise<void> {
  const again = await authenticate(dependencies, addressOf(req).provisioningId, req.get('authorization'), now);
  if (again.outcome === 'unknown') throw scimError('unauthenticated');
  if (again.outcome === 'stopped') throw again.status === 401 ? scimError('unauthenticated') : scimError(27);
  if (isDeepStrictEqual({ ...again.provisioning, brake: null }, { ...admitted, brake: null })) return;
  throw scimError('unavailable', { note: 'The provisioning, or whom it acts as, was changed meanwhile.' });
}

const unauthenticated = { 'WWW-Authenticate': challenges };

function exchangeOf(req: Request, provisioning: Omit<Provisioning, 'actingAccount'>, at: Date): Exchange {
  const { path, query } = addressOf(req);
  return new Exchange({
    provisioning,
    at,
    method: req.method,
    path,
    query,
    userAgent: req.get('user-agent') ?? null,
    clientAddress: req.ip ?? null,
    requestId: requestIdOf(req.res ?? { locals: {} }),
    bulkIndex: null,
  });
}

/** The parts of an address, as sent: `/scim/v2/{provisioning}{path}?{query}`. */
export function addressOf(req: Pick<Request, 'originalUrl'>): {
  readonly provisioningId: string;
  readonly path: string;
  readonly query: string | null;
} {
  const mark = req.originalUrl.indexOf('?');
  const whole = mark < 0 ? req.originalUrl : req.originalUrl.slice(0, mark);
  const [, provisioningId = '', path = ''] = /^\/scim\/v2\/([^/]*)(.*)$/i.exec(whole) ?? [];
  return { provisioningId, path: path === '' ? '/' : path, query: mark < 0 ? null : req.originalUrl.slice(mark + 1) };
}
