import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Metrics } from '../health';
import { newId } from '../newId';
import { callWithinLimits, countAgainst, type UsedUp } from '../rateLimits';
import { hashSecret, newSecret, sessionLifetime, type SessionCookies } from '../sessions';
import { languageOf, RedirectPage, sendPage, sendTooMany } from '../web';
import { readBrowserBinding } from './browserBinding';
import type { Check, Finding, Refusal } from './catalogue';
import { ConfirmPage } from './pages';
import { decideCompletion, type Completion, type ParkedSignIn } from './decideCompletion';
import { refusalAnswer } from './refusalAnswer';
import type { SignInContext } from './signIn';

/** What completing a sign-in needs. */
export interface CompleteDependencies extends SignInContext {
  readonly cookies: SessionCookies;
  readonly metrics: Metrics;
}

/**
 * The second half of the ACS, on our own origin where the browser sends its cookies: binds what was parked to the browser
 * that began, checks status and connection again, and only then starts the session. A response that nobody asked for is
 * confirmed by the person first where the connection says so.
 */
export function completeRoutes(dependencies: CompleteDependencies): Router {
  const router = Router();
  const address = '/saml/:site/:connection/complete';
  router.get(address, complete(dependencies));
  router.post(
    address,
    express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 }),
    complete(dependencies),
  );
  return router;
}

type Address = { site: string; connection: string };

function complete(dependencies: CompleteDependencies): RequestHandler<Address> {
  return async (req, res) => {
    const code = readCode(req);
    const parked = code === null ? null : await findParked(dependencies, req.params, code);
    const completion = decideCompletion({
      parked,
      browserHash: readBrowserBinding(req, dependencies.cookies),
      isConfirmed: req.method === 'POST',
      now: dependencies.clock(),
    });
    await carryOut(dependencies, req, res, code ?? '', parked, completion);
  };
}

function readCode(req: Request<Address>): string | null {
  const source: unknown =
    req.method === 'POST' ? (req.body as Record<string, unknown> | undefined)?.['code'] : req.query['code'];
  return typeof source === 'string' && source.length > 0 && source.length <= 128 ? source : null;
}

async function findParked({ database }: SignInContext, address: Address, code: string): Promise<ParkedSignIn | null> {
  const rows = await database.query<{ parked: ParkedSignIn | null }>(
    'SELECT usher_parked_sign_in($1::jsonb) AS parked',
    [JSON.stringify({ ...address, codeHash: hashSecret(code) })],
  );
  return rows[0]?.parked ?? null;
}

async function carryOut(
  dependencies: CompleteDependencies,
  req: Request<Address>,
  res: Response,
  code: string,
  parked: ParkedSignIn | null,
  completion: Completion,
): Promise<void> {
  const loaded = await dependencies.connections.get(req.params.site, req.params.connection);
  switch (completion.outcome) {
    case 'refused': {
      const usedUp = await countRefused(dependencies, req, parked === null ? null : code, completion.refusal);
      if (usedUp !== null) {
        dependencies.metrics.unstored.inc({ why: 'rate_limited' });
        sendTooMany(req, res, usedUp.until, dependencies.clock());
        return;
      }
      refusalAnswer(req, res, {
        publicUrl: dependencies.publicUrl,
        refusal: completion.refusal,
        reference: parked?.reference ?? null,
        site: loaded,
      });
      return;
    }
    case 'confirm':
      sendPage(
        res,
        200,
        <ConfirmPage
          language={languageOf(req, completion.parked.language)}
          displayName={completion.parked.displayName ?? completion.parked.username}
          username={completion.parked.username}
          siteName={loaded?.siteName ?? req.params.site}
          action={loaded?.addresses.complete ?? req.path}
          fields={{ code }}
          cancelHref="/"
        />,
      );
      return;
    case 'start_session': {
      const started = await startSession(dependencies, req, res, code, completion.parked);
      if (started) {
        goOn(req, res, completion.parked, dependencies.publicUrl);
        return;
      }
      const refusal = raceLost();
      refusalAnswer(req, res, {
        publicUrl: dependencies.publicUrl,
        refusal,
        reference: completion.parked.reference,
        site: loaded,
      });
      return;
    }
  }
}

/** Our form-action forbids a form post to end on another origin; a page that leads on by itself may (design 11). */
function goOn(req: Request, res: Response, { target, language }: ParkedSignIn, publicUrl: string): void {
  const address = new URL(target ?? '/account', publicUrl);
  if (req.method === 'POST' && address.origin !== new URL(publicUrl).origin) {
    sendPage(
      res,
      200,
      <RedirectPage language={languageOf(req, language)} href={address.href} destination={address.host} />,
    );
    return;
  }
  res.redirect(303, address.href);
}

async function startSession(
  dependencies: CompleteDependencies,
  req: Request,
  res: Response,
  code: string,
  parked: ParkedSignIn,
): Promise<boolean> {
  const now = dependencies.clock();
  const token = newSecret(dependencies.random);
  const previous = dependencies.cookies.readSession(req);
  const expiresAt = sessionLifetime(now, parked.subject.sessionNotOnOrAfter);
  const check: Check = {
    id: 'completion',
    passed: true,
    why: 'Completed in the browser that began; the session started.',
  };
  const rows = await dependencies.database.query<{ result: { applied: boolean } }>(
    'SELECT usher_complete_sign_in($1::jsonb) AS result',
    [
      JSON.stringify({
        now,
        codeHash: hashSecret(code),
        endSession: previous === null ? null : hashSecret(previous),
        check,
        session: {
          tokenHash: hashSecret(token),
          id: newId(now),
          expiresAt,
          userAgent: req.get('user-agent')?.slice(0, 200) ?? null,
        },
      }),
    ],
  );
  if (rows[0]?.result.applied !== true) return false;
  dependencies.cookies.setSession(res, token, expiresAt);
  return true;
}

/** Counts a refused completion and, when the code is known, writes the refusal; nothing when a limit is used up. */
async function countRefused(
  { database, clock, rateLimits }: SignInContext,
  req: Request,
  code: string | null,
  refusal: Refusal,
): Promise<UsedUp | null> {
  const now = clock();
  const limits = rateLimits.of('completion', req.ip ?? null, null);
  if (code === null) return countAgainst(database, limits, now);
  const check: Check = {
    id: 'completion',
    passed: false,
    why: refusal.findings[0].received ?? 'The completion failed.',
  };
  const argument = { now, codeHash: hashSecret(code), refusal: { ...refusal, check } };
  const written = await callWithinLimits(database, 'usher_complete_sign_in', argument, { limits, now });
  return written.outcome === 'limited' ? written.usedUp : null;
}

/** Somebody else completed, deactivated or expired it between reading and writing. */
function raceLost(): Refusal {
  const finding: Finding = {
    reason: 'completion_failed',
    field: null,
    expected: 'an open sign-in',
    received: 'already completed or withdrawn',
  };
  return { code: 28, findings: [finding] };
}
