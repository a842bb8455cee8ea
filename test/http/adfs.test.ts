import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signXmlElement } from '../../src/saml';
import { applySiteFile } from '../../src/sites';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { testKey } from '../support/samlResponse';
import { arrange } from '../support/siteState';
import { pathOf, UsherUnderTest } from '../support/usher';

const cases = ['literal-names', 'claim-uris'] as const;
type Case = (typeof cases)[number];
const read = (name: Case, file: string) =>
  readFileSync(path.join(__dirname, '../../fixtures/adfs', name, file), 'utf8');
const signing = testKey('idp');
const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

describe('AD FS', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const configure = async (name: Case) => {
    await arrange(usher);
    const files = { 'token-signing.pem': signing.certificatePem };
    const input = { text: read(name, 'site.yaml'), fileName: 'site.yaml', files, allowHttp: false };
    const refuse = () => Promise.reject(new Error('no password is in the file'));
    const result = await applySiteFile(input, {
      ...{ database, now: usher.now, actor: 'test', dryRun: false, forceAccounts: false },
      passwords: { hash: refuse, verify: refuse },
    });
    if (result.outcome === 'refused') throw new Error(result.problems.join('\n'));
  };
  /** The response of the fixture to a request, signed as AD FS signs: the assertion alone, RSA-SHA256. */
  const responseTo = (name: Case, requestId: string, change = (xml: string) => xml) => {
    const later = (seconds: number) => new Date(usher.now.getTime() + seconds * 1000).toISOString();
    const values: Record<string, string> = {
      ...{ requestId, acs: usher.addresses.acs, entityId: usher.addresses.metadata },
      ...{ responseId: `_${randomUUID()}`, assertionId: `_${randomUUID()}` },
      ...{ now: later(0), inFiveMinutes: later(300), inOneHour: later(3600) },
    };
    const xml = change(read(name, 'response.xml')).replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
    return signXmlElement({ xml: xml.trimEnd(), elementId: values['assertionId'] ?? '', ...signing });
  };

  it.each(cases)('signs a new person in, and the same account again: %s', async (name) => {
    await configure(name);
    for (let times = 0; times < 2; times += 1) {
      const browser = usher.browser();
      const answer = await usher.post(responseTo(name, await usher.begin(browser)));
      expect(answer.status).toBe(303);
      expect((await browser.get(pathOf(answer))).status).toBe(303);
    }
    const accounts = await database.prisma.account.findMany({ where: { siteId: usher.siteId } });
    expect(accounts).toEqual([expect.objectContaining(JSON.parse(read(name, 'expected.json')) as object)]);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', nameId: null });
  });

  it.each<[string, Case, (xml: string) => string, string, string, RegExp]>([
    [
      'a claim sent in another case',
      'literal-names',
      (xml) => xml.replace('Name="firstname"', 'Name="FirstName"'),
      'attribute_missing',
      'firstname',
      /present as "FirstName"/,
    ],
    [
      'a claim sent under its claim type, where a literal name is expected',
      'literal-names',
      (xml) => xml.replace('Name="lastname"', `Name="${claims}/surname"`),
      'attribute_missing',
      'lastname',
      /present as "http.*surname": add this name to the mapping/,
    ],
    [
      'a person whose directory has no first name: AD FS leaves the claim out',
      'claim-uris',
      (xml) => xml.replace(/<Attribute Name="[^"]*givenname">.*?<\/Attribute>/, ''),
      'attribute_missing',
      `${claims}/givenname`,
      /^$/,
    ],
  ])('is told the cause of 31: %s', async (_, name, change, reason, field, hint) => {
    await configure(name);
    const answer = await usher.post(responseTo(name, await usher.begin(usher.browser()), change));
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '31']);
    const [finding] = (await usher.lastAttempt()).findings as { reason: string; field: string; hint?: string }[];
    expect(finding).toMatchObject({ reason, field });
    expect(finding?.hint ?? '').toMatch(hint);
  });
});
