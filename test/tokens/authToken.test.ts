import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Database } from '../../src/db';
import { ensureSigningKey, signAuthToken, SigningKeys, verifyAuthToken, type AuthTokenFrame } from '../../src/tokens';
import { freshDatabase } from '../support/database';
import { testBox, testNow } from '../support/site';

let database: Database;
let keys: SigningKeys;
const frame: AuthTokenFrame = { issuer: 'https://usher.test', audience: 'acme', now: testNow };
const subject = {
  accountId: '01890000-0000-7000-8000-000000000001',
  username: 'ada@acme.test',
  email: 'ada@acme.test',
  name: 'Ada Lovelace',
  groups: ['Org Support'],
  groupsCut: false,
  sessionId: '01890000-0000-7000-8000-000000000002',
};

const deps = () => ({ database, box: testBox, clock: () => testNow });
const after = (seconds: number) => ({ ...frame, now: new Date(testNow.getTime() + seconds * 1000) });

beforeAll(async () => {
  database = await freshDatabase();
  keys = new SigningKeys(deps());
});
afterAll(() => database.close());

test('however many ask at once, there is one signing key, sealed', async () => {
  await Promise.all(Array.from({ length: 5 }, () => ensureSigningKey(deps())));
  const rows = await database.prisma.signingKey.findMany();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.privateKeyEncrypted).not.toContain('PRIVATE');
});

test('a token says whom it speaks of, for whom, from whom, and for how long', async () => {
  const token = await signAuthToken(keys, subject, frame);
  const { header, payload } = jwt.decode(token, { complete: true }) ?? {};
  expect(header).toEqual({ alg: 'ES256', typ: 'usher-auth+jwt', kid: (await keys.current()).kid });
  expect(payload).toEqual({
    iss: 'https://usher.test',
    aud: 'acme',
    sub: subject.accountId,
    iat: testNow.getTime() / 1000,
    exp: testNow.getTime() / 1000 + 300,
    preferred_username: 'ada@acme.test',
    email: 'ada@acme.test',
    name: 'Ada Lovelace',
    groups: ['Org Support'],
    sid: subject.sessionId,
  });
});

test('a token is believed as long as it lasts', async () => {
  const token = await signAuthToken(keys, subject, frame);
  expect(await verifyAuthToken(keys, token, after(299))).toEqual(subject);
  expect(await verifyAuthToken(keys, token, after(300))).toBeNull();
});

test('the published keys verify tokens and hold nothing private', async () => {
  const token = await signAuthToken(keys, subject, frame);
  const [jwk] = await keys.published();
  expect(jwk).toMatchObject({ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' });
  expect(jwk).not.toHaveProperty('d');
  const key = { key: { ...jwk }, format: 'jwk' } as const;
  const options = { algorithms: ['ES256' as const], clockTimestamp: testNow.getTime() / 1000 };
  expect(jwt.verify(token, createPublicKey(key), options)).toMatchObject({ aud: 'acme' });
});

test('a process that starts later signs with the same key', async () => {
  const token = await signAuthToken(new SigningKeys(deps()), subject, frame);
  expect(await verifyAuthToken(keys, token, frame)).not.toBeNull();
});

describe('a token is not believed', () => {
  const own = () => keys.current();
  const claims = { iat: testNow.getTime() / 1000, preferred_username: 'ada', groups: [], sid: 's' };
  const options = { issuer: frame.issuer, audience: frame.audience, subject: 'x', expiresIn: 300 } as const;
  const typ = 'usher-auth+jwt';

  test.each<[string, () => Promise<string> | string]>([
    ['of another site', async () => signAuthToken(keys, subject, { ...frame, audience: 'other' })],
    ['of another issuer', async () => signAuthToken(keys, subject, { ...frame, issuer: 'https://evil.test' })],
    [
      'of another type',
      async () => {
        const { kid, privateKey } = await own();
        return jwt.sign(claims, privateKey, {
          ...options,
          algorithm: 'ES256',
          header: { alg: 'ES256', typ: 'JWT', kid },
        });
      },
    ],
    ['whose signature is cut short', async () => (await signAuthToken(keys, subject, frame)).slice(0, -8)],
    [
      'signed by another key under our key id',
      async () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const { kid } = await own();
        return jwt.sign(claims, privateKey, { ...options, algorithm: 'ES256', header: { alg: 'ES256', typ, kid } });
      },
    ],
    [
      'signed by a key it brings along',
      () => {
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const header = { alg: 'ES256', typ, kid: 'mine', jwk: publicKey.export({ format: 'jwk' }) };
        return jwt.sign(claims, privateKey, { ...options, algorithm: 'ES256', header });
      },
    ],
    [
      'signed with our public key as an HMAC secret',
      async () => {
        const { kid, publicKey } = await own();
        const secret = publicKey.export({ format: 'pem', type: 'spki' }).toString();
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const body = { ...claims, iss: frame.issuer, aud: frame.audience, exp: claims.iat + 300, sub: 'x' };
        const signed = `${part({ alg: 'HS256', typ, kid })}.${part(body)}`;
        return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      },
    ],
    [
      'without a signature',
      async () => {
        const { kid } = await own();
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${part({ alg: 'none', typ, kid })}.${part({ ...claims, ...options })}.`;
      },
    ],
    ['that is none', () => 'rubbish'],
  ])('%s', async (_title, make) => {
    expect(await verifyAuthToken(keys, await make(), frame)).toBeNull();
  });
});
