import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { pathOf, UsherUnderTest } from '../support/usher';

describe('a person signs in through SAML', () => {
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

  it('gets an account, a session and the way on, and the attempt says so', async () => {
    const browser = usher.browser();
    const answer = await usher.respond({}, browser);
    expect(answer.status).toBe(303);
    expect(pathOf(answer)).toMatch(/^\/saml\/acme\/main\/complete\?code=/);
    expect(await usher.lastAttempt()).toMatchObject({
      outcome: 'parked',
      code: null,
      username: 'ada@acme.test',
      verified: true,
    });

    const completed = await browser.get(pathOf(answer));
    expect(completed.status).toBe(303);
    expect(pathOf(completed)).toBe('/account');
    expect(browser.cookies.has('usher-session')).toBe(true);
    expect(await usher.account()).toMatchObject({ status: 'active', type: 'host', firstName: 'Ada', createdBy: 'jit' });
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed' });
    expect(usher.errors).toEqual([]);
  });

  it('returns to the same account', async () => {
    const before = await usher.account();
    expect((await usher.signIn()).status).toBe(303);
    expect(await usher.account()).toMatchObject({ id: before?.id, version: before?.version });
  });
});
