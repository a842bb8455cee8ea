import { randomUUID } from 'node:crypto';

/** A request in which one word varies: something of another site, or something that does not exist. */
interface ScimProbe {
  readonly is: string;
  readonly send: (word: string) => Promise<Response>;
  readonly ofAcme: () => string;
  readonly madeUp: () => string;
}

/** What the intruder has, and what there is to find. */
interface ScimProbeFacts {
  readonly url: () => string;
  /** The intruder's own client. */
  readonly own: () => { readonly id: string; readonly secret: string };
  /** Ids of things of the other site. */
  readonly provisioning: () => string;
  readonly account: () => string;
  readonly group: () => string;
}

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** What a SCIM client of one site can say to each SCIM address that could be another site's. */
export function scimProbes({ url, own, provisioning, account, group }: ScimProbeFacts): Record<string, ScimProbe[]> {
  const send = (method: string, id: string, path: string, body: object) =>
    fetch(`${url()}/scim/v2/${encodeURIComponent(id)}${path}`, {
      method,
      headers: { authorization: `Bearer ${own().secret}`, 'content-type': 'application/scim+json' },
      ...(withBody.has(method) && { body: JSON.stringify(body) }),
    });
  const ofProvisioning = (path: string, methods: readonly string[]): ScimProbe[] =>
    methods.map((method) => ({
      is: `a provisioning (${method})`,
      send: (word) => send(method, word, path, {}),
      ofAcme: provisioning,
      madeUp: randomUUID,
    }));
  const ofResource = (path: string, bodies: Readonly<Record<string, object>>, ofAcme: () => string): ScimProbe[] =>
    ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
      is: `what the address names (${method})`,
      send: (word) => send(method, own().id, `${path}/${word}`, bodies[method] ?? {}),
      ofAcme,
      madeUp: randomUUID,
    }));
  const named = (is: string, method: string, path: string, bodyOf: (word: string) => object): ScimProbe => ({
    is,
    send: (word) => send(method, own().id, path, bodyOf(word)),
    ofAcme: account,
    madeUp: randomUUID,
  });
  const person = { userName: 'x@globex.test', displayName: 'X', name: { givenName: 'X', familyName: 'Y' } };
  const complete = { ...person, emails: [{ value: 'x@globex.test' }] };
  const base = 'ALL /scim/v2/:provisioning';
  const writes = ['GET', 'POST'];
  const search = (path: string) => named('an id in a search', 'POST', path, (word) => ({ filter: `id eq "${word}"` }));
  const operation = { Operations: [{ op: 'replace', path: 'displayName', value: 'X' }] };
  return {
    [base]: [...ofProvisioning('', ['GET'])],
    [`${base}/.search`]: [...ofProvisioning('/.search', ['POST']), search('/.search')],
    [`${base}/Me`]: ofProvisioning('/Me', ['GET']),
    [`${base}/Bulk`]: [
      ...ofProvisioning('/Bulk', ['POST']),
      named('an account', 'POST', '/Bulk', (word) => ({ Operations: [{ method: 'DELETE', path: `/Users/${word}` }] })),
    ],
    [`${base}/ServiceProviderConfig`]: ofProvisioning('/ServiceProviderConfig', ['GET']),
    [`${base}/Schemas`]: ofProvisioning('/Schemas', ['GET']),
    [`${base}/Schemas/:id`]: ofProvisioning('/Schemas/x', ['GET']),
    [`${base}/ResourceTypes`]: ofProvisioning('/ResourceTypes', ['GET']),
    [`${base}/ResourceTypes/:id`]: ofProvisioning('/ResourceTypes/User', ['GET']),
    [`${base}/Users`]: ofProvisioning('/Users', writes),
    [`${base}/Users/.search`]: [...ofProvisioning('/Users/.search', ['POST']), search('/Users/.search')],
    [`${base}/Users/:id`]: ofResource('/Users', { PUT: complete, PATCH: operation }, account),
    [`${base}/Groups`]: [
      ...ofProvisioning('/Groups', writes),
      named('a member', 'POST', '/Groups', (word) => ({ displayName: 'Strangers', members: [{ value: word }] })),
    ],
    [`${base}/Groups/.search`]: [
      ...ofProvisioning('/Groups/.search', ['POST']),
      named('a member in a search', 'POST', '/Groups/.search', (word) => ({ filter: `members.value eq "${word}"` })),
    ],
    [`${base}/Groups/:id`]: ofResource('/Groups', { PUT: { displayName: 'X', members: [] }, PATCH: operation }, group),
  };
}
