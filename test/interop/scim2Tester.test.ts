import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Database } from '../../src/db';
import { freshServerDatabase } from '../support/postgres';
import { pythonTools } from '../support/pythonTools';
import { sanityDeviations, scimDeviations } from '../support/scimDeviations';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

// Some hundred requests, one after the other, to a process of its own.
jest.setTimeout(900_000);

/** One result as scim2Tester.py prints it. */
interface Result {
  readonly title: string;
  readonly resourceType: string | null;
  readonly status: 'SUCCESS' | 'COMPLIANT' | 'ACCEPTABLE' | 'DEVIATION' | 'ERROR' | 'CRITICAL' | 'SKIPPED';
  readonly reason: string | null;
}

const tools = pythonTools(path.join(__dirname, 'scim2Tester.txt'));
if ('missing' in tools) {
  console.warn(`scim2-tester and scim-sanity could not be had from PyPI, so they are skipped: ${tools.missing}`);
}

/** One result as scim-sanity prints it. */
interface SanityResult {
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'warn' | 'skip' | 'error';
  readonly message: string;
}

// The values are random texts, so the site uses all tracking codes and restricts no domain of e-mail.
const siteFile = `
site: acme
name: Acme Corporation
seats: 1000
trackingCodes:
${Array.from({ length: 10 }, (_, index) => `  - { number: ${index + 1}, label: Code ${index + 1}, input: text, usage: optional }`).join('\n')}
accounts:
  - { username: scim@acme.test, firstName: Scim, lastName: Service, displayName: SCIM Service, email: scim@acme.test,
      type: attendee, status: active, roles: [Org User Admin, Org Security Admin, Org Workspace Admin] }
`;

/** A provisioning as the command line prints it. */
interface Made {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
}

/** What scim2-tester tries with each type of resource. */
const perResource = [
  'object_creation',
  'object_query',
  'object_query_with_attributes',
  'object_query_without_id',
  'object_list_with_attributes',
  'search_with_attributes',
  'object_replacement',
  'object_deletion',
  'check_add_attribute',
  'check_remove_attribute',
  'check_replace_attribute',
];

('missing' in tools ? describe.skip : describe)('a public test suite', () => {
  const python = 'python' in tools ? tools.python : '';
  let database: Database & { readonly url: string };
  let usher: UsherProcess;
  let made: Made;

  beforeAll(async () => {
    database = await freshServerDatabase();
    usher = await usherProcess(database.url);
    await writeFile(path.join(usher.folder, 'acme.yaml'), siteFile);
    await usher.start();
    const applied = await usher.command('apply', path.join(usher.folder, 'acme.yaml'));
    if (applied.exitCode !== 0) throw new Error(applied.stderr + applied.stdout);
    const who = ['--site', 'acme', '--name', 'tester', '--acting-user', 'scim@acme.test', '--type', 'bearer'];
    made = await usher.json<Made>('provisioning', 'create', ...who);
    // They remove nearly everybody they made, which the brake is there to hold.
    await database.prisma.provisioning.update({ where: { id: made.id }, data: { brakeCount: 1_000_000 } });
  });

  afterAll(async () => {
    await usher?.remove();
    await database?.close();
  });

  describe('scim2-tester finds', () => {
    let results: readonly Result[];
    beforeAll(async () => {
      results = await runTester(python, made);
    });

    const failed = (result: Result) => !['SUCCESS', 'COMPLIANT', 'ACCEPTABLE'].includes(result.status);
    const isExplained = (result: Result) => scimDeviations.some((one) => sameCheck(one, result));

    it('enough to say something: it understood our documents and tried every writable attribute', () => {
      expect(results.length).toBeGreaterThan(140);
      expect(new Set(results.map(({ resourceType }) => resourceType))).toEqual(new Set([null, 'User', 'Group']));
    });

    it('nothing wrong with the documents in which the service describes itself', () => {
      const described = results.filter(({ resourceType }) => resourceType === null);
      expect(described.length).toBeGreaterThan(5);
      expect(described.filter(failed)).toEqual([]);
    });

    it.each(['User', 'Group'].flatMap((type) => perResource.map((title) => [type, title] as const)))(
      'nothing wrong with a %s in %s that docs/scim.md does not explain',
      (type, title) => {
        const found = results.filter((result) => result.resourceType === type && result.title === title);
        expect(found).not.toEqual([]);
        expect(found.filter((result) => failed(result) && !isExplained(result))).toEqual([]);
      },
    );

    it('no failure outside those checks', () => {
      const others = results.filter(({ title }) => !perResource.includes(title));
      expect(others.filter((result) => failed(result) && !isExplained(result))).toEqual([]);
    });

    it.each(scimDeviations)('still that $check of $resourceType fails for $attribute, as explained', (deviation) => {
      expect(results.filter((result) => failed(result) && sameCheck(deviation, result))).toHaveLength(1);
    });
  });

  describe('scim-sanity finds', () => {
    let results: readonly SanityResult[];
    beforeAll(async () => {
      results = await runSanity(python, made);
    });

    it('nothing wrong that docs/scim.md does not explain, and that still', () => {
      const explained = sanityDeviations.map(({ check }) => check);
      const amiss = results.filter(({ status }) => !['pass', 'skip'].includes(status)).map(({ name }) => name);
      expect(amiss.toSorted()).toEqual(explained.toSorted());
    });

    it('the rest of people, groups, search and errors in order, and skips only what is no part of SCIM 2.0', () => {
      expect(results.filter(({ status }) => status === 'pass').length).toBeGreaterThanOrEqual(25);
      const skipped = results.filter(({ status }) => status === 'skip');
      expect(skipped.filter(({ name }) => !name.startsWith('Agent'))).toEqual([]);
    });
  });
});

/** The reason of a result names the attribute it was tried with in quotation marks. */
function sameCheck(deviation: (typeof scimDeviations)[number], result: Result): boolean {
  return (
    deviation.resourceType === result.resourceType &&
    deviation.check === result.title &&
    (result.reason ?? '').includes(`'${deviation.attribute}'`)
  );
}

async function runTester(python: string, { url, secret }: Made): Promise<readonly Result[]> {
  const { stdout } = await promisify(execFile)(python, [path.join(__dirname, 'scim2Tester.py'), url], {
    env: { PATH: process.env['PATH'] ?? '', SCIM_SECRET: secret },
    maxBuffer: 64 * 1_048_576,
  });
  return JSON.parse(stdout) as Result[];
}

async function runSanity(python: string, { url, secret }: Made): Promise<readonly SanityResult[]> {
  const asked = ['probe', url, '--token', secret, '--i-accept-side-effects', '--json-output'];
  // It exits with 1 when anything failed.
  const { stdout } = await promisify(execFile)(python, ['-m', 'scim_sanity', ...asked]).catch(
    (error: unknown) => error as { stdout: string },
  );
  return (JSON.parse(stdout) as { results: SanityResult[] }).results;
}
