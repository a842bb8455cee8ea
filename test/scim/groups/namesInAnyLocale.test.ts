import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../../src/db';
import { makeWorkspace } from '../../../src/workspaces';
import { migrationsFolder } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { groupUrn, ScimSite } from '../routes/scimSite';

// A server starts here.
jest.setTimeout(180_000);

/** With LC_CTYPE "C", whose `lower` knows the letters of ASCII alone. */
describe('names of groups on a server without a language', () => {
  let database: Database;
  let scim: ScimSite;
  beforeAll(async () => {
    database = await freshServerDatabase();
    scim = await ScimSite.start(database);
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  it('fold as Usher folds them, whatever the letters', async () => {
    const [{ lower } = { lower: '' }] = await database.query<{ lower: string }>(`SELECT lower('Ä') AS lower`, []);
    expect(lower).toBe('Ä');
    const letters = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code)).filter((letter) =>
      /\p{L}/u.test(letter),
    );
    const rows = await database.query<{ letter: string; key: string }>(
      'SELECT letter, usher_name_key(letter) AS key FROM unnest($1::text[]) AS letter',
      [letters],
    );
    // The two small sigmas are one, which JavaScript tells by the letters around them.
    const folded = (letter: string) => letter.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ');
    expect(rows.filter(({ letter, key }) => key !== folded(letter))).toEqual([]);
    expect(rows.filter(({ letter, key }) => letter !== key).length).toBeGreaterThan(700);
  });

  it('find a group in any case, and keep a second one from its name', async () => {
    const { siteId } = scim;
    const facts = { database, siteId, actor: 'account:ada', now: scim.moment };
    expect(await makeWorkspace(facts, 'Ärzte ΟΔΟΣ')).toMatchObject({ outcome: 'changed' });
    expect(await makeWorkspace(facts, 'ÄRZTE Οδος')).toMatchObject({ outcome: 'refused', fault: 'taken' });
    // The dots of the A as a character of their own.
    const other = 'WORKSPACE:a\u0308RZTE οδος';
    expect((await scim.groupNamed(other)).displayName).toBe('workspace:Ärzte ΟΔΟΣ');
    const contains = encodeURIComponent('displayName co "ÄRZTE"');
    expect((await scim.get(`/Groups?filter=${contains}`)).body.totalResults).toBe(1);
    const taken = await scim.post('/Groups', { schemas: [groupUrn], displayName: other });
    expect([taken.status, taken.body.scimType]).toEqual([409, 'uniqueness']);
    const put = { schemas: [groupUrn], displayName: 'workspace:ärzte οδος' };
    const { id } = await scim.groupNamed(other);
    expect((await scim.put(`/Groups/${id}`, put)).status).toBe(200);
  });

  it('of before are folded anew by the migration; two that are one name now both stay as they are', async () => {
    const { siteId, provisioning } = scim;
    for (const displayName of ['Übung', 'ÖL']) {
      await scim.post('/Groups', { schemas: [groupUrn], displayName });
    }
    const named = { siteId, provisioningId: provisioning.id };
    // As `lower` made them there.
    await database.query(
      `UPDATE entitlements SET display_name_key = lower(display_name) WHERE provisioning_id = $1::uuid`,
      [provisioning.id],
    );
    await database.prisma.entitlement.create({
      data: { ...named, kind: 'inert', name: 'öl', displayName: '', displayNameKey: '' },
    });
    const file = path.join(migrationsFolder, '20261122140000_names_in_any_locale', 'migration.sql');
    const [, refold = ''] = (await readFile(file, 'utf8')).split(/^(?=DO \$\$)/m);
    await database.script(refold);
    const rows = await database.prisma.entitlement.findMany({ where: named, orderBy: { displayName: 'asc' } });
    expect(rows.map(({ displayName, displayNameKey }) => [displayName, displayNameKey])).toEqual([
      ['ÖL', 'Öl'],
      ['Übung', 'übung'],
      ['öl', 'öl'],
    ]);
    // The one that kept its key can still be written to.
    const [left] = rows;
    const touched = { where: { id: left?.id ?? '' }, data: { version: { increment: 1 } } };
    expect((await database.prisma.entitlement.update(touched)).displayNameKey).toBe('Öl');
  });
});
