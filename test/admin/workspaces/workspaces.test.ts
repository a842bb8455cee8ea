import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeAccount } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const home = '/admin/acme/workspaces';

describe('Workspaces', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    ({ browser } = await signInAdmin(usher, ['Org Workspace Admin'], { username: 'grace@acme.test' }));
  });
  beforeEach(async () => {
    await database.prisma.entitlement.deleteMany({ where: { kind: { not: 'org_role' } } });
    await database.prisma.account.deleteMany({ where: { username: { startsWith: 'member' } } });
    await database.prisma.activity.deleteMany();
    await database.prisma.mail.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const page = async (path = '') => (await browser.get(`${home}${path}`)).text();
  const post = (path: string, fields: Record<string, string>) => browser.post(`${home}${path}`, fields);
  const locationOf = (answer: Response) => answer.headers.get('location') ?? '';
  const idOf = async (name: string) =>
    (await database.prisma.entitlement.findFirstOrThrow({ where: { siteId: usher.siteId, name } })).id;
  const member = (number: number, more: object = {}) =>
    makeAccount(database, usher.siteId, {
      username: `member${number}@acme.test`,
      email: `m${number}@mail.acme.test`,
      emailKey: `m${number}@mail.acme.test`,
      type: 'attendee',
      ...more,
    });
  const members = async (name: string) =>
    (
      await database.prisma.entitlementMember.findMany({
        where: { entitlement: { name } },
        select: { account: { select: { username: true } } },
        orderBy: { accountId: 'asc' },
      })
    ).map(({ account }) => account.username);
  const make = async (name: string, roles: readonly string[] = [], groups: readonly string[] = []) => {
    await post('', { name });
    const id = await idOf(name);
    for (const role of roles) await post(`/${id}/parts`, { kind: 'workspace_role', role });
    for (const group of groups) await post(`/${id}/parts`, { kind: 'workspace_group', group });
    return id;
  };
  const activity = async () =>
    (await database.prisma.activity.findMany({ orderBy: { id: 'asc' } })).map(
      ({ actor, action, subject, before, after }) => ({ actor, action, subject, before, after }),
    );

  it('are made, get roles and groups, and everything is in the activity log', async () => {
    const answer = await post('', { name: ' Audit ' });
    expect([answer.status, locationOf(answer)]).toEqual([303, `${home}/${await idOf('Audit')}?done=made`]);
    await make('Board', ['Manager'], ['Editors', 'Readers']);
    expect(await page()).toMatch(/>Audit<\/a>.*>Board<\/a><\/th><td>Manager<\/td><td>Editors, Readers<\/td>/s);
    const actor = 'account:grace@acme.test';
    expect((await activity()).slice(0, 3)).toEqual([
      { actor, action: 'workspace.create', subject: 'Audit', before: null, after: { name: 'Audit' } },
      { actor, action: 'workspace.create', subject: 'Board', before: null, after: { name: 'Board' } },
      { actor, action: 'workspace.update', subject: 'Board', before: null, after: { workspace_role: 'Manager' } },
    ]);
  });

  it.each([
    ['nothing', '  ', 'Enter a name.'],
    ['the name of another in other letters', 'AUDIT', 'Something of this site is called so already'],
    ['what nobody can see', 'A\u200Bb', 'Take away the characters that cannot be seen.'],
    ['more than 255 characters', 'x'.repeat(256), 'Shorten it to 255 characters.'],
    ['what a client would take for a role of another', 'Audit:role:Manager', 'would look the same to SCIM clients'],
  ])('take no name that is %s, and keep what was entered', async (_what, name, text) => {
    await make('Audit', ['Manager']);
    const answer = await post('', { name });
    const shown = await answer.text();
    expect(answer.status).toBe(422);
    expect(shown).toContain(text);
    expect(shown).toMatch(/id="name"[^>]*aria-invalid/);
    expect(await database.prisma.entitlement.count({ where: { kind: 'workspace' } })).toBe(1);
  });

  it('take no role whose name with theirs is the name of another workspace', async () => {
    await make('Audit:role:Manager');
    const id = await make('Audit');
    const answer = await post(`/${id}/parts`, { kind: 'workspace_role', role: 'manager' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/id="role"[^>]*aria-invalid/);
  });

  it('are renamed with their roles and groups, and whoever has one keeps it', async () => {
    const id = await make('Audit', ['Manager']);
    const roleId = await idOf('Manager');
    await member(1);
    await post(`/${id}/members`, { people: 'member1@acme.test' });
    await post(`/${roleId}/members`, { people: 'member1@acme.test' });
    expect(locationOf(await post(`/${id}/rename`, { name: 'Revision' }))).toBe(`${home}/${id}?done=renamed`);
    const role = await database.prisma.entitlement.findUniqueOrThrow({ where: { id: roleId } });
    expect(role).toMatchObject({
      displayName: 'workspace:Revision:role:Manager',
      displayNameKey: 'workspace:revision:role:manager',
    });
    expect(await members('Manager')).toEqual(['member1@acme.test']);
    expect(locationOf(await post(`/${id}/rename`, { name: 'Revision' }))).toBe(`${home}/${id}?done=unchanged`);
    await make('Board');
    expect((await post(`/${id}/rename`, { name: 'board' })).status).toBe(422);
  });

  it('welcome new members by mail, each once, found by user name or e-mail address', async () => {
    const id = await make('Audit');
    await Promise.all([member(1), member(2)]);
    const people = 'MEMBER1@acme.test\r\n\r\n m2@mail.acme.test \nmember1@acme.test';
    expect(locationOf(await post(`/${id}/members`, { people }))).toBe(`${home}/${id}?done=membersAdded`);
    expect((await members('Audit')).toSorted()).toEqual(['member1@acme.test', 'member2@acme.test']);
    expect(locationOf(await post(`/${id}/members`, { people }))).toBe(`${home}/${id}?done=unchanged`);
    await usher.runJobs();
    expect((await usher.mails()).map(({ to }) => to).toSorted()).toEqual(['m1@mail.acme.test', 'm2@mail.acme.test']);
    expect((await activity()).at(-1)).toMatchObject({ action: 'members.update', subject: 'workspace:Audit' });
  });

  it('add nobody when one of those entered will not do, and say why of each', async () => {
    const id = await make('Audit', ['Manager']);
    await Promise.all([member(1), member(2), member(3, { email: 'member2@acme.test', emailKey: 'member2@acme.test' })]);
    const answer = await post(`/${id}/members`, { people: 'member1@acme.test\nzoe@acme.test\nmember2@acme.test' });
    const shown = await answer.text();
    expect(answer.status).toBe(422);
    expect(shown).toContain('zoe@acme.test: nobody of this site has this user name or e-mail address.');
    expect(shown).toContain('member2@acme.test: is the user name of one person and the e-mail address of another.');
    expect(shown).toContain('zoe@acme.test\nmember2@acme.test</textarea>');
    expect(await members('Audit')).toEqual([]);
    const role = await post(`/${await idOf('Manager')}/members`, { people: 'member1@acme.test' });
    expect(await role.text()).toContain('member1@acme.test: is not a member of the workspace.');
    expect((await post(`/${id}/members`, { people: ' ' })).status).toBe(422);
    expect((await post(`/${id}/members`, { people: 'x\n'.repeat(1_001) })).status).toBe(422);
  });

  it('say what goes with a membership before somebody is taken out, and take it', async () => {
    const id = await make('Audit', ['Manager'], ['Editors']);
    const accountId = await member(1);
    for (const name of ['Audit', 'Manager', 'Editors']) {
      await post(`/${await idOf(name)}/members`, { people: 'member1@acme.test' });
    }
    const path = `/${id}/members/${accountId}/remove`;
    expect(await page(path)).toContain('In this workspace they also lose: Manager, Editors.');
    expect(locationOf(await post(path, {}))).toBe(`${home}/${id}?done=memberRemoved`);
    expect([await members('Audit'), await members('Manager'), await members('Editors')]).toEqual([[], [], []]);
    expect((await browser.get(`${home}${path}`)).status).toBe(404);
    expect((await post(path, {})).status).toBe(404);
  });

  it('are removed with everything in them', async () => {
    const id = await make('Audit', ['Manager']);
    await member(1);
    await post(`/${id}/members`, { people: 'member1@acme.test' });
    const asked = await page(`/${id}/remove`);
    for (const told of ['Its roles and groups go with it', 'One person has it.', 'go with it: Manager.']) {
      expect(asked).toContain(told);
    }
    expect(locationOf(await post(`/${id}/remove`, {}))).toBe(`${home}?done=removed`);
    expect(await database.prisma.entitlement.count({ where: { kind: { not: 'org_role' } } })).toBe(0);
    const before = { name: 'Audit', roles: ['Manager'], groups: [], count: 1 };
    expect((await activity()).at(-1)).toMatchObject({ action: 'workspace.remove', subject: 'Audit', before });
  });

  it('are listed from the first on when the place in the list is gone, or is one of another site', async () => {
    await make('Audit');
    const other = await database.prisma.site.create({ data: { id: newId(), slug: 'other', name: 'Other' } });
    const theirs = await database.prisma.entitlement.create({
      data: { id: newId(), siteId: other.id, kind: 'workspace', name: 'Zoo', displayName: '', displayNameKey: '' },
    });
    for (const after of [theirs.id, other.id]) expect(await page(`?after=${after}`)).toContain('>Audit</a>');
    await database.prisma.site.delete({ where: { id: other.id } });
  });

  it('list members by page and find them by the beginning of a name', async () => {
    const id = await make('Audit');
    for (let number = 10; number < 62; number += 1) await member(number);
    const people = Array.from({ length: 52 }, (_, index) => `member${index + 10}@acme.test`).join('\n');
    await post(`/${id}/members`, { people });
    const first = await page(`/${id}`);
    const after = /after=([0-9a-f-]+)/.exec(first)?.[1] ?? '';
    const second = await page(`/${id}?after=${after}`);
    const shown = (html: string) => [...html.matchAll(/m(\d+)@mail\.acme\.test/g)].map(([, number]) => Number(number));
    expect([...new Set([...shown(first), ...shown(second)])]).toHaveLength(52);
    expect(new Set(shown(second)).size).toBe(2);
    expect(shown(await page(`/${id}?search=M60`))).toEqual([60]);
    expect(await page(`/${id}?search=zoe`)).toContain('Nobody whose user name or e-mail address begins so.');
  });

  it('show who has an organization role, which is given elsewhere', async () => {
    const id = await idOf('Org Workspace Admin');
    expect(await page(`/${id}`)).toContain('Grace Hopper');
    expect(await page(`/${id}`)).not.toContain(`${id}/members`);
    expect((await post(`/${id}/members`, { people: 'grace@acme.test' })).status).toBe(404);
    expect((await post(`/${id}/rename`, { name: 'Boss' })).status).toBe(404);
    expect((await post(`/${id}/remove`, {})).status).toBe(404);
  });

  it('are read by those who may see them, and changed by nobody else', async () => {
    const id = await make('Audit');
    const { browser: reader } = await signInAdmin(usher, ['Org Support']);
    const shown = await (await reader.get(`${home}/${id}`)).text();
    expect(shown).toContain('<h1>Audit</h1>');
    expect(shown).not.toContain('<form method="post" action="/admin/');
    for (const path of ['', `/${id}/parts`, `/${id}/rename`, `/${id}/remove`, `/${id}/members`]) {
      expect((await reader.post(`${home}${path}`, { name: 'Mine', people: 'x' })).status).toBe(403);
    }
    expect(await idOf('Audit')).toBe(id);
  });

  it('stand on the page of a person with who gave them', async () => {
    const id = await make('Audit');
    const accountId = await member(1, { roles: ['Org Support'] });
    await post(`/${id}/members`, { people: 'member1@acme.test' });
    const shown = await (await browser.get(`/admin/acme/users/${accountId}`)).text();
    expect(shown).toMatch(/>Org Support<\/a><\/th><td>Organization role<\/td>/);
    expect(shown).toMatch(/>Audit<\/a><\/th><td>Workspace<\/td>.*<td>grace@acme\.test<\/td>/s);
  });

  it('tell why somebody has a role: who gave it, when, and that no client did', async () => {
    const id = await make('Audit');
    const accountId = await member(1, { displayName: 'Max Member' });
    await post(`/${id}/members`, { people: 'member1@acme.test' });
    const shown = await page(`/${id}/members/${accountId}`);
    expect(shown).toContain('<h1>Why does Max Member have Audit?</h1>');
    expect(shown).toContain('<dd>grace@acme.test</dd>');
    expect(shown).toContain('No call of a SCIM client gave it');
    expect((await browser.get(`${home}/${id}/members/${await member(2)}`)).status).toBe(404);
  });
});
