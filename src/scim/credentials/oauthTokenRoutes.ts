import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { RateLimits } from '../../rateLimits';
import { accessTokenSeconds, signAccessToken } from './accessToken';
import { provisioningAddress } from './address';
import { authenticateClient, challenges, type CredentialDependencies } from './authenticate';
import { countFailure, countToken } from './countFailure';
import { parseAuthorization } from './parseAuthorization';

/** What giving tokens needs. */
export interface OauthTokenDependencies extends CredentialDependencies {
  readonly clock: () => Date;
  readonly rateLimits: RateLimits;
}

/** RFC 6749 section 5.2; the last, of section 4.1.2.1, where that has no word for it. */
type TokenError =
  'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type' | 'temporarily_unavailable';

interface Client {
  readonly id: string;
  readonly secret: string;
}

/**
 * `POST /scim/v2/{provisioning}/oauth/token`: the client credentials grant (RFC 6749 section 4.4). Client id is the id of the
 * provisioning; id and secret come by Basic or in the form. `scope` and whatever else is sent is ignored.
 */
export function oauthTokenRoutes(dependencies: OauthTokenDependencies): Router {
  const router = Router();
  const path = '/scim/v2/:provisioning/oauth/token';
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 16 });
  router.post(path, form, async (req: Request<{ provisioning: string }>, res) => {
    await answer(dependencies, req.params.provisioning, req, res);
  });
  router.all(path, (_req, res) => {
    res.set('Allow', 'POST');
    refuse(res, 405, 'invalid_request');
  });
  router.use(path, answerUnreadable);
  return router;
}

async function answer(
  dependencies: OauthTokenDependencies,
  provisioningId: string,
  req: Request,
  res: Response,
): Promise<void> {
  const { clock, publicUrl, signingKeys } = dependencies;
  const now = clock();
  const fields = (req.body ?? {}) as Readonly<Record<string, unknown>>;
  const client = clientOf(req.get('authorization'), fields);
  const grant = fields['grant_type'];
  if (client === null || typeof grant !== 'string') return refuse(res, 400, 'invalid_request');
  if (grant !== 'client_credentials') return refuse(res, 400, 'unsupported_grant_type');
  const authenticated = await authenticateClient(dependencies, provisioningId, client, now);
  switch (authenticated.outcome) {
    case 'known': {
      const { id } = authenticated.provisioning;
      const until = await countToken(dependencies, id, now);
      if (until !== null) return refuseTooMany(res, 'temporarily_unavailable', until, now);
      const frame = { issuer: publicUrl, audience: provisioningAddress(publicUrl, id), provisioningId: id, now };
      const token = await signAccessToken(signingKeys, authenticated.secretId, frame);
      send(res, 200, { access_token: token, token_type: 'Bearer', expires_in: accessTokenSeconds });
      return;
    }
    case 'stopped':
      if (authenticated.status === 403) refuse(res, 400, 'unauthorized_client');
      else refuseClient(res);
      return;
    case 'unknown': {
      const until = await countFailure(dependencies, provisioningId, req.ip ?? null, now);
      if (until === null) refuseClient(res);
      else refuseTooMany(res, 'invalid_client', until, now);
    }
  }
}

/**
 * Id and secret of the client; null unless they came in exactly one way (RFC 6749 section 2.3). An id in the form beside Basic
 * is what some clients send, and fine while it says the same.
 */
function clientOf(authorization: string | undefined, fields: Readonly<Record<string, unknown>>): Client | null {
  const { client_id: id, client_secret: secret } = fields;
  if (authorization === undefined) {
    return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : null;
  }
  const basic = parseAuthorization(authorization);
  if (basic?.scheme !== 'basic' || secret !== undefined) return null;
  return id === undefined || id === basic.username ? { id: basic.username, secret: basic.password } : null;
}

function refuseClient(res: Response): void {
  res.set('WWW-Authenticate', challenges);
  refuse(res, 401, 'invalid_client');
}

function refuseTooMany(res: Response, error: TokenError, until: Date, now: Date): void {
  res.set('Retry-After', String(Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))));
  refuse(res, 429, error);
}

function refuse(res: Response, status: number, error: TokenError): void {
  send(res, status, { error });
}

/** RFC 6749 section 5.1: what answers a request for a token is kept nowhere. */
function send(res: Response, status: number, body: object): void {
  res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }).status(status).json(body);
}

/** What the parser of forms refuses: too long, too many fields, a broken encoding. */
const answerUnreadable: ErrorRequestHandler = (error: { status?: unknown }, _req, res, next) => {
  const { status } = error;
  if (typeof status === 'number' && status >= 400 && status < 500) refuse(res, status, 'invalid_request');
  else next(error);
};
