import type { Database } from '../../src/db';
import { signInAdmin } from '../support/admin';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { UsherUnderTest } from '../support/usher';

describe('A request that cannot be read', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let admin: TestBrowser;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    ({ browser: admin } = await signInAdmin(usher, ['Org Security Admin', 'Org Workspace Admin']));
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  afterEach(() => expect(usher.errors).toEqual([]));

  it('is told to be too large, with what to do, and not put down to us', async () => {
    const answer = await admin.post('/admin/acme/workspaces', { name: 'x'.repeat(300_000) });
    const page = await answer.text();
    expect([answer.status, page]).toEqual([413, expect.stringContaining('a smaller file, or fewer lines')]);
    expect(page).not.toContain('on our side');
  });

  it('is told to be none of our forms, with what to do, and not put down to us', async () => {
    const answer = await admin.get('/admin/acme/workspaces/%ff');
    const page = await answer.text();
    expect([answer.status, page]).toEqual([400, expect.stringContaining('open the page anew')]);
    expect(page).not.toContain('on our side');
  });
});
