import jwt from 'jsonwebtoken';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { RateLimits } from '../../../src/rateLimits';
import { freshDatabase } from '../../support/database';
import { basic, makeProvisioning } from '../../support/provisioning';
import { makeAccount, testPublicUrl } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const grant = { grant_type: 'client_credentials' };

describe('the token address of a provisioning', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let id: string;
  let secret: string;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { config: { rateLimits: true } });
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  beforeEach(async () => {
    usher.pass(120);
    await database.prisma.provisioning.deleteMany();
    await database.prisma.account.deleteMany();
    const actingAccountId = await makeAccount(database, usher.siteId, { roles: ['Org User Admin'] });
    ({ id, secret } = await makeProvisioning(database, usher.siteId, { actingAccountId, credentialType: 'oauth' }));
  });

  const ask = (fields: Record<string, string> | string, authorization?: string, to = id) =>
    fetch(`${usher.url}/scim/v2/${to}/oauth/token`, {
      method: 'POST',
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
      headers: authorization === undefined ? {} : { authorization },
    });
  const said = async (answer: Response) => [answer.status, ((await answer.json()) as { error?: string }).error];
  const inForm = () => ({ ...grant, client_id: id, client_secret: secret });

  it.each<[string, () => Promise<Response>]>([
    ['by Basic', () => ask(grant, basic(id, secret))],
    ['by Basic with the id in the form, too', () => ask({ ...grant, client_id: id }, basic(id, secret))],
    ['in the form', () => ask(inForm())],
    ['with a scope nobody asked for', () => ask({ ...inForm(), scope: 'scim' })],
  ])('gives a token for id and secret %s', async (_how, send) => {
    const answer = await send();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = (await answer.json()) as { access_token: string };
    expect(body).toEqual({ access_token: body.access_token, token_type: 'Bearer', expires_in: 3600 });
    const { payload, header } = jwt.decode(body.access_token, { complete: true }) ?? {};
    expect(header).toMatchObject({ alg: 'ES256', typ: 'usher-scim+jwt' });
    const iat = Math.floor(usher.now.getTime() / 1000);
    const frame = { iss: testPublicUrl, aud: `${testPublicUrl}/scim/v2/${id}`, sub: id, client_id: id };
    expect(payload).toMatchObject({ ...frame, iat, exp: iat + 3600 });
    expect(body.access_token).not.toContain(secret);
  });

  it.each<[string, number, string, () => Promise<Response>]>([
    ['a wrong secret', 401, 'invalid_client', () => ask(grant, basic(id, `${secret}x`))],
    ['a wrong secret in the form', 401, 'invalid_client', () => ask({ ...inForm(), client_secret: 'x' })],
    ['the id of another', 401, 'invalid_client', () => ask({ ...inForm(), client_id: newId() })],
    ['no such provisioning', 401, 'invalid_client', () => ask(grant, basic(id, secret), newId())],
    ['an address that is no id', 401, 'invalid_client', () => ask(grant, basic(id, secret), 'x')],
    ['no secret', 400, 'invalid_request', () => ask(grant)],
    ['no grant', 400, 'invalid_request', () => ask({}, basic(id, secret))],
    ['another grant', 400, 'unsupported_grant_type', () => ask({ grant_type: 'password' }, basic(id, secret))],
    ['a secret in two places', 400, 'invalid_request', () => ask(inForm(), basic(id, secret))],
    ['two ids', 400, 'invalid_request', () => ask({ ...grant, client_id: newId() }, basic(id, secret))],
    ['a body too long', 413, 'invalid_request', () => ask({ ...inForm(), scope: 'x'.repeat(20_000) })],
    ['what is no form', 400, 'invalid_request', () => ask('grant_type=client_credentials', basic(id, secret))],
  ])('refuses %s with %i %s', async (_what, status, error, send) => {
    const answer = await send();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await said(answer)).toEqual([status, error]);
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('gives none for a provisioning of another type, one that is off, or one whose user may do nothing', async () => {
    const set = (data: object) => database.prisma.provisioning.update({ where: { id }, data });
    await set({ credentialType: 'bearer' });
    expect(await said(await ask(inForm()))).toEqual([401, 'invalid_client']);
    await set({ credentialType: 'oauth', enabled: false });
    expect(await said(await ask(inForm()))).toEqual([401, 'invalid_client']);
    await set({ enabled: true });
    await database.prisma.account.updateMany({ data: { roles: [] } });
    expect(await said(await ask(inForm()))).toEqual([400, 'unauthorized_client']);
  });

  it('takes POST alone', async () => {
    const answer = await fetch(`${usher.url}/scim/v2/${id}/oauth/token`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('counts wrong secrets against the network and the provisioning, and never turns a right one away', async () => {
    const limits = new RateLimits(true).of('scim', '127.0.0.1', id);
    expect(limits).toHaveLength(2);
    const wrong = () => ask(grant, basic(id, 'wrong'));
    expect((await wrong()).status).toBe(401);
    expect((await ask(inForm())).status).toBe(200);
    const counted = await database.prisma.rateCounter.findMany({
      where: { key: { in: limits.map(({ key }) => key) } },
    });
    expect(counted.map(({ count }) => count)).toEqual([1, 1]);
    for (const { key, most } of limits) {
      await database.prisma.rateCounter.update({ where: { key }, data: { count: most } });
      usher.pass(10);
      const answer = await wrong();
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '50']);
      expect((await ask(inForm())).status).toBe(200);
      usher.pass(120);
      expect((await wrong()).status).toBe(401);
    }
  });

  it('gives no more tokens than a client can need, to each provisioning by itself, and says when there are more', async () => {
    const [limit] = new RateLimits(true).ofClient('token', id);
    const { key, most } = limit ?? { key: '', most: 0 };
    expect((await ask(inForm())).status).toBe(200);
    expect(await database.prisma.rateCounter.findUnique({ where: { key } })).toMatchObject({ count: 1 });
    await database.prisma.rateCounter.update({ where: { key }, data: { count: most - 1 } });
    usher.pass(14.5);
    expect((await ask(inForm())).status).toBe(200);
    for (let times = 0; times < 2; times += 1) {
      const answer = await ask(inForm());
      expect(answer.headers.get('retry-after')).toBe('46');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await said(answer)).toEqual([429, 'temporarily_unavailable']);
    }
    expect(await said(await ask(grant, basic(id, 'wrong')))).toEqual([401, 'invalid_client']);
    const other = await makeProvisioning(database, usher.siteId, {
      name: 'Another',
      credentialType: 'oauth',
      actingAccountId: (await database.prisma.account.findFirstOrThrow()).id,
    });
    expect((await ask(grant, basic(other.id, other.secret), other.id)).status).toBe(200);
    usher.pass(46);
    expect((await ask(inForm())).status).toBe(200);
  });
});
