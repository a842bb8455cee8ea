import express, { Router } from 'express';
import { tagOf, type FieldProblem } from '../../sites';
import {
  messagesFor,
  multipartForm,
  redirectDone,
  sendPage,
  type FormError,
  fieldErrors,
  fieldNameOf,
} from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { showCertificate } from './certificates';
import { changeSiteOf, storedSiteOf } from './changing';
import { fetchInto } from './fetchInto';
import { limitPerson } from './limitPerson';
import {
  emptyNewConnection,
  largestMetadataForm,
  metadataOf,
  newConnectionChange,
  readNewConnection,
  sourceOf,
  type NewConnectionForm,
} from './newConnection';
import { NewConnectionPage } from './NewConnectionPage';
import { onSite, type OpenedPage } from './opened';
import { PreviewPage } from './PreviewPage';

/** Making a connection: the form, the preview, and saving. */
export function newConnectionRoutes(dependencies: AreaDependencies): Router {
  const edit = dependencies.requireAdmin('sso.edit');
  const limit = limitPerson(dependencies, 'metadata');
  const router = Router();
  const address = '/admin/:site/single-sign-on/new';
  const form = express.urlencoded({ extended: false, limit: largestMetadataForm.form, parameterLimit: 20 });
  const show = onSite(dependencies, (opened) => sendForm(opened, 200, emptyNewConnection, []));
  router.get(address, edit, show);
  router.post(address, edit, limit, ...multipartForm(largestMetadataForm.multipart), onSite(dependencies, preview));
  router.post(`${address}/save`, edit, limit, form, onSite(dependencies, save));
  return router;
}

function sendForm(
  { res, reader }: OpenedPage,
  status: number,
  form: NewConnectionForm,
  errors: readonly FormError[],
): void {
  sendPage(res, status, <NewConnectionPage reader={reader} form={form} errors={errors} />);
}

async function preview(opened: OpenedPage): Promise<void> {
  const { dependencies, reader, values } = opened;
  const texts = messagesFor(reader.language).admin.singleSignOn.create;
  const sent = readNewConnection(values);
  const source = sourceOf(sent);
  if (source === null) {
    sendForm(opened, 422, sent, [{ field: 'file', text: texts.oneSource }]);
    return;
  }
  const fetched = source === 'url' ? await fetchInto(dependencies, sent) : sent;
  if ('problem' in fetched) {
    sendForm(opened, 422, sent, [{ field: 'url', text: texts.notFetched(fetched.problem) }]);
    return;
  }
  const errors = await errorsOf(opened, fetched);
  if (errors.length > 0) {
    sendForm(opened, 422, sent, errors);
    return;
  }
  await sendPreview(opened, fetched);
}

async function sendPreview({ req, res, dependencies, reader }: OpenedPage, form: NewConnectionForm): Promise<void> {
  const texts = messagesFor(reader.language).admin.singleSignOn.create;
  const now = dependencies.clock();
  const read = metadataOf(form);
  const metadata = read !== null && 'metadata' in read ? read.metadata : null;
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

/** Every mistake, by the rules that also saving obeys. */
async function errorsOf(
  { req, dependencies, reader: { language } }: OpenedPage,
  form: NewConnectionForm,
): Promise<readonly FormError[]> {
  const texts = messagesFor(language).admin.singleSignOn.create;
  const { connections } = await storedSiteOf(req, dependencies);
  if (connections.some(({ state }) => state.name === form.name)) {
    return [{ field: 'name', text: texts.nameTaken }];
  }
  const read = metadataOf(form);
  if (read !== null && 'problems' in read) {
    return read.problems.map((why) => ({ field: fieldOf(form)(['metadata']), text: texts.unusable(why) }));
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

async function save(opened: OpenedPage): Promise<void> {
  const { req, res, dependencies, reader, values } = opened;
  const form = readNewConnection(values);
  const errors = await errorsOf(opened, form);
  const { connection, files } = newConnectionChange(form);
  // Somebody who made a connection of this name meanwhile keeps it.
  const expected = { connections: { [form.name]: tagOf(null) } };
  const change = { connections: [connection] };
  const result = errors.length > 0 ? null : await changeSiteOf(req, dependencies, { change, files, expected });
  if (result?.outcome === 'applied') {
    redirectDone(res, ssoHref.connection(reader.site, form.name), 'made');
    return;
  }
  const taken = messagesFor(reader.language).admin.singleSignOn.create.nameTaken;
  sendForm(opened, 422, form, errors.length > 0 ? errors : [{ field: 'name', text: taken }]);
}
