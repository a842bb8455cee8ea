import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { browserOf, signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { basic } from '../../support/provisioning';
import { makeAccount } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const home = '/admin/acme/provisioning';

describe('Provisioning', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let admin: TestBrowser;
  let actingId: string;
  let acting: TestBrowser;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  beforeEach(async () => {
    await database.prisma.provisioning.deleteMany();
    await database.prisma.activity.deleteMany();
    await database.prisma.account.deleteMany();
    ({ browser: admin } = await signInAdmin(usher, ['Org Security Admin'], { username: 'grace@acme.test' }));
    actingId = await makeAccount(database, usher.siteId, { username: 'scim@acme.test', roles: ['Org User Admin'] });
    acting = await browserOf(usher, actingId);
  });

  const filled = {
    name: 'Okta Production',
    actingUser: 'scim@acme.test',
    credentialType: 'basic',
    contactName: 'Identity team',
    contactEmail: 'identity@acme.test',
    defaultType: 'host',
    namePolicy: 'allow',
    brakeCount: '20',
    brakePercent: '20',
    brakeWindowMinutes: '60',
    enabled: 'on',
  };
  const make = async (fields: Record<string, string> = {}) => {
    const answer = await admin.post(`${home}/new`, { ...filled, ...fields });
    expect(answer.status).toBe(303);
    return /provisioning\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
  };
  const textOf = async (answer: Promise<Response>) => (await answer).text();
  const seenOf = (page: string) => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const secretOf = (page: string) => /<code[^>]*>([\w-]{43})<\/code>/.exec(page)?.[1] ?? '';
  const tokenOf = (id: string, secret: string) =>
    fetch(`${usher.url}/scim/v2/${id}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: basic(id, secret) },
    });

  it('is made by a form, and its page shows what to copy but no secret', async () => {
    const id = await make();
    const page = await textOf(admin.get(`${home}/${id}`));
    expect(page).toContain(`http://localhost:3000/scim/v2/${id}`);
    expect(page).toContain('No secret yet');
    expect(await database.prisma.provisioning.findUnique({ where: { id } })).toMatchObject({
      name: 'Okta Production',
      actingAccountId: actingId,
      credentialType: 'basic',
    });
    expect(await textOf(admin.get(home))).toContain('Okta Production');
  });

  it('a form with mistakes comes back with what was entered and a text at each', async () => {
    const answer = await admin.post(`${home}/new`, {
      ...filled,
      actingUser: 'nobody',
      contactEmail: 'x',
      brakePercent: 'a',
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    for (const field of ['actingUser', 'contactEmail', 'brakePercent']) expect(page).toContain(`id="${field}-error"`);
    expect(page).toContain('value="nobody"');
    expect(page).toContain('Enter a whole number from 0 to 100.');
    expect(await database.prisma.provisioning.count()).toBe(0);
  });

  it('settings are changed, an older page overwrites nothing, and another acting user is told to void the secrets', async () => {
    const id = await make();
    await acting.post(`/account/provisionings/${id}/regenerate`);
    const seen = seenOf(await textOf(admin.get(`${home}/${id}`)));
    usher.pass(1);
    const save = (fields: Record<string, string>, from = seen) =>
      admin.post(`${home}/${id}`, { ...filled, ...fields, seen: from });
    expect((await save({ namePolicy: 'reject' })).headers.get('location')).toContain('done=saved');
    const late = await save({ name: 'Mine' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Somebody else')]);
    const now = seenOf(await textOf(admin.get(`${home}/${id}`)));
    const voided = await save({ namePolicy: 'reject', actingUser: 'grace@acme.test' }, now);
    expect(voided.headers.get('location')).toContain('done=saved_voided');
    expect(await database.prisma.provisioningSecret.count({ where: { revokedAt: null } })).toBe(0);
    expect((await acting.get(`/account/provisionings/${id}/regenerate`)).status).toBe(404);
  });

  it('the acting user alone makes a secret, sees it once, and it works', async () => {
    const id = await make({ credentialType: 'oauth' });
    expect(await textOf(acting.get('/account'))).toContain(`/account/provisionings/${id}/regenerate`);
    expect(await textOf(admin.get('/account'))).not.toContain(id);
    expect((await admin.post(`/account/provisionings/${id}/regenerate`)).status).toBe(404);
    expect((await acting.get(`/account/provisionings/${id}/regenerate`)).status).toBe(200);
    expect(await database.prisma.provisioningSecret.count()).toBe(0);
    const answer = await acting.post(`/account/provisionings/${id}/regenerate`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const secret = secretOf(await answer.text());
    expect((await tokenOf(id, secret)).status).toBe(200);
    const pages = [
      acting.get('/account'),
      acting.get(`/account/provisionings/${id}/regenerate`),
      admin.get(home),
      admin.get(`${home}/${id}`),
    ];
    for (const page of await Promise.all(pages.map(textOf))) expect(page).not.toContain(secret);
    const stored = [await database.prisma.activity.findMany(), await database.prisma.provisioningSecret.findMany()];
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('basic and bearer are one secret, with the one in use marked', async () => {
    const id = await make();
    const page = await textOf(acting.post(`/account/provisionings/${id}/regenerate`));
    const shown = [...page.matchAll(/<code[^>]*>([\w-]{43})<\/code>/g)].map(([, secret]) => secret);
    expect(new Set(shown).size).toBe(1);
    expect(shown).toHaveLength(2);
    const [beforeBearer = ''] = page.split('Bearer Token Secret');
    expect(beforeBearer).toMatch(/Basic Auth Secret[\s\S]*In use/);
  });

  it('the secret before ends at once or after the overlap, and the new one when it was chosen', async () => {
    const id = await make({ credentialType: 'oauth' });
    const regenerate = async (fields: Record<string, string>) => {
      const seen = seenOf(await textOf(acting.get(`/account/provisionings/${id}/regenerate`)));
      return secretOf(await textOf(acting.post(`/account/provisionings/${id}/regenerate`, { seen, ...fields })));
    };
    const first = await regenerate({});
    const second = await regenerate({ overlapDays: '7', lifetimeDays: '365' });
    expect([(await tokenOf(id, first)).status, (await tokenOf(id, second)).status]).toEqual([200, 200]);
    const rows = await database.prisma.provisioningSecret.findMany({ orderBy: { id: 'asc' } });
    const days = rows.map(
      ({ expiresAt }) => expiresAt && Math.round((expiresAt.getTime() - usher.now.getTime()) / 86_400_000),
    );
    expect(days).toEqual([7, 365]);
    const third = await regenerate({ overlapDays: '365', lifetimeDays: '-1' });
    expect([
      (await tokenOf(id, first)).status,
      (await tokenOf(id, second)).status,
      (await tokenOf(id, third)).status,
    ]).toEqual([401, 401, 200]);
  });

  it('a form sent twice, as by loading its answer again, does not end the secret that was just copied', async () => {
    const id = await make({ credentialType: 'oauth' });
    const path = `/account/provisionings/${id}/regenerate`;
    const seen = seenOf(await textOf(acting.get(path)));
    const secret = secretOf(await textOf(acting.post(path, { seen })));
    const again = await acting.post(path, { seen });
    const page = await again.text();
    expect([again.status, page]).toEqual([409, expect.stringContaining('nothing was done now')]);
    expect((await tokenOf(id, secret)).status).toBe(200);
    // The page that came back makes another one all the same.
    const next = secretOf(await textOf(acting.post(path, { seen: seenOf(page) })));
    expect([(await tokenOf(id, secret)).status, (await tokenOf(id, next)).status]).toEqual([401, 200]);
  });

  it('without a valid address no secret is made, and the page says why', async () => {
    const id = await make();
    await database.prisma.account.update({ where: { id: actingId }, data: { email: null, emailKey: null } });
    const answer = await acting.post(`/account/provisionings/${id}/regenerate`);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('no valid e-mail address')]);
  });

  it('one that does nothing says why, and one that is held is let go on by whoever may', async () => {
    const id = await make();
    await database.prisma.account.update({ where: { id: actingId }, data: { status: 'deactivated' } });
    expect(await textOf(admin.get(home))).toContain('The account it acts as is not active');
    await database.prisma.provisioning.update({ where: { id }, data: { heldSince: usher.now, heldReason: 'x' } });
    const held = await textOf(admin.get(home));
    expect(held).toContain('Let it go on');
    expect(held).toContain('Since 22 Nov 2026, ');
    expect(held).toContain(`href="${home}/${id}/calls?outcome=held"`);
    const heldSince = /name="heldSince" value="([^"]+)"/.exec(held)?.[1] ?? '';
    const { browser: support } = await signInAdmin(usher, ['Org Support']);
    expect(await textOf(support.get(home))).not.toContain('Let it go on');
    expect((await support.post(`${home}/${id}/release`)).status).toBe(403);
    const release = (since: string) => admin.post(`${home}/${id}/release`, { heldSince: since });
    // A page from before it was held again lets nothing go on that nobody has looked at.
    for (const seen of ['', '2026-11-21T09:00:00.000Z']) {
      expect((await release(seen)).headers.get('location')).toContain('done=held_again');
    }
    expect(await textOf(admin.get(`${home}?done=held_again`))).toContain('held again since you looked');
    expect((await release(heldSince)).headers.get('location')).toContain('done=released');
    expect(await database.prisma.provisioning.findUnique({ where: { id } })).toMatchObject({ heldSince: null });
    expect((await release(heldSince)).headers.get('location')).toContain('done=unchanged');
  });

  it('is removed after asking once more', async () => {
    const id = await make();
    expect(await textOf(admin.get(`${home}/${id}/remove`))).toContain('Remove Okta Production?');
    expect((await admin.post(`${home}/${id}/remove`)).headers.get('location')).toContain('done=removed');
    expect(await database.prisma.provisioning.count()).toBe(0);
    expect((await admin.get(`${home}/${id}`)).status).toBe(404);
  });

  it('set-up texts name the address and ID of this very provisioning', async () => {
    const id = await make({ credentialType: 'bearer' });
    const page = await textOf(admin.get(`${home}/${id}/set-up`));
    expect(page).toContain(`http://localhost:3000/scim/v2/${id}?aadOptscim062020`);
    expect(page).toContain('Rename app groups to match group name in Okta');
    expect(page).toContain('This provisioning has another type');
  });

  it.each<[string, readonly ('Org User Admin' | 'Org Workspace Admin' | 'Org Support')[], number, number]>([
    ['a User Admin', ['Org User Admin'], 403, 403],
    ['a Workspace Admin', ['Org Workspace Admin'], 403, 403],
    ['Support', ['Org Support'], 200, 403],
  ])('%s may see %j: %i, and change: %i', async (_who, roles, see, change) => {
    const id = await make();
    const { browser } = await signInAdmin(usher, roles);
    expect((await browser.get(home)).status).toBe(see);
    expect((await browser.get(`${home}/${id}`)).status).toBe(see);
    expect((await browser.get(`${home}/new`)).status).toBe(change);
    expect((await browser.post(`${home}/${id}`, filled)).status).toBe(change);
    expect((await browser.post(`${home}/${id}/remove`)).status).toBe(change);
  });

  it('what is not there is not found', async () => {
    for (const path of [newId(), 'x', `${newId()}/set-up`, `${newId()}/remove`]) {
      expect((await admin.get(`${home}/${path}`)).status).toBe(404);
    }
    expect((await acting.get(`/account/provisionings/${newId()}/regenerate`)).status).toBe(404);
  });
});
