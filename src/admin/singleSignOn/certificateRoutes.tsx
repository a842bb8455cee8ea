import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { X509Certificate } from 'node:crypto';
import { acceptHeld, dropHeld, listMetadata } from '../../metadata';
import { certificateFingerprint } from '../../saml';
import { tagOf, type ConnectionState } from '../../sites';
import { FormValues, messagesFor, multipartForm, noticeOf, redirectDone, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { fieldErrors } from '../fieldErrors';
import { ssoHref } from './addresses';
import { showCertificate } from './certificates';
import { CertificatesPage, type CertificatesProps, type OwnKey } from './CertificatesPage';
import { changeSiteOf, requireConnection } from './changing';

/** The certificates of a connection: adding, removing, and deciding about what its metadata proposes. */
export function certificateRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection/certificates';
  const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 });
  router.get(address, requireAdmin('sso.view'), (req, res) => send(dependencies, req, res, 200, {}));
  router.post(address, requireAdmin('sso.edit'), ...multipartForm(256 * 1024), add(dependencies));
  router.post(`${address}/remove`, requireAdmin('sso.edit'), form, remove(dependencies));
  router.post(`${address}/held`, requireAdmin('sso.edit'), form, decideHeld(dependencies));
  return router;
}

type Shown = Partial<Pick<CertificatesProps, 'tag' | 'pasted' | 'errors' | 'conflict' | 'lastOne'>>;

async function send(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: Shown,
): Promise<void> {
  const reader = administratorOf(req);
  const { database, clock } = dependencies;
  const state = await requireConnection(req, res, dependencies);
  if (state === null) return;
  const [listed, ownKeys] = await Promise.all([listMetadata(database, reader.site), readOwnKeys(dependencies, req)]);
  const props: CertificatesProps = {
    reader,
    notice: noticeOf(req, messagesFor(reader.language).admin.singleSignOn.notices),
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

async function readOwnKeys({ database }: AreaDependencies, req: Request): Promise<OwnKey[]> {
  const keys = await database.prisma.siteKey.findMany({
    where: { siteId: administratorOf(req).siteId },
    select: { use: true, state: true, certificatePem: true },
    orderBy: [{ use: 'asc' }, { createdAt: 'desc' }],
  });
  return keys.map(({ use, state, certificatePem }) => {
    const certificate = new X509Certificate(certificatePem);
    const fingerprint = certificateFingerprint(certificate.raw);
    return { use, state, fingerprint, notAfter: new Date(certificate.validTo) };
  });
}

function add(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { language } = administratorOf(req);
    const values = FormValues.of(req);
    const file = values.file('file');
    const pasted = values.text('pem');
    const text = file === null ? pasted : pemOf(file.content);
    if (text === '') {
      const told = messagesFor(language).admin.singleSignOn.certificates.nothingSent;
      await send(dependencies, req, res, 422, { errors: [{ field: 'file', text: told }] });
      return;
    }
    const field = file === null ? 'pem' : 'file';
    await change(dependencies, req, res, { field, tag: values.text('tag'), pasted }, (state) => [
      ...state.certificates.map(({ pem }) => pem),
      text,
    ]);
  };
}

/** A certificate in DER is put into PEM; everything else is what it says it is. */
function pemOf(content: Buffer): string {
  // DER begins with a SEQUENCE (X.690 8.9).
  if (content[0] !== 0x30) return content.toString('utf8').replaceAll('\0', '');
  return `-----BEGIN CERTIFICATE-----\n${content.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function remove(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const values = FormValues.of(req);
    const fingerprint = values.text('fingerprint');
    const tag = values.text('tag');
    const state = await requireConnection(req, res, dependencies);
    if (state === null) return;
    const isLast = state.enabled && state.certificates.every((one) => one.fingerprint === fingerprint);
    if (isLast && !values.isTicked('confirmed')) {
      const { language } = administratorOf(req);
      const text = messagesFor(language).admin.singleSignOn.certificates.lastOne;
      await send(dependencies, req, res, 422, { errors: [{ field: 'confirmed', text }], lastOne: fingerprint });
      return;
    }
    await change(dependencies, req, res, { field: 'pem', tag, pasted: '' }, (now) =>
      now.certificates.flatMap((one) => (one.fingerprint === fingerprint ? [] : [one.pem])),
    );
  };
}

async function change(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  sent: { readonly field: string; readonly tag: string; readonly pasted: string },
  certificatesOf: (state: ConnectionState) => readonly string[],
): Promise<void> {
  const { site, language } = administratorOf(req);
  const state = await requireConnection(req, res, dependencies);
  if (state === null) return;
  const { field, tag, pasted } = sent;
  const { name } = state;
  const connections = [{ name, certificates: certificatesOf(state).map((pem) => ({ pem })) }];
  const expected = { connections: { [name]: tag } };
  const result = await changeSiteOf(req, dependencies, { change: { connections }, expected });
  if (result.outcome === 'refused') {
    const errors = fieldErrors(result.problems, language, () => field);
    await send(dependencies, req, res, 422, { errors, pasted });
  } else if (result.outcome === 'conflict') {
    await send(dependencies, req, res, 409, { conflict: result.subjects, pasted, tag });
  } else {
    redirectDone(res, ssoHref.certificates(site, name), result.outcome === 'unchanged' ? 'unchanged' : 'saved');
  }
}

function decideHeld(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, actor } = administratorOf(req);
    const { database, clock, insecureLoopback: allowHttp } = dependencies;
    const values = FormValues.of(req);
    const connection = String(req.params['connection']);
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
        await send(dependencies, req, res, 409, { conflict: [connection] });
        return;
      case 'refused':
        await send(dependencies, req, res, 422, { errors: result.problems.map((text) => ({ field: '', text })) });
        return;
    }
  };
}
