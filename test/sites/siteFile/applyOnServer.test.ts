import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applySiteFile, exportSiteFile, type ApplyResult } from '../../../src/sites';
import type { Database } from '../../../src/db';
import { freshServerDatabase } from '../../support/postgres';

const fixtures = path.join(__dirname, '../../../fixtures');
const acme = readFileSync(path.join(fixtures, 'siteFiles/acme.yaml'), 'utf8');
const files = { 'acme-idp.xml': readFileSync(path.join(fixtures, 'metadata/acme-idp.xml'), 'utf8') };
const passwords = { hash: (plain: string) => Promise.resolve(plain), verify: () => Promise.resolve(true) };

let database: Database;
beforeAll(async () => {
  database = await freshServerDatabase();
});
afterAll(() => database.close());

function apply(text: string, on: Database = database): Promise<ApplyResult> {
  const facts = { database: on, passwords, now: new Date('2026-11-22T09:00:00Z'), actor: 'file' };
  return applySiteFile(
    { text, fileName: 'acme.yaml', files, allowHttp: false },
    { ...facts, dryRun: false, forceAccounts: false },
  );
}

describe('on a real server', () => {
  it('a file is applied, removed from and exported as on the embedded database', async () => {
    expect(await apply(acme)).toMatchObject({ outcome: 'applied' });
    expect(await apply('site: acme\ntrackingCodes:\n  - { number: 1, remove: true }\n')).toMatchObject({
      outcome: 'applied',
    });
    const ada = await database.prisma.account.findFirst({ where: { usernameKey: 'ada@acme.test' } });
    expect(ada?.trackingCodes).toEqual({ TC2: 'CC-100' });
    expect(await apply((await exportSiteFile(database, 'acme')) ?? '')).toMatchObject({ outcome: 'unchanged' });
  });

  it('of many files that want the last seat at once, one gets it and the others are refused whole', async () => {
    const file = (name: string) =>
      `site: acme\nworkspaces:\n  - { name: ${name} }\naccounts:\n  - { username: ${name}, email: ${name}@acme.test }\n`;
    const results = await Promise.all(['one', 'two', 'three', 'four', 'five'].map((name) => apply(file(name))));
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['applied', ...Array<string>(4).fill('refused')]);
    expect(await database.prisma.account.count({ where: { type: 'host' } })).toBe(2);
    expect(await database.prisma.entitlement.count({ where: { kind: 'workspace' } })).toBe(2);
  });

  it('of one new site made many times at once there is one', async () => {
    const results = await Promise.all(
      [1, 2, 3, 4].map(() => apply('site: twin\nname: Twin\nsignInDomains: [twin.test]\n')),
    );
    expect(results.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
    for (const result of results) {
      if (result.outcome !== 'refused') continue;
      expect(result.problems).toEqual([expect.stringMatching(/at the same moment; apply again$/)]);
    }
    expect(await database.prisma.site.count({ where: { slug: 'twin' } })).toBe(1);
  });

  it('a site that is made while the same site is planned is not told as another site', async () => {
    const text = 'site: racer\nname: Racer\nsignInDomains: [racer.test]\n';
    let raced = false;
    const prisma = database.prisma.$extends({
      query: {
        signInDomain: {
          async findMany({ args, query }) {
            if (!raced) {
              raced = true;
              expect(await apply(text)).toMatchObject({ outcome: 'applied' });
            }
            return query(args);
          },
        },
      },
    });
    expect(await apply(text, { ...database, prisma: prisma as unknown as Database['prisma'] })).toMatchObject({
      outcome: 'unchanged',
    });
    expect(raced).toBe(true);
  });
});
