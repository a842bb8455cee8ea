import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { releaseBrake } from '../../scim/brake';
import {
  changeProvisioning,
  createProvisioning,
  readProvisionings,
  removeProvisioning,
  type ShownProvisioning,
} from '../../scim/credentials';
import { FormValues, messagesFor, noticeOf, redirectDone, sendNotFound, sendPage, type FormError } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { provisioningHref } from './addresses';
import { emptyForm, formOf, provisioningErrors, readForm, type ProvisioningForm } from './provisioningForm';
import { ProvisioningsPage } from './ProvisioningsPage';
import { EditProvisioningPage, NewProvisioningPage, RemoveProvisioningPage } from './SettingsPages';
import { requireProvisioning } from './requireProvisioning';
import { SetUpPage } from './SetUpPage';
import { callRoutes } from './calls/callRoutes';

/** SCIM clients: list, new, settings, set-up, removal, letting one go on that the brake holds, and their call log. */
export function provisioningRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 40 });
  const home = '/admin/:site/provisioning';
  const one = `${home}/:provisioning`;
  const [view, edit] = [requireAdmin('provisioning.view'), requireAdmin('provisioning.edit')];
  router.get(home, view, showAll(dependencies));
  router.get(`${home}/new`, edit, showNew());
  router.post(`${home}/new`, edit, form, create(dependencies));
  router.get(one, view, showOne(dependencies));
  router.post(one, edit, form, save(dependencies));
  router.get(`${one}/set-up`, view, showSetUp(dependencies));
  router.get(`${one}/remove`, edit, showRemoval(dependencies));
  router.post(`${one}/remove`, edit, form, remove(dependencies));
  router.post(`${one}/release`, edit, form, release(dependencies));
  router.use(callRoutes(dependencies));
  return router;
}

function showAll({ database, clock, publicUrl }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const provisionings = await readProvisionings(database, reader.siteId, clock());
    const notice = noticeOf(req, messagesFor(reader.language).admin.provisioning.notices);
    sendPage(res, 200, <ProvisioningsPage {...{ reader, provisionings, publicUrl, notice }} />);
  };
}

function showNew(): RequestHandler {
  return (req, res) => {
    sendPage(res, 200, <NewProvisioningPage reader={administratorOf(req)} form={emptyForm} errors={[]} />);
  };
}

function create(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const { settings, form } = readForm(FormValues.of(req));
    const made = await createProvisioning(factsOf(dependencies, req), settings);
    if (made.outcome === 'saved') {
      redirectDone(res, provisioningHref.settings(reader.site, made.id), 'created');
      return;
    }
    const errors = made.outcome === 'refused' ? provisioningErrors(made.problems, reader.language) : [];
    sendPage(res, 422, <NewProvisioningPage reader={reader} form={form} errors={errors} />);
  };
}

function showOne(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const seen = provisioning.updatedAt.toISOString();
    sendOne(dependencies, req, res, 200, { provisioning, form: formOf(provisioning.settings), seen });
  };
}

interface ShownSettings {
  readonly provisioning: ShownProvisioning;
  readonly form: ProvisioningForm;
  readonly seen: string;
  readonly errors?: readonly FormError[];
  readonly isConflict?: boolean;
}

function sendOne(
  { publicUrl }: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  { errors = [], isConflict = false, ...shown }: ShownSettings,
): void {
  const reader = administratorOf(req);
  const notice = status === 200 ? noticeOf(req, messagesFor(reader.language).admin.provisioning.notices) : null;
  const props = { reader, errors, isConflict, notice, publicUrl, ...shown };
  sendPage(res, status, <EditProvisioningPage {...props} />);
}

function save(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const { language, site } = administratorOf(req);
    const values = FormValues.of(req);
    const { settings, form } = readForm(values);
    const seen = values.text('seen');
    const seenAt = new Date(seen);
    const known = Number.isNaN(seenAt.getTime()) ? new Date(0) : seenAt;
    const result = await changeProvisioning(factsOf(dependencies, req), provisioning.id, settings, known);
    const back = provisioningHref.settings(site, provisioning.id);
    switch (result.outcome) {
      case 'saved':
        redirectDone(res, back, result.secretsVoided ? 'saved_voided' : 'saved');
        return;
      case 'unchanged':
        redirectDone(res, back, 'unchanged');
        return;
      case 'refused': {
        const errors = provisioningErrors(result.problems, language);
        sendOne(dependencies, req, res, 422, { provisioning, form, seen, errors });
        return;
      }
      case 'conflict':
        sendOne(dependencies, req, res, 409, { provisioning, form, seen, isConflict: true });
        return;
      case 'not_found':
        sendNotFound(req, res);
    }
  };
}

function showSetUp(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const { publicUrl } = dependencies;
    sendPage(res, 200, <SetUpPage reader={administratorOf(req)} {...{ provisioning, publicUrl }} />);
  };
}

function showRemoval(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    sendPage(res, 200, <RemoveProvisioningPage reader={administratorOf(req)} provisioning={provisioning} />);
  };
}

function remove(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const removed = await removeProvisioning(factsOf(dependencies, req), provisioning.id);
    redirectDone(res, provisioningHref.list(administratorOf(req).site), removed === null ? 'unchanged' : 'removed');
  };
}

function release(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const { database, siteId, actor, now } = factsOf(dependencies, req);
    const { id: provisioningId, heldSince } = provisioning;
    const home = provisioningHref.list(administratorOf(req).site);
    // What is held now is not what whoever sent the form has looked at.
    if (heldSince !== null && FormValues.of(req).text('heldSince') !== heldSince.toISOString()) {
      redirectDone(res, home, 'held_again');
      return;
    }
    const released = await releaseBrake(database, { siteId, provisioningId, heldSince, actor, now });
    redirectDone(res, home, released ? 'released' : 'unchanged');
  };
}

function factsOf({ database, clock }: AreaDependencies, req: Request) {
  const { siteId, actor } = administratorOf(req);
  return { database, siteId, actor, now: clock(), needsContact: true };
}
