import { fail, type Failure } from '../judgement';
import type { LogoutArrival } from './types';

/** The parts of a logout message, before anything is decoded but percent-encoding. */
export interface LogoutParts {
  readonly kind: 'request' | 'response';
  /** Base64. */
  readonly message: string;
  readonly relayState: string | null;
  /** The signature beside the message (SAML Bindings 3.4.4.1); null with POST, and when it is missing. */
  readonly detached: DetachedSignature | null;
}

/** The signature of the redirect binding and the octets it is over, exactly as they came. */
export interface DetachedSignature {
  readonly algorithm: string;
  /** Base64. */
  readonly value: string;
  readonly signed: string;
  /** The same octets without RelayState, to tell a RelayState that was added from a forged signature; null without one. */
  readonly signedWithoutRelayState: string | null;
}

/** Exact names, in the order in which they are signed and sent. */
const ordered = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'] as const;
type Parameter = (typeof ordered)[number];

const mostParameters = 16;
const longestRelayState = 2048;
const deflate = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';

/** Reads what came by either binding, or says why it cannot be read (code 30). */
export function readArrival(arrival: LogoutArrival): LogoutParts | Failure {
  return arrival.binding === 'redirect' ? readQuery(arrival.query) : readFields(arrival.fields);
}

/** True for a failure among other values. */
export function isFailure(value: object): value is Failure {
  return 'passed' in value && value.passed === false;
}

/**
 * Names are compared as they stand: a name that only decoding, letter case or brackets make one of ours is another reader's
 * parameter, and what two readers read differently decides nothing.
 */
function readQuery(query: string): LogoutParts | Failure {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const found = new Map<Parameter, string>();
  if (pairs.length > mostParameters) return refused(`There are more than ${mostParameters} parameters.`, null);
  let last = -1;
  for (const pair of pairs) {
    const [name, value] = split(pair);
    const position = (ordered as readonly string[]).indexOf(name);
    if (position < 0) {
      const problem = judgeForeign(name, value);
      if (problem !== null) return problem;
      continue;
    }
    const parameter = ordered[position] as Parameter;
    if (found.has(parameter)) return refused(`${name} stands twice.`, name);
    if (position < last) return refused(`${name} stands behind what must follow it.`, name);
    last = position;
    found.set(parameter, value);
  }
  return partsOf(found);
}

function split(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** Parameters of others may stand beside ours, as long as nobody could take them for ours. */
function judgeForeign(name: string, value: string): Failure | null {
  const decoded = decode(name);
  if (decoded === null) return refused('The name of a parameter is not percent-encoded UTF-8.', null);
  if (decoded === 'SAMLEncoding') {
    return decode(value) === deflate ? null : refused('Another encoding than DEFLATE is announced.', 'SAMLEncoding');
  }
  return resemblesOurs(decoded)
    ? refused('A parameter resembles one of SAML, but is spelled otherwise.', decoded)
    : null;
}

function resemblesOurs(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  return ordered.some((known) => plain === known.toLowerCase());
}

function partsOf(found: ReadonlyMap<Parameter, string>): LogoutParts | Failure {
  const kind = kindOf(found);
  if (typeof kind !== 'string') return kind;
  const name = kind === 'request' ? 'SAMLRequest' : 'SAMLResponse';
  const raw = (parameter: Parameter) => `${parameter}=${found.get(parameter) ?? ''}`;
  const values = new Map([...found].map(([parameter, value]) => [parameter, decode(value)]));
  const broken = [...values].find(([, value]) => value === null);
  if (broken !== undefined) return refused(`${broken[0]} is not percent-encoded UTF-8.`, broken[0]);
  // Some encode a blank as a plus sign, which base64 has a use for.
  const relayState = found.has('RelayState') ? decode((found.get('RelayState') ?? '').replaceAll('+', ' ')) : null;
  if ((relayState ?? '').length > longestRelayState) return refused('RelayState is too long.', 'RelayState');
  const [algorithm, value] = [values.get('SigAlg') ?? '', values.get('Signature') ?? ''];
  const bare = `${raw(name)}&${raw('SigAlg')}`;
  const detached: DetachedSignature = {
    algorithm,
    value,
    signed: relayState === null ? bare : `${raw(name)}&${raw('RelayState')}&${raw('SigAlg')}`,
    signedWithoutRelayState: relayState === null ? null : bare,
  };
  const isSigned = algorithm !== '' && value !== '';
  return { kind, message: values.get(name) ?? '', relayState, detached: isSigned ? detached : null };
}

/** SAML Bindings 3.5.4: exactly one message, at most one RelayState. The signature is inside the message. */
function readFields(fields: readonly (readonly [string, string])[]): LogoutParts | Failure {
  if (fields.length > mostParameters) return refused(`There are more than ${mostParameters} fields.`, null);
  const found = new Map<Parameter, string>();
  for (const [name, value] of fields) {
    const known = ordered.find((parameter) => parameter === name);
    if (known === undefined && resemblesOurs(name)) {
      return refused('A field resembles one of SAML, but is spelled otherwise.', name);
    }
    if (known === undefined) continue;
    if (found.has(known)) return refused(`${name} stands twice.`, name);
    found.set(known, value);
  }
  const kind = kindOf(found);
  if (typeof kind !== 'string') return kind;
  const relayState = found.get('RelayState') ?? null;
  if ((relayState ?? '').length > longestRelayState) return refused('RelayState is too long.', 'RelayState');
  const message = found.get(kind === 'request' ? 'SAMLRequest' : 'SAMLResponse') ?? '';
  return { kind, message, relayState, detached: null };
}

function kindOf(found: ReadonlyMap<Parameter, string>): 'request' | 'response' | Failure {
  const [request, response] = [found.has('SAMLRequest'), found.has('SAMLResponse')];
  if (request && response) return refused('SAMLRequest and SAMLResponse came together.', 'SAMLRequest');
  if (!request && !response) return refused('Neither SAMLRequest nor SAMLResponse came.', 'SAMLRequest');
  return request ? 'request' : 'response';
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A name may hold anything, also U+0000, which no database stores. */
function refused(why: string, field: string | null): Failure {
  const shown = field?.replace(/[^\x20-\x7E]/g, '?');
  return fail(30, 'logout_parameters', { why, ...(shown === undefined ? {} : { field: shown }), hint: why });
}
