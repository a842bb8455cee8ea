import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

/** The names the server of the tests can be reached under; no resolver of the outside knows them. */
export const metadataHosts = ['idp.acme.test', 'other.acme.test'] as const;

/** A web server of an identity provider on this machine; over https it is its own authority. */
export interface MetadataServer {
  readonly port: number;
  /** PEM of what signed its certificate. */
  readonly ca: string;
  /** What was asked for, as `host path`. */
  readonly asked: string[];
  /** Headers of the last request. */
  lastHeaders: http.IncomingHttpHeaders;
  answer: RequestListener;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function serveMetadata(protocol: 'https' | 'http' = 'https'): Promise<MetadataServer> {
  const { certificatePem, privateKeyPem } = await tlsKey();
  const served: Omit<MetadataServer, 'port' | 'close'> = {
    ca: certificatePem,
    asked: [],
    lastHeaders: {},
    answer: (_req, res) => void res.writeHead(404).end(),
  };
  const listener: RequestListener = (req, res) => {
    served.asked.push(`${(req.headers.host ?? '').replace(/:\d+$/, '')} ${req.url ?? ''}`);
    served.lastHeaders = req.headers;
    served.answer(req, res);
  };
  const server =
    protocol === 'https'
      ? https.createServer({ cert: certificatePem, key: privateKeyPem }, listener)
      : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(served, { port: (server.address() as AddressInfo).port, close });
}

/** Dates far around the real present: this is the one certificate that is judged by the machine's own clock. */
async function tlsKey(): Promise<{ certificatePem: string; privateKeyPem: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '21',
      name: [{ CN: ['metadata server of a test'] }],
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2060-01-01T00:00:00Z'),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new SubjectAlternativeNameExtension([
          ...metadataHosts.map((value) => ({ type: 'dns' as const, value })),
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    },
    webcrypto as Crypto,
  );
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const privateKeyPem = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
  return { certificatePem: certificate.toString('pem'), privateKeyPem };
}
