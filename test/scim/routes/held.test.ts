import type { Database } from '../../../src/db';
import { listMails, readMail } from '../../../src/mail';
import { freshDatabase } from '../../support/database';
import { makeAccount, testBox, testPublicUrl } from '../../support/site';
import { ScimSite } from './scimSite';

describe('a provisioning that the brake holds', () => {
  let database: Database;
  let scim: ScimSite;
  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database, {
      actingRoles: ['Org User Admin'],
      site: { adminContact: { email: 'HELP@acme.test' } },
      provisioning: { brakeCount: 2, brakePercent: 10, brakeWindowMinutes: 45, contactEmail: 'okta@partner.test' },
    });
    const { siteId } = scim;
    const admin = { roles: ['Org Security Admin'] };
    await makeAccount(database, siteId, { ...admin, username: 'ada', email: 'ada@acme.test', language: 'de' });
    await makeAccount(database, siteId, { ...admin, username: 'bob', email: 'help@acme.test', language: 'nb' });
    await makeAccount(database, siteId, { ...admin, username: 'eve', email: 'eve@acme.test', status: 'deactivated' });
    await makeAccount(database, siteId, { ...admin, username: 'gus', email: 'no address' });
    await makeAccount(database, siteId, { username: 'ian', email: 'ian@acme.test', roles: ['Org User Admin'] });
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  const deactivate = (id: string) => scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
  const mails = async () => {
    const listed = await listMails(database, { siteId: scim.siteId, limit: 100 });
    return listed.toSorted((one, other) => one.to.localeCompare(other.to));
  };

  it('is told once, by mail, to its contact, the site’s contact and its Org Security Admins, with what to do and where', async () => {
    const people = [];
    for (const name of ['one', 'two', 'three', 'four']) people.push((await scim.person(`${name}@acme.test`)).id);
    const answers = [];
    for (const id of people) answers.push((await deactivate(id)).status);
    expect(answers).toEqual([200, 200, 429, 429]);

    const written = await mails();
    expect(written.map(({ to, language, template }) => [to, language, template])).toEqual([
      ['ada@acme.test', 'de', 'provisioning_held'],
      ['help@acme.test', 'nb', 'provisioning_held'],
      ['okta@partner.test', 'en', 'provisioning_held'],
    ]);
    const mail = await readMail(database, testBox, written[2]?.id ?? '');
    expect(mail?.subject).toBe('Acme Corporation: the provisioning "Okta Production" is held');
    expect(mail?.text).toContain('3 of 9 accounts would have been deactivated');
    expect(mail?.text).toContain('within 45 minutes. The limits are 2 accounts and 10 % of the site.');
    expect(mail?.text?.split('\n')).toContain(`${testPublicUrl}/admin/acme/provisioning/${scim.provisioning.id}`);
  });
});
