import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scimTables } from '../../scripts/scimErrorTable';
import type { Database } from '../../src/db';
import { parseValuePath } from '../../src/scim/protocol/filter';
import {
  groupResourceType,
  isJsonObject,
  userResourceType,
  type Json,
  type JsonObject,
} from '../../src/scim/protocol/schema';
import { ScimSite } from '../scim/routes/scimSite';
import { freshDatabase } from '../support/database';

const documentOf = (name: string) => readFileSync(path.join(__dirname, '../../docs', name), 'utf8');
const scim = documentOf('scim.md');
const webex = documentOf('webex-apis.md');

let database: Database;
let site: ScimSite;
beforeAll(async () => {
  database = await freshDatabase();
  site = await ScimSite.start(database);
});
afterAll(async () => {
  await site?.close();
  await database?.close();
});

/** The rows of the tables of a text, as their cells; lines that only draw are left out. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test.each(['errors', 'scim2-tester', 'scim-sanity'] as const)(
  'the %s in docs/scim.md are those of the program; "npx tsx scripts/scimErrorTable.ts" writes them',
  (name) => {
    const between = scim.slice(scim.indexOf(`<!-- ${name}:`), scim.indexOf(`<!-- end of ${name} -->`));
    expect(rowsOf(between)).toEqual(scimTables[name]);
  },
);

test('docs/scim.md has all 28 rows of errors', () => {
  expect(scimTables.errors.slice(1).map(([row]) => Number(row))).toEqual(
    Array.from({ length: 28 }, (_, index) => index + 1),
  );
});

test.each(userResourceType.schema.attributes.map(({ name }) => name).filter((name) => name !== 'password'))(
  'docs/scim.md names the attribute %s',
  (name) => {
    const people = scim.slice(scim.indexOf('## People'), scim.indexOf('## Groups are'));
    expect(people).toContain(`\`${name}\``);
  },
);

/** A curl line taken apart as a shell does it, as far as the document goes. */
function readCurl(line: string): { method: string; path: string; headers: Record<string, string>; body?: string } {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const after = (option: string) => words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  const [url = ''] = words.filter((word) => word.startsWith('$SCIM'));
  const named = after('-H').filter((header) => header !== '$AUTH');
  const headers = Object.fromEntries(named.map((header) => header.toLowerCase().split(/:\s*/) as [string, string]));
  const [body] = after('-d');
  const rest = body === undefined ? {} : { body };
  return { method: after('-X')[0] ?? 'GET', path: url.slice('$SCIM'.length), headers, ...rest };
}

test('the curl lines of docs/scim.md, one after the other, are answered as a reader expects', async () => {
  const [, block = ''] = /```sh\n(curl[^]*?)```/.exec(scim) ?? [];
  const lines = block.trim().split('\n');
  const answers: string[] = [];
  for (const line of lines) {
    expect(line).toContain('-H "$AUTH"');
    const { method, path: address, headers, body } = readCurl(line);
    const answer = await site.send(method, address, { headers, ...(body === undefined ? {} : { body }) });
    answers.push(`${answer.status} ${answer.body.totalResults ?? answer.body.userName ?? answer.body.schemas[0]}`);
  }
  expect(answers).toEqual([
    '200 urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
    '200 1',
    '201 grace@acme.test',
    '200 1',
    '200 4',
  ]);
});

/** The requests of a document, in their order. */
function requestsOf(document: string) {
  return [...document.matchAll(/```http\n(\S+) (\S+)\n[^]*?\n\n([^]*?)```/g)].map(
    ([, method = '', address = '', body = '']) => ({
      method,
      address,
      body: JSON.parse(body) as JsonObject,
    }),
  );
}

test('the example of docs/webex-apis.md makes and changes an account with everything it says', async () => {
  await database.prisma.trackingCode.createMany({
    data: [
      { siteId: site.siteId, number: 1, label: 'Division', input: 'text', usage: 'required' },
      { siteId: site.siteId, number: 2, label: 'Cost centre', input: 'dropdown', usage: 'optional' },
    ],
  });
  const { siteId } = site;
  await database.prisma.trackingCodeValue.createMany({
    data: ['CC-100', 'CC-300'].map((value) => ({ id: randomUUID(), siteId, number: 2, value })),
  });
  const [post, patch, ...more] = requestsOf(webex);
  if (!post || !patch) throw new Error('the document has no example');
  expect([post.method, post.address, patch.method, patch.address, more.length]).toEqual([
    'POST',
    '/Users',
    'PATCH',
    '/Users/{id}',
    0,
  ]);

  const made = await site.send(post.method, post.address, { body: post.body });
  expect([made.status, made.body]).toEqual([201, expect.objectContaining(post.body)]);

  const changed = await site.send(patch.method, patch.address.replace('{id}', made.body.id), { body: patch.body });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    name: { givenName: 'Ada', familyName: 'King' },
    displayName: 'Ada King',
    userType: 'attendee',
    emails: [{ type: 'work', value: 'ada.king@acme.test', primary: true }],
    phoneNumbers: [{ type: 'work', value: '+47 22 00 00 00' }],
    'urn:usher:scim:2.0:User': { TC1: 'Engines', TC2: 'CC-300' },
  });
  expect(await database.prisma.account.findUnique({ where: { id: made.body.id } })).toMatchObject({
    username: 'ada@acme.test',
    firstName: 'Ada',
    lastName: 'King',
    displayName: 'Ada King',
    email: 'ada.king@acme.test',
    type: 'attendee',
    status: 'active',
    timeZone: 'Europe/Oslo',
    language: 'nb',
    trackingCodes: { TC1: 'Engines', TC2: 'CC-300' },
  });
});

/** The attributes in the second columns of the two tables of fields. */
const mapped = rowsOf(webex.slice(0, webex.indexOf('## Operations')))
  .slice(1)
  .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, attribute = '']) => attribute));

test('docs/webex-apis.md maps every argument of the SSO URL API', () => {
  const [, ...rows] = rowsOf(webex.slice(webex.indexOf('## SSO URL API'), webex.indexOf('## Account API')));
  expect(rows.map(([argument]) => argument)).toEqual(['`firstname`', '`lastname`', '`email`', '`TC1` … `TC10`']);
});

test.each(mapped)('%s, to which docs/webex-apis.md maps a field, is an attribute of ours', (attribute) => {
  const type = attribute.startsWith('members') ? groupResourceType : userResourceType;
  expect(parseValuePath(attribute, type)?.found.attribute).toBeDefined();
});

test('the example of docs/webex-apis.md is complete: no field of a person that the tables name is missing in it', () => {
  const [post] = requestsOf(webex);
  const has = (attribute: string) => {
    const [, urn, bare = attribute] = /^(urn:.*:User):(.*)$/.exec(attribute) ?? [];
    const [name = ''] = bare.split(/[[.]/);
    const part: Json | undefined = urn === undefined ? post?.body : post?.body[urn];
    return isJsonObject(part ?? null) && Object.hasOwn(part as JsonObject, name);
  };
  const left = mapped.filter((attribute) => !has(attribute));
  expect(left).toEqual(['urn:usher:scim:2.0:User:TC10', 'members.value', 'password']);
});
