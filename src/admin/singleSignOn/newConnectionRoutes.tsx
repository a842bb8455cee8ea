import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { fetchAll } from '../../metadata';
import { tagOf, type FieldProblem } from '../../sites';
import { FormValues, messagesFor, multipartForm, redirectDone, sendPage, type FormError } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { fieldErrors, fieldNameOf } from '../fieldErrors';
import { ssoHref } from './addresses';
import { showCertificate } from './certificates';
import { changeSiteOf, storedSiteOf } from './changing';
import {
  emptyNewConnection,
  metadataOf,
  newConnectionChange,
  readNewConnection,
  sourceOf,
  type NewConnectionForm,
} from './newConnection';
import { NewConnectionPage } from './NewConnectionPage';
import { PreviewPage } from './PreviewPage';

/** Metadata is read up to 2 MB; coded into a form it may be three times as long. */
const largest = { multipart: 3 * 1024 * 1024, form: 7 * 1024 * 1024 };

/** Making a connection: the form, the preview, and saving. */
export function newConnectionRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on/new';
  const form = express.urlencoded({ extended: false, limit: largest.form, parameterLimit: 20 });
  router.get(address, requireAdmin('sso.edit'), (req, res) => sendForm(req, res, 200, emptyNewConnection, []));
  router.post(address, requireAdmin('sso.edit'), ...multipartForm(largest.multipart), preview(dependencies));
  router.post(`${address}/save`, requireAdmin('sso.edit'), form, save(dependencies));
  return router;
}

function sendForm(
  req: Request,
  res: Response,
  status: number,
  form: NewConnectionForm,
  errors: readonly FormError[],
): void {
  sendPage(res, status, <NewConnectionPage reader={administratorOf(req)} form={form} errors={errors} />);
}

function preview(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { language } = administratorOf(req);
    const texts = messagesFor(language).admin.singleSignOn.create;
    const sent = readNewConnection(FormValues.of(req));
    const source = sourceOf(sent);
    if (source === null) {
      sendForm(req, res, 422, sent, [{ field: 'file', text: texts.oneSource }]);
      return;
    }
    const fetched = source === 'url' ? await fetchInto(dependencies, sent) : sent;
    if ('problem' in fetched) {
      sendForm(req, res, 422, sent, [{ field: 'url', text: texts.notFetched(fetched.problem) }]);
      return;
    }
    const errors = await errorsOf(req, dependencies, fetched);
    if (errors.length > 0) {
      sendForm(req, res, 422, sent, errors);
      return;
    }
    await sendPreview(req, res, dependencies, fetched);
  };
}

async function sendPreview(
  req: Request,
  res: Response,
  dependencies: AreaDependencies,
  form: NewConnectionForm,
): Promise<void> {
  const reader = administratorOf(req);
  const texts = messagesFor(reader.language).admin.singleSignOn.create;
  const now = dependencies.clock();
  const metadata = metadataOf(form);
  const { connections } = await storedSiteOf(req, dependencies);
  const entityId = metadata?.entityId ?? form.entityId;
  const same = connections.find(({ state }) => state.entityId === entityId);
  const pems = metadata?.certificates ?? (form.certificates === '' ? [] : splitPems(form.certificates));
  const certificates = pems.map((pem) => showCertificate(pem, now));
  const warnings = [
    ...(same === undefined ? [] : [texts.sameProvider(same.state.name)]),
    ...(metadata?.validUntil != null && metadata.validUntil <= now ? [texts.metadataEnded] : []),
    ...(metadata?.wantAuthnRequestsSigned === true ? [texts.willSign] : []),
    ...(certificates.some((one) => 'problem' in one || one.state !== 'valid') ? [texts.lookAtCertificates] : []),
    ...(certificates.length === 0 ? [texts.noCertificate] : []),
  ];
  sendPage(res, 200, <PreviewPage reader={reader} {...{ form, metadata, certificates, warnings }} />);
}

function splitPems(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [text];
}

async function fetchInto(
  { config, insecureLoopback: allowHttp, clock }: AreaDependencies,
  form: NewConnectionForm,
): Promise<NewConnectionForm | { readonly problem: string }> {
  const options = { allowedHosts: config.metadataAllowedHosts, allowHttp };
  const document = (await fetchAll([form.url], options, clock()))[form.url];
  if (typeof document !== 'string') return document ?? { problem: 'was not fetched' };
  return { ...form, xml: document };
}

/** Every mistake, by the rules that also saving obeys. */
async function errorsOf(
  req: Request,
  dependencies: AreaDependencies,
  form: NewConnectionForm,
): Promise<readonly FormError[]> {
  const { language } = administratorOf(req);
  const { connections } = await storedSiteOf(req, dependencies);
  if (connections.some(({ state }) => state.name === form.name)) {
    return [{ field: 'name', text: messagesFor(language).admin.singleSignOn.create.nameTaken }];
  }
  const { connection, files } = newConnectionChange(form);
  const change = { connections: [connection] };
  const result = await changeSiteOf(req, dependencies, { change, files, dryRun: true });
  return result.outcome === 'refused' ? fieldErrors(result.problems, language, fieldOf(form)) : [];
}

/** What is wrong with metadata stands at the way by which it came. */
function fieldOf({ url }: NewConnectionForm): (path: FieldProblem['path']) => string {
  return (path) => {
    const name = fieldNameOf(path);
    return name.startsWith('metadata') ? (url === '' ? 'xml' : 'url') : name;
  };
}

function save(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site } = administratorOf(req);
    const form = readNewConnection(FormValues.of(req));
    const errors = await errorsOf(req, dependencies, form);
    const { connection, files } = newConnectionChange(form);
    // Somebody who made a connection of this name meanwhile keeps it.
    const expected = { connections: { [form.name]: tagOf(null) } };
    const change = { connections: [connection] };
    const result = errors.length > 0 ? null : await changeSiteOf(req, dependencies, { change, files, expected });
    if (result?.outcome === 'applied') {
      redirectDone(res, ssoHref.connection(site, form.name), 'made');
      return;
    }
    const taken = messagesFor(administratorOf(req).language).admin.singleSignOn.create.nameTaken;
    sendForm(req, res, 422, form, errors.length > 0 ? errors : [{ field: 'name', text: taken }]);
  };
}
