import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/db';
import { connectionAddresses } from '../../src/sites';
import { buildResponse } from '../../src/testIdp/buildResponse';
import { freshServerDatabase } from '../support/postgres';
import { testKey } from '../support/samlResponse';
import { countRows } from '../support/signInEffect';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

/** Browsers that sign new people in at the same time, without a pause. */
const clients = 6;
const idpEntityId = 'https://idp.acme.test/metadata';
const siteFile = `
site: acme
name: Acme Corporation
partnerId: P-100200
seats: 100000
singleSignOn: { autoCreate: true }
connections:
  - name: main
    entityId: ${idpEntityId}
    ssoUrl: https://idp.acme.test/sso
    certificates: [{ file: idp.pem }]
    enforceCertificateExpiry: false
    unsolicited: accept
`;

/** Numbers that only look random, so that a failure can be repeated: mulberry32, 0 to below 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Posts a response about this person to the ACS; the status it was answered with. */
async function signIn({ url }: UsherProcess, username: string): Promise<number> {
  const { acs, metadata } = connectionAddresses(url, 'acme', 'main');
  const now = new Date();
  const xml = await buildResponse(
    {
      ...{ responseId: `_${randomUUID()}`, assertionId: `_${randomUUID()}`, sessionIndex: null, inResponseTo: null },
      ...{ issuer: idpEntityId, acsUrl: acs, audience: metadata, issueInstant: now, authnInstant: now },
      notOnOrAfter: new Date(now.getTime() + 300_000),
      nameId: { value: username, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
      attributes: [
        { name: 'firstname', values: ['New'] },
        { name: 'lastname', values: ['Person'] },
        { name: 'email', values: [`${username}@acme.test`] },
      ],
    },
    { sign: 'assertion', key: testKey('idp') },
  );
  const body = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') });
  const answer = await fetch(acs, { method: 'POST', body, redirect: 'manual' });
  return answer.status;
}

/**
 * Signs new people in until the server is gone.
 *
 * @returns those whose sign-in was acknowledged by the 303 of the ACS
 */
async function storm(usher: UsherProcess, random: () => number): Promise<string[]> {
  const acknowledged: string[] = [];
  const enough = 20 + Math.floor(random() * 40);
  const momentMs = random() * 30;
  const kills: Promise<void>[] = [];
  const client = async (name: number) => {
    for (let n = 0; ; n += 1) {
      const username = `person-${name}-${n}`;
      const status = await signIn(usher, username).catch(() => null);
      if (status === null) return;
      expect(status).toBe(303);
      acknowledged.push(username);
      if (acknowledged.length === enough) kills.push(sleep(momentMs).then(() => usher.kill()));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  await Promise.all(kills);
  return acknowledged;
}

const databases: [string, number, () => Promise<string | null>][] = [
  ['the embedded database', 11, () => Promise.resolve(null)],
  [
    'PostgreSQL',
    12,
    async () => {
      const server = await freshServerDatabase();
      await server.close();
      return server.url;
    },
  ],
];

describe.each(databases)('a server on %s that is killed in a storm of sign-ins', (_, seed, makeDatabase) => {
  let usher: UsherProcess;
  let databaseUrl: string | null;
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
    usher = await usherProcess(databaseUrl);
    await usher.start();
    writeFileSync(path.join(usher.folder, 'acme.yaml'), siteFile);
    writeFileSync(path.join(usher.folder, 'idp.pem'), testKey('idp').certificatePem);
    const applied = await usher.command('apply', path.join(usher.folder, 'acme.yaml'));
    if (applied.exitCode !== 0) throw new Error(applied.stderr);
  }, 120_000);
  afterAll(() => usher.remove());

  it('loses no acknowledged account, counts every seat, and is usable again at once', async () => {
    const acknowledged = await storm(usher, seeded(seed));
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    await usher.start();
    expect(await signIn(usher, acknowledged[0] ?? '')).toBe(303);
    expect(await signIn(usher, 'after-the-storm')).toBe(303);
    await usher.kill();

    const settings = { databaseUrl, dataDir: path.join(usher.folder, 'data') };
    const database = await openDatabase(settings, (error) => {
      throw error;
    });
    try {
      const { id } = await database.prisma.site.findUniqueOrThrow({ where: { slug: 'acme' } });
      const accounts = await database.prisma.account.findMany({ where: { siteId: id }, select: { username: true } });
      const names = new Set(accounts.map(({ username }) => username));
      expect([...acknowledged, 'after-the-storm'].filter((username) => !names.has(username))).toEqual([]);
      // Every sign-in is there whole: one of them was a return, all others made an account.
      const signIns = names.size + 1;
      expect(await countRows(database, id)).toEqual({
        ...{ accounts: names.size, bindings: names.size, seatsUsed: names.size, seatsRecounted: names.size },
        ...{ attempts: signIns, parked: signIns, consumed: signIns },
      });
    } finally {
      await database.close();
    }
  }, 120_000);
});
