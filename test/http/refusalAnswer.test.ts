import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { arrange } from '../support/siteState';
import { UsherUnderTest, type PersonOptions } from '../support/usher';

const reference = /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/;
const form = 'application/x-www-form-urlencoded';
/** Values that stand in the attempt and must stand nowhere else. */
const secret = { lastname: 'Xyzzy-Plugh', memberStatus: 'Frobozz-Grue' };

describe('the answer to a refused sign-in', () => {
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
  beforeEach(() => arrange(usher));

  const attempts = () => database.prisma.attempt.count();
  const refused: PersonOptions = { attributes: { ...secret, firstname: null } };
  const refuse = async (headers: Record<string, string> = {}) => {
    const inResponseTo = await usher.begin(usher.browser());
    return usher.post(await usher.responseXml({ ...refused, inResponseTo }), undefined, headers);
  };
  /** Posts any body to the ACS; without redirects, as a browser sent by the identity provider would. */
  const send = (body: BodyInit, headers: Record<string, string> = {}, path = '/saml/acme/main/acs') =>
    fetch(`${usher.url}${path}`, {
      method: 'POST',
      body,
      headers: { accept: 'text/html', 'content-type': form, 'sec-fetch-site': 'cross-site', ...headers },
      redirect: 'manual',
    });
  /** What was judged and how, in the words an attacker or a curious colleague would look for. */
  const expectNothingTechnical = (body: string) => {
    expect(body).not.toMatch(/Xyzzy|Frobozz|Lovelace|ada@acme\.test/);
    expect(body).not.toMatch(/firstname|lastname|memberStatus|attribute_missing|member_status|expected|received/i);
    expect(body).not.toMatch(/samlp?:|<\?xml|saml:|idp\.acme\.test|urn:oasis/i);
    expect(body).not.toMatch(/\bat .*\.[jt]sx?:\d+|node_modules|Error:|SQLSTATE|prisma/);
  };

  it('is a page with code, title, reference and whom to ask, and nothing technical', async () => {
    const answer = await refuse();
    const page = await answer.text();
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(answer.headers.get('usher-sso-code')).toBe('31');
    expect(answer.headers.get('usher-reference')).toMatch(reference);
    expect(page).toContain('Auto Account Creation failed (31). Contact your administrator for further support.');
    for (const group of answer.headers.get('usher-reference')?.split('-') ?? []) expect(page).toContain(group);
    expect(page).toContain('Help desk');
    expect(page).toContain('help@acme.test');
    expectNothingTechnical(page.replaceAll('help@acme.test', ''));
  });

  it.each(['application/problem+json', 'application/json', 'application/json, text/html;q=0.5'])(
    'is problem+json with the same facts for a client that asks for %s',
    async (accept) => {
      const answer = await refuse({ accept });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('usher-sso-code')).toBe('31');
      const body = await answer.text();
      expect(JSON.parse(body)).toEqual({
        type: 'http://localhost:3000/help/codes/31',
        title: 'Auto Account Creation failed',
        status: 403,
        detail: 'Auto Account Creation failed (31). Contact your administrator for further support.',
        code: 31,
        reference: answer.headers.get('usher-reference'),
        contact: { name: 'Help desk', email: 'help@acme.test' },
      });
      expectNothingTechnical(body.replace('help@acme.test', ''));
    },
  );

  it.each(['text/html,application/xhtml+xml,*/*;q=0.8', '*/*'])(
    'is the page for a client that asks for %s',
    async (accept) => {
      expect((await refuse({ accept })).headers.get('content-type')).toMatch(/^text\/html/);
    },
  );

  it('leads to the error address of the site, with code and reference and nothing else', async () => {
    await arrange(usher, { site: { errorUrl: 'https://app.acme.test/sorry?from=usher' } });
    const answer = await refuse();
    expect(answer.status).toBe(303);
    const ref = answer.headers.get('usher-reference') ?? '';
    expect(ref).toMatch(reference);
    expect(answer.headers.get('usher-sso-code')).toBe('31');
    expect(answer.headers.get('location')).toBe(`https://app.acme.test/sorry?from=usher&code=31&reference=${ref}`);
    expectNothingTechnical(await answer.text());
  });

  it('stays problem+json for a client that asks for it, error address or not', async () => {
    await arrange(usher, { site: { errorUrl: 'https://app.acme.test/sorry' } });
    expect((await refuse({ accept: 'application/problem+json' })).status).toBe(403);
  });

  it.each([
    ['de', 'de-AT,de;q=0.9', /lang="de"/, 'Wenden Sie sich'],
    ['nb', 'nb-NO', /lang="nb"/, 'mislyktes (31)'],
    ['en', 'fr', /lang="en"/, 'Auto Account Creation failed (31)'],
  ])('is written in %s for Accept-Language %s', async (_, language, lang, words) => {
    const page = await (await refuse({ 'accept-language': language })).text();
    expect(page).toMatch(lang);
    expect(page).toContain(words);
    const json = await refuse({ 'accept-language': language, accept: 'application/problem+json' });
    expect(JSON.stringify(await json.json())).toContain(words);
  });

  describe('to a post that cannot be used is a code and a status of its own, and the attempt is kept', () => {
    const usable = () => Buffer.from('<x/>').toString('base64');
    it.each([
      ['no SAMLResponse', 400, 6, 'form_unusable', () => send('RelayState=x')],
      ['an empty body', 400, 6, 'form_unusable', () => send('')],
      ['an empty SAMLResponse', 400, 6, 'form_unusable', () => send('SAMLResponse=')],
      ['two SAMLResponses', 400, 6, 'form_unusable', () => send(`SAMLResponse=${usable()}&SAMLResponse=${usable()}`)],
      ['a SAMLRequest', 400, 6, 'form_unusable', () => send(`SAMLRequest=${usable()}&SAMLResponse=${usable()}`)],
      ['another spelling', 400, 6, 'form_unusable', () => send(`samlresponse=${usable()}`)],
      ['what is not base64', 400, 6, 'base64_invalid', () => send('SAMLResponse=%C3%A6')],
      ['base64 of what is not XML', 400, 6, 'xml_malformed', () => send(`SAMLResponse=${btoa('hello')}`)],
      [
        'a document type',
        400,
        6,
        'xml_forbidden',
        () => send(`SAMLResponse=${encodeURIComponent(btoa('<!DOCTYPE a><a/>'))}`),
      ],
      ['JSON', 415, 6, 'content_type_wrong', () => send('{}', { 'content-type': 'application/json' })],
      ['no content type', 415, 6, 'content_type_wrong', () => send(Buffer.from('a=b'), { 'content-type': '' })],
      [
        'a compressed body',
        415,
        6,
        'content_type_wrong',
        () => send(gzipSync('SAMLResponse=x'), { 'content-encoding': 'gzip' }),
      ],
      ['600 KB', 413, 6, 'too_large', () => send(`SAMLResponse=${'A'.repeat(600 * 1024)}`)],
      ['many parameters', 413, 6, 'too_large', () => send(`SAMLResponse=${usable()}${'&a=b'.repeat(9)}`)],
      ['WS-Federation', 400, 22, 'ws_federation', () => send('wa=wsignin1.0&wresult=%3Cx%2F%3E')],
      ['an artifact', 400, 11, 'artifact_unsupported', () => send('SAMLart=AAQAA')],
    ])('%s: %d, code %d, %s', async (_, status, code, reason, post) => {
      const before = await attempts();
      usher.pass(1);
      const answer = await post();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('usher-sso-code')).toBe(String(code));
      const stored = await usher.lastAttempt();
      expect(stored).toMatchObject({ outcome: 'refused', code, verified: false, accountId: null });
      expect(stored.findings).toEqual([expect.objectContaining({ reason })]);
      expect(answer.headers.get('usher-reference')).toBe(stored.reference);
      expect(await attempts()).toBe(before + 1);
    });
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'to %s at the ACS is 405 with code 5 and says so',
    async (method) => {
      usher.pass(1);
      const answer = await fetch(`${usher.url}/saml/acme/main/acs`, { method, headers: { accept: 'text/html' } });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST');
      expect(answer.headers.get('usher-sso-code')).toBe('5');
      expect(await answer.text()).toContain('Only POST request is supported');
      expect(await usher.lastAttempt()).toMatchObject({ code: 5, reference: answer.headers.get('usher-reference') });
    },
  );

  it.each(['/saml/acme/other/acs', '/saml/other/main/acs', "/saml/acme'--/main/acs"])(
    'at an address nobody owns (%s) is code 7 without a reference, and nothing is stored',
    async (path) => {
      const before = await attempts();
      const answer = await send(`SAMLResponse=${btoa('<x/>')}`, {}, path);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('usher-sso-code')).toBe('7');
      expect(answer.headers.get('usher-reference')).toBeNull();
      expectNothingTechnical(await answer.text());
      expect(await attempts()).toBe(before);
    },
  );

  it('to a post that breaks off leaves an attempt and no error', async () => {
    const before = await attempts();
    usher.pass(1);
    const { hostname, port } = new URL(usher.url);
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': form, 'content-length': '1000' };
      const broken = request({ hostname, port, method: 'POST', path: '/saml/acme/main/acs', headers });
      broken.on('error', () => resolve());
      broken.write('SAMLResponse=');
      setTimeout(() => broken.destroy(), 50);
    });
    for (let tries = 0; tries < 1000 && (await attempts()) === before; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await usher.lastAttempt()).toMatchObject({ code: 6, findings: [{ reason: 'form_unusable' }] });
    expect(usher.errors).toEqual([]);
  });

  describe('leaves an attempt also when the response is', () => {
    it.each<[string, number, string, () => Promise<Response>]>([
      [
        'replayed',
        13,
        'assertion_replayed',
        async () => {
          const xml = await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) });
          expect((await usher.post(xml)).status).toBe(303);
          return usher.post(xml);
        },
      ],
      [
        'expired',
        19,
        'confirmation_expired',
        async () => {
          const xml = await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) });
          usher.pass(300 + 180);
          return usher.post(xml);
        },
      ],
      [
        'changed after signing',
        23,
        'signature_invalid',
        () => usher.respond({ tamper: (xml) => xml.replace('Lovelace', 'Loveless') }),
      ],
      ['unsigned', 20, 'signature_missing', () => usher.respond({ signing: { sign: 'none' } })],
      ['of another issuer', 24, 'issuer_wrong', () => usher.respond({ response: { issuer: 'https://idp.acme.test' } })],
      [
        'for another address',
        14,
        'destination_wrong',
        () => usher.respond({ response: { acsUrl: 'https://other.test/acs' } }),
      ],
      [
        'for another audience',
        13,
        'audience_wrong',
        () => usher.respond({ response: { audience: 'https://other.test' } }),
      ],
      [
        'an answer to a request of nobody',
        28,
        'in_response_to_unknown',
        async () => usher.post(await usher.responseXml({ inResponseTo: '_made-up' })),
      ],
    ])('%s: %d %s', async (_, code, reason, post) => {
      const answer = await post();
      expect(answer.status).toBe(403);
      expect(answer.headers.get('usher-sso-code')).toBe(String(code));
      const stored = await usher.lastAttempt();
      expect(stored.reference).toBe(answer.headers.get('usher-reference'));
      expect(stored).toMatchObject({ outcome: 'refused', code });
      expect((stored.findings as { reason: string }[])[0]?.reason).toBe(reason);
      expect(stored.accountId).toBeNull();
    });
  });
});
