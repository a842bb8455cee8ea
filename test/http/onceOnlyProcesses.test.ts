import { randomUUID } from 'node:crypto';
import { connectionAddresses, defaultUsernameFrom } from '../../src/sites';
import { buildResponse } from '../../src/testIdp/buildResponse';
import { TestBrowser } from '../support/http';
import { freshServerDatabase } from '../support/postgres';
import { testKey } from '../support/samlResponse';
import { makeSite } from '../support/site';
import { idpEntityId, requestIdOf } from '../support/usher';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

const processes = 4;
const copies = 50;

/** Case 173, with the program as it runs: processes that share a port and one PostgreSQL, and nothing else. */
describe(`${copies} copies of one response at ${processes} processes`, () => {
  let database: Awaited<ReturnType<typeof freshServerDatabase>>;
  let usher: UsherProcess;
  let siteId: string;
  beforeAll(async () => {
    database = await freshServerDatabase();
    const made = await makeSite(database, {
      site: { partnerId: 'P-100200', autoCreate: true },
      connection: { idpEntityId, usernameFrom: [...defaultUsernameFrom], enforceCertificateExpiry: false },
    });
    siteId = made.siteId;
    await database.prisma.connectionCertificate.updateMany({ data: { pem: testKey('idp').certificatePem } });
    usher = await usherProcess(database.url, processes);
    await usher.start();
  }, 240_000);
  afterAll(async () => {
    await usher.remove();
    await database.close();
  });

  /** A response to a request that `browser` has begun. */
  const respond = async (browser: TestBrowser): Promise<string> => {
    const inResponseTo = requestIdOf(await browser.get('/saml/acme/main/login'));
    const { acs, metadata } = connectionAddresses(usher.url, 'acme', 'main');
    const now = new Date();
    return buildResponse(
      {
        ...{ responseId: `_${randomUUID()}`, assertionId: `_${randomUUID()}`, sessionIndex: null, inResponseTo },
        ...{ issuer: idpEntityId, acsUrl: acs, audience: metadata, issueInstant: now, authnInstant: now },
        notOnOrAfter: new Date(now.getTime() + 300_000),
        nameId: { value: 'ada', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
        attributes: Object.entries({ uid: 'ada', firstname: 'Ada', lastname: 'Lovelace', email: 'ada@acme.test' }).map(
          ([name, value]) => ({ name, values: [value] }),
        ),
      },
      { sign: 'assertion', key: testKey('idp') },
    );
  };
  const postCopies = async (xml: string): Promise<{ codes: number[]; completion: string }> => {
    const body = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') }).toString();
    const answers = await Promise.all(
      Array.from({ length: copies }, () =>
        fetch(`${usher.url}/saml/acme/main/acs`, {
          method: 'POST',
          body,
          redirect: 'manual',
          // Connections are dealt out to the processes in turn; one that is kept would stay with one process.
          headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
        }),
      ),
    );
    const completion = answers.map((answer) => answer.headers.get('location')).find((location) => location !== null);
    const codes = answers.map((answer) =>
      answer.status === 303 ? 0 : Number(answer.headers.get('usher-sso-code') ?? answer.status),
    );
    return { codes: codes.sort((a, b) => a - b), completion: completion ?? '' };
  };
  const counts = async () => ({
    accounts: await database.prisma.account.count({ where: { siteId } }),
    sessions: await database.prisma.session.count({ where: { siteId } }),
    consumed: await database.prisma.consumedAssertion.count(),
    passed: await database.prisma.attempt.count({ where: { siteId, outcome: { in: ['passed', 'parked'] } } }),
  });

  it('are one sign-in, and none after kill -9 and a restart (cases 173 and 174)', async () => {
    const browser = new TestBrowser(usher.url);
    const xml = await respond(browser);
    const { codes, completion } = await postCopies(xml);
    expect(codes).toEqual([0, ...Array<number>(copies - 1).fill(13)]);
    const { pathname, search } = new URL(completion);
    expect((await browser.get(`${pathname}${search}`)).status).toBe(303);
    const once = { accounts: 1, sessions: 1, consumed: 1, passed: 1 };
    expect(await counts()).toEqual(once);

    await usher.kill();
    await usher.start();
    expect((await postCopies(xml)).codes).toEqual(Array<number>(copies).fill(13));
    expect(await counts()).toEqual(once);
  }, 240_000);
});
