import { lookup as resolveByDns } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { parseMetadataAddress, type AddressRules, type MetadataAddress } from './parseAddress';
import { isPublicAddress, plainAddress } from './publicAddress';

/** Gives the IP addresses of a name; throws when there are none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** What fetching depends on. */
export interface FetchOptions extends AddressRules {
  /** Answers 304 are asked for when the document last seen had this ETag. */
  readonly etag?: string | null;
  /** The system's resolver when absent. */
  readonly resolve?: Resolve;
  /** Certificate authorities (PEM) instead of those of Node, in tests. */
  readonly ca?: string;
  /** For everything together: names, redirects, document. 10 s when absent. */
  readonly timeoutMs?: number;
}

/** What came of fetching. */
export type FetchResult =
  | { readonly outcome: 'fetched'; readonly xml: string; readonly etag: string | null }
  | { readonly outcome: 'not_modified' }
  /** `problem` completes the sentence "the address …". */
  | { readonly outcome: 'failed'; readonly problem: string };

const usualTimeoutMs = 10_000;
const mostRedirects = 3;
/** As much as is read as metadata. */
const mostBytes = 2 * 1024 * 1024;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const wellFormedEtag = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;

/** Why nothing could be fetched. */
class FetchProblem extends Error {}

/**
 * Fetches metadata, guarded against addresses of our own network (SSRF). Each name, also of each redirect, is resolved
 * here; every address found must be public unless the host is admitted by name; and the connection goes to exactly the
 * addresses that were checked, so that a name which changes between check and use gains nothing. Bounded in time and
 * size; what is compressed is refused; the content type is not believed, the document is judged by itself.
 */
export async function fetchMetadata(address: string, options: FetchOptions): Promise<FetchResult> {
  const timeoutMs = options.timeoutMs ?? usualTimeoutMs;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await follow(address, options, signal);
  } catch (error) {
    if (signal.aborted) return { outcome: 'failed', problem: `did not answer within ${timeoutMs / 1000} s` };
    if (error instanceof FetchProblem) return { outcome: 'failed', problem: error.message };
    return { outcome: 'failed', problem: `cannot be reached (${nameOf(error)})` };
  }
}

/** The system's own name of a failure; its message may hold addresses that are nobody's business. */
function nameOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'unknown error';
}

async function follow(first: string, options: FetchOptions, signal: AbortSignal): Promise<FetchResult> {
  let address = first;
  let isSecure = false;
  for (let redirected = 0; redirected <= mostRedirects; redirected += 1) {
    const where = redirected === 0 ? '' : 'redirects to one that ';
    const target = parseMetadataAddress(address, options);
    if ('problem' in target) throw new FetchProblem(where + target.problem);
    if (isSecure && target.url.protocol !== 'https:') throw new FetchProblem('redirects from https to http');
    isSecure = target.url.protocol === 'https:';
    const addresses = await checkedAddresses(target, options, signal, where);
    const answer = await request(target.url, addresses, options, signal);
    const status = answer.statusCode ?? 0;
    if (redirects.has(status)) {
      answer.destroy();
      const next = answer.headers.location ?? '';
      if (!URL.canParse(next, target.url)) throw new FetchProblem('redirects to nowhere');
      address = new URL(next, target.url).href;
      continue;
    }
    return read(answer, status, options);
  }
  throw new FetchProblem(`redirects more than ${mostRedirects} times`);
}

/** The addresses of a host, all of them fit to be connected to. One internal address among public ones refuses them all. */
async function checkedAddresses(
  { host, isAllowedHost }: MetadataAddress,
  { resolve = resolveName }: FetchOptions,
  signal: AbortSignal,
  where: string,
): Promise<readonly string[]> {
  const addresses = isIP(host) === 0 ? await untilAborted(resolve(host), signal) : [host];
  if (addresses.length === 0) throw new FetchProblem(`${where}cannot be reached (its name has no address)`);
  if (!isAllowedHost && !addresses.every(isPublicAddress)) {
    throw new FetchProblem(`${where}leads to an internal address; METADATA_ALLOWED_HOSTS can admit the host`);
  }
  return addresses;
}

async function resolveName(name: string): Promise<readonly string[]> {
  const found = await resolveByDns(name, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/** A resolver cannot be stopped; it is no longer waited for. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}

function request(
  url: URL,
  addresses: readonly string[],
  { etag = null, ca }: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { Agent, request: send } = url.protocol === 'https:' ? https : http;
  // An agent of its own: a kept connection would be one whose address nobody checked.
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1',
      'accept-encoding': 'identity',
      'user-agent': 'Usher',
      ...(etag === null ? {} : { 'if-none-match': etag }),
    };
    const lookup = onlyThese(addresses);
    const sent = send(url, { agent, lookup, headers, signal, ...(ca === undefined ? {} : { ca }) }, (answer) => {
      const reached = plainAddress(answer.socket.remoteAddress ?? '');
      if (addresses.some((one) => plainAddress(one) === reached)) {
        resolve(answer);
        return;
      }
      answer.destroy();
      reject(new FetchProblem('was answered by another address than was checked'));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Answers a connection's question for a name with what was checked, whatever a resolver would say by now. */
function onlyThese(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = all;
  return (_name, options, done) => {
    if (options.all === true) done(null, all);
    else done(null, first?.address ?? '', first?.family ?? 0);
  };
}

async function read(answer: IncomingMessage, status: number, { etag = null }: FetchOptions): Promise<FetchResult> {
  const refuse = (problem: string): never => {
    answer.destroy();
    throw new FetchProblem(problem);
  };
  if (status === 304 && etag !== null) {
    answer.destroy();
    return { outcome: 'not_modified' };
  }
  if (status !== 200) refuse(`answered with status ${status}`);
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== '') refuse('answered with a compressed document');
  const tooLarge = `holds more than ${mostBytes / 1024 / 1024} MB`;
  if (Number(answer.headers['content-length'] ?? 0) > mostBytes) refuse(tooLarge);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) refuse(tooLarge);
    parts.push(part);
  }
  const sent = answer.headers.etag ?? '';
  return { outcome: 'fetched', xml: asText(Buffer.concat(parts)), etag: wellFormedEtag.test(sent) ? sent : null };
}

function asText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FetchProblem('answered with a document that is not UTF-8');
  }
}
