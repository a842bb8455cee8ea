import type { Database } from '../../../src/db';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { personBody, ScimSite } from './scimSite';

const usher = 'urn:usher:scim:2.0:User';

describe('a required tracking code over SCIM', () => {
  let database: Database;
  let scim: ScimSite;
  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database);
    const { siteId } = scim;
    const code = { siteId, number: 1, label: 'Division', usage: 'required' as const, input: 'text' as const };
    await database.prisma.trackingCode.create({ data: code });
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  it.each<[string, string, JsonObject]>([
    ['absent', 'absent', {}],
    ['null', 'null', { [usher]: { TC1: null } }],
    ['an empty text', 'empty', { [usher]: { TC1: '' } }],
  ])('is left out by %s: who has none is made, and deactivated by the same body', async (_how, name, codes) => {
    const body = personBody(`${name}@acme.test`, codes);
    const made = await scim.post('/Users', body);
    expect([made.status, made.body[usher]]).toEqual([201, undefined]);
    const off = await scim.put(`/Users/${made.body.id}`, { ...body, active: false });
    expect([off.status, off.body.active]).toEqual([200, false]);
  });

  it.each<[string, string, JsonObject]>([
    ['null', 'ada', { [usher]: { TC1: null } }],
    ['an empty text', 'bob', { [usher]: { TC1: '' } }],
    ['an empty extension', 'eve', { [usher]: {} }],
  ])('is not taken away by %s', async (_how, name, codes) => {
    const userName = `${name}@acme.test`;
    const { id } = await scim.person(userName, { [usher]: { TC1: 'Engines' } });
    const emptied = await scim.put(`/Users/${id}`, personBody(userName, codes));
    expect([emptied.status, emptied.body.detail]).toEqual([400, `A value for '${usher}:TC1' is required`]);
    expect((await scim.get(`/Users/${id}`)).body[usher]).toEqual({ TC1: 'Engines' });
  });
});
