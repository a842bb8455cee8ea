import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { isWellFormedEmail } from '../accounts';
import {
  mostOverlapDays,
  readProvisionings,
  rotateSecret,
  secretLifetimes,
  type RotationWish,
  type SecretHashes,
  type ShownProvisioning,
} from '../scim/credentials';
import type { Session } from '../sessions';
import { FormValues, languageOf, sendNotFound, sendPage } from '../web';
import { requireSession, type AccountDependencies } from './ownSession';
import { NewSecretPage, RegeneratePage } from './SecretPages';

/** What making secrets needs. */
export interface SecretDependencies extends AccountDependencies {
  readonly secretHashes: SecretHashes;
  readonly random: (bytes: number) => Buffer;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
}

/** Regenerating the secret of a SCIM client that acts as the account: asked once more, then answered with the secret. */
export function secretRoutes(dependencies: SecretDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 8 });
  const path = '/account/provisionings/:provisioning/regenerate';
  router.get(path, ask(dependencies));
  router.post(path, form, regenerate(dependencies));
  return router;
}

/** A provisioning that acts as this account; those of others are not there. */
async function requireOwn(
  { database, clock }: SecretDependencies,
  req: Request,
  res: Response,
  { siteId, accountId }: Session,
): Promise<ShownProvisioning | null> {
  const id = String(req.params['provisioning']);
  const criteria = { id, actingAccountId: accountId };
  const found = isUuid(id) ? await readProvisionings(database, siteId, clock(), criteria) : [];
  if (found[0] !== undefined) return found[0];
  sendNotFound(req, res);
  return null;
}

function ask(dependencies: SecretDependencies): RequestHandler {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const provisioning = await requireOwn(dependencies, req, res, session);
    if (provisioning === null) return;
    const hasEmail = session.email !== null && isWellFormedEmail(session.email);
    sendAsk(req, res, session, { provisioning, hasEmail, isConflict: false });
  };
}

function sendAsk(
  req: Request,
  res: Response,
  session: Session,
  shown: { readonly provisioning: ShownProvisioning; readonly hasEmail: boolean; readonly isConflict: boolean },
): void {
  const language = languageOf(req, session.language);
  const status = shown.isConflict ? 409 : shown.hasEmail ? 200 : 422;
  sendPage(res, status, <RegeneratePage name={nameOf(session)} language={language} {...shown} />);
}

/** The secret is on the page that answers the form and nowhere else: no address leads to it, and no cache keeps it. */
function regenerate(dependencies: SecretDependencies): RequestHandler {
  return async (req, res) => {
    const session = await requireSession(dependencies, req, res);
    if (session === null) return;
    const provisioning = await requireOwn(dependencies, req, res, session);
    if (provisioning === null) return;
    const { database, secretHashes, random, clock, publicUrl } = dependencies;
    const { siteId, accountId, username } = session;
    const facts = { database, secretHashes, random, siteId, actor: `account:${username}`, now: clock() };
    const made = await rotateSecret(facts, provisioning.id, accountId, wishOf(FormValues.of(req)));
    switch (made.outcome) {
      case 'made': {
        const account = await database.prisma.account.findFirst({
          where: { id: accountId, siteId },
          select: { timeZone: true },
        });
        const shown = { language: languageOf(req, session.language), name: nameOf(session), provisioning, publicUrl };
        res.set('Cache-Control', 'no-store');
        sendPage(res, 200, <NewSecretPage {...shown} {...made} timeZone={account?.timeZone ?? null} />);
        return;
      }
      case 'no_email':
        sendAsk(req, res, session, { provisioning, hasEmail: false, isConflict: false });
        return;
      case 'conflict':
        sendAsk(req, res, session, { provisioning, hasEmail: true, isConflict: true });
        return;
      case 'not_found':
        sendNotFound(req, res);
    }
  };
}

/** What was chosen; what is none of the choices reads as the safest: the old one ends at once. */
function wishOf(values: FormValues): RotationWish {
  const overlap = values.wholeNumber('overlapDays');
  const lifetime = values.wholeNumber('lifetimeDays');
  return {
    overlapDays: overlap >= 0 && overlap <= mostOverlapDays ? overlap : 0,
    lifetimeDays: secretLifetimes.find((days) => days === lifetime) ?? null,
    seen: values.text('seen'),
  };
}

function nameOf({ displayName, username }: Session): string {
  return displayName ?? username;
}
