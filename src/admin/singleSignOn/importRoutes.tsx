import express, { Router } from 'express';
import { compareMetadata, importMetadata, shownProvider, type MetadataComparison } from '../../metadata';
import { tagOf } from '../../sites';
import { formatDay, messagesFor, multipartForm, redirectDone, sendPage, type FormError } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { showCertificate } from './certificates';
import { fetchInto } from './fetchInto';
import { ImportPage } from './ImportPage';
import { ImportPreviewPage } from './ImportPreviewPage';
import { limitPerson } from './limitPerson';
import { emptyNewConnection, largestMetadataForm, readNewConnection, sourceOf } from './newConnection';
import { onConnection, type FormAgain, type OpenedConnection } from './opened';

/** Importing the metadata of a connection again: the form, what would change, and saving it. */
export function importRoutes(dependencies: AreaDependencies): Router {
  const edit = dependencies.requireAdmin('sso.edit');
  const limit = limitPerson(dependencies, 'metadata');
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection/metadata';
  const form = express.urlencoded({ extended: false, limit: largestMetadataForm.form, parameterLimit: 8 });
  const show = onConnection(dependencies, (opened) => sendForm(opened, 200, emptyNewConnection, {}));
  router.get(address, edit, show);
  router.post(
    address,
    edit,
    limit,
    ...multipartForm(largestMetadataForm.multipart),
    onConnection(dependencies, preview),
  );
  router.post(`${address}/save`, edit, limit, form, onConnection(dependencies, save));
  return router;
}

/** Metadata as it was sent; `url` is empty unless it was found there. */
interface Sent {
  readonly xml: string;
  readonly url: string;
}

function sendForm({ res, reader, state }: OpenedConnection, status: number, form: Sent, shown: FormAgain): void {
  const { errors = [], conflict = [] } = shown;
  sendPage(res, status, <ImportPage reader={reader} name={state.name} {...{ form, errors, conflict }} />);
}

async function preview(opened: OpenedConnection): Promise<void> {
  const { res, dependencies, reader, values, state } = opened;
  const { import: texts, create } = messagesFor(reader.language).admin.singleSignOn;
  const form = readNewConnection(values);
  const source = sourceOf(form);
  if (source === null) {
    sendForm(opened, 422, form, { errors: [{ field: 'file', text: texts.oneSource }] });
    return;
  }
  const sent = source === 'url' ? await fetchInto(dependencies, form) : form;
  if ('problem' in sent) {
    sendForm(opened, 422, form, { errors: [{ field: 'url', text: create.notFetched(sent.problem) }] });
    return;
  }
  const compared = compare(opened, sent);
  if (!('proposed' in compared)) {
    sendForm(opened, 422, form, { errors: errorsOf(opened, sent, compared) });
    return;
  }
  if (compared.outcome === 'same' && (sent.url === '' || sent.url === state.metadataUrl)) {
    redirectDone(res, ssoHref.connection(reader.site, state.name), 'unchanged');
    return;
  }
  sendPreview(opened, sent, compared);
}

function sendPreview(
  { res, dependencies, reader, state }: OpenedConnection,
  { xml, url }: Sent,
  { proposed, trust }: Extract<MetadataComparison, { readonly proposed: unknown }>,
): void {
  const { import: texts, create } = messagesFor(reader.language).admin.singleSignOn;
  const now = dependencies.clock();
  const listed = new Set(proposed.certificates.map(({ fingerprint }) => fingerprint));
  const gone = state.certificates.filter(({ fingerprint }) => !listed.has(fingerprint)).length;
  const certificates = proposed.certificates.map(({ pem }) => showCertificate(pem, now));
  const isLooked = url === '' && state.metadataUrl !== null;
  const warnings = [
    texts.trust[trust],
    ...(gone > 0 ? [texts.gone(gone)] : []),
    ...(certificates.length === 0 ? [create.noCertificate] : []),
    ...(certificates.some((one) => 'problem' in one || one.state !== 'valid') ? [create.lookAtCertificates] : []),
    ...(url === '' || url === state.metadataUrl ? [] : [texts.looksThere(url)]),
    ...(isLooked ? [texts.stillLooks(state.metadataUrl ?? '')] : []),
  ];
  const sides = { now: shownProvider(state), proposed: shownProvider(proposed) };
  const form = { xml, url, tag: tagOf(state) };
  sendPage(res, 200, <ImportPreviewPage {...{ reader, name: state.name, form, certificates, warnings }} {...sides} />);
}

async function save(opened: OpenedConnection): Promise<void> {
  const { res, dependencies, reader, values, state, connectionId } = opened;
  const { name } = state;
  const sent = { xml: values.text('xml'), url: values.text('url') };
  if (values.text('tag') !== tagOf(state)) {
    sendForm(opened, 409, sent, { conflict: [name] });
    return;
  }
  const compared = compare(opened, sent);
  if (!('proposed' in compared)) {
    sendForm(opened, 422, sent, { errors: errorsOf(opened, sent, compared) });
    return;
  }
  const { database, insecureLoopback: allowHttp, clock } = dependencies;
  const { site, actor } = reader;
  const from = sent.url === '' ? null : { url: sent.url, xml: compared.xml };
  const confirmed = { database, site, connectionId, state, proposed: compared.proposed, from };
  const result = await importMetadata({ ...confirmed, actor, allowHttp, now: clock() });
  switch (result.outcome) {
    case 'changed':
    case 'unchanged':
      redirectDone(res, ssoHref.connection(site, name), result.outcome === 'changed' ? 'imported' : 'unchanged');
      return;
    case 'conflict':
      sendForm(opened, 409, sent, { conflict: [name] });
      return;
    case 'refused':
      sendForm(opened, 422, sent, { errors: result.problems.map((text) => ({ field: fieldOf(sent), text })) });
      return;
  }
}

function compare({ dependencies, state }: OpenedConnection, { xml }: Sent): MetadataComparison {
  return compareMetadata(xml, state, { allowHttp: dependencies.insecureLoopback, now: dependencies.clock() });
}

/** Why metadata cannot be imported, at the way by which it came. */
function errorsOf(
  { reader: { language }, state }: OpenedConnection,
  sent: Sent,
  compared: Exclude<MetadataComparison, { readonly proposed: unknown }>,
): FormError[] {
  const { import: texts, create } = messagesFor(language).admin.singleSignOn;
  const told = (text: string): FormError => ({ field: fieldOf(sent), text });
  switch (compared.outcome) {
    case 'unusable':
      return compared.problems.map((why) => told(create.unusable(why)));
    case 'other_provider':
      return [told(texts.otherProvider(compared.entityId, state.entityId))];
    case 'ended':
      return [told(texts.ended(formatDay(compared.validUntil, language)))];
  }
}

function fieldOf({ url }: Sent): string {
  return url === '' ? 'xml' : 'url';
}
