import express, { Router } from 'express';
import { acceptHeld, dropHeld, listMetadata } from '../../metadata';
import { listSiteKeys } from '../../saml';
import { tagOf } from '../../sites';
import { messagesFor, multipartForm, redirectDone, sendPage } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { showCertificate } from './certificates';
import { CertificatesPage, type CertificatesProps } from './CertificatesPage';
import { changeSiteOf } from './changing';
import { answerChange, onConnection, type OpenedConnection } from './opened';

/** The certificates of a connection: adding, removing, and deciding about what its metadata proposes. */
export function certificateRoutes(dependencies: AreaDependencies): Router {
  const edit = dependencies.requireAdmin('sso.edit');
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection/certificates';
  const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 });
  const show = onConnection(dependencies, (opened) => send(opened, 200, {}));
  router.get(address, dependencies.requireAdmin('sso.view'), show);
  router.post(address, edit, ...multipartForm(256 * 1024), onConnection(dependencies, add));
  router.post(`${address}/remove`, edit, form, onConnection(dependencies, remove));
  router.post(`${address}/held`, edit, form, onConnection(dependencies, decideHeld));
  return router;
}

type Shown = Partial<Pick<CertificatesProps, 'tag' | 'pasted' | 'errors' | 'conflict' | 'lastOne'>>;

async function send(
  { dependencies, res, reader, notice, state }: OpenedConnection,
  status: number,
  shown: Shown,
): Promise<void> {
  const { database, clock } = dependencies;
  const [listed, { keys: ownKeys }] = await Promise.all([
    listMetadata(database, reader.site),
    listSiteKeys(database, reader.siteId),
  ]);
  const props: CertificatesProps = {
    reader,
    notice,
    name: state.name,
    tag: tagOf(state),
    certificates: state.certificates.map(({ pem }) => showCertificate(pem, clock())),
    metadata: listed.find(({ connection }) => connection === state.name) ?? null,
    ownKeys,
    pasted: '',
    errors: [],
    conflict: [],
    lastOne: null,
    ...shown,
  };
  sendPage(res, status, <CertificatesPage {...props} />);
}

async function add(opened: OpenedConnection): Promise<void> {
  const { reader, values, state } = opened;
  const file = values.file('file');
  const pasted = values.text('pem');
  const text = file === null ? pasted : pemOf(file.content);
  if (text === '') {
    const told = messagesFor(reader.language).admin.singleSignOn.certificates.nothingSent;
    await send(opened, 422, { errors: [{ field: 'file', text: told }] });
    return;
  }
  const field = file === null ? 'pem' : 'file';
  await change(opened, { field, pasted, certificates: [...state.certificates.map(({ pem }) => pem), text] });
}

/** A certificate in DER is put into PEM; everything else is what it says it is. */
function pemOf(content: Buffer): string {
  // DER begins with a SEQUENCE (X.690 8.9).
  if (content[0] !== 0x30) return content.toString('utf8').replaceAll('\0', '');
  return `-----BEGIN CERTIFICATE-----\n${content.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

async function remove(opened: OpenedConnection): Promise<void> {
  const { reader, values, state } = opened;
  const fingerprint = values.text('fingerprint');
  const isLast = state.enabled && state.certificates.every((one) => one.fingerprint === fingerprint);
  if (isLast && !values.isTicked('confirmed')) {
    const text = messagesFor(reader.language).admin.singleSignOn.certificates.lastOne;
    await send(opened, 422, { errors: [{ field: 'confirmed', text }], lastOne: fingerprint });
    return;
  }
  const left = state.certificates.flatMap((one) => (one.fingerprint === fingerprint ? [] : [one.pem]));
  await change(opened, { field: 'pem', pasted: '', certificates: left });
}

/** Pins these certificates, as PEM. `field`: where the form shows what is wrong with them. */
async function change(
  opened: OpenedConnection,
  sent: { readonly field: string; readonly pasted: string; readonly certificates: readonly string[] },
): Promise<void> {
  const { req, dependencies, reader, values, state } = opened;
  const { field, pasted } = sent;
  const { name } = state;
  const tag = values.text('tag');
  const connections = [{ name, certificates: sent.certificates.map((pem) => ({ pem })) }];
  const expected = { connections: { [name]: tag } };
  await answerChange(opened, await changeSiteOf(req, dependencies, { change: { connections }, expected }), {
    done: { href: ssoHref.certificates(reader.site, name), notice: 'saved' },
    again: (status, shown) => send(opened, status, { pasted, ...(status === 409 && { tag }), ...shown }),
    fieldOf: () => field,
  });
}

async function decideHeld(opened: OpenedConnection): Promise<void> {
  const { res, dependencies, reader, values, state } = opened;
  const { site, actor } = reader;
  const { database, clock, insecureLoopback: allowHttp } = dependencies;
  const connection = state.name;
  const decision = { database, site, connection, digest: values.text('digest'), actor, now: clock() };
  const accepts = values.text('decision') === 'accept';
  const result = await (accepts ? acceptHeld({ ...decision, allowHttp }) : dropHeld(decision));
  switch (result.outcome) {
    case 'accepted':
    case 'dropped':
      redirectDone(res, ssoHref.certificates(site, connection), 'saved');
      return;
    case 'nothing_held':
    case 'conflict':
      await send(opened, 409, { conflict: [connection] });
      return;
    case 'refused':
      await send(opened, 422, { errors: result.problems.map((text) => ({ field: '', text })) });
      return;
  }
}
