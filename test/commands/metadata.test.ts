import { randomBytes, X509Certificate } from 'node:crypto';
import { commandHandlers, type CommandArgs, type CommandName, type CommandResult } from '../../src/commands';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { freshDatabase } from '../support/database';
import { idpKeyNamed, idpMetadata, type IdpKey } from '../support/metadata';
import { serveMetadata, type MetadataServer } from '../support/metadataServer';
import { testBox } from '../support/site';

const loaded = loadConfig({ METADATA_ALLOWED_HOSTS: '127.0.0.1' });
if ('problems' in loaded) throw new Error('the settings of this test are wrong');
const { config } = loaded;

let database: Database;
let idp: MetadataServer;
let first: IdpKey;
let second: IdpKey;
beforeAll(async () => {
  database = await freshDatabase();
  idp = await serveMetadata('http');
  [first, second] = await Promise.all([idpKeyNamed('known'), idpKeyNamed('next')]);
});
afterAll(async () => {
  await idp.close();
  await database.close();
});
beforeEach(async () => {
  await database.prisma.site.deleteMany();
  idp.asked.length = 0;
  offer(idpMetadata({ certificates: [first.certificatePem] }));
});

const offer = (xml: string) => {
  idp.answer = (_req, res) => void res.end(xml);
};
const url = () => `http://127.0.0.1:${idp.port}/metadata`;
const fingerprint = ({ certificatePem }: IdpKey) =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase();
const file = (address = url()) =>
  `site: acme\nname: Acme\nconnections:\n  - name: main\n    metadata: { url: "${address}" }\n`;

async function run<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResult<Name>> {
  const result = await commandHandlers({
    database,
    config,
    box: () => Promise.resolve(testBox),
    queue: createQueue(database),
    clock: () => new Date(),
    random: randomBytes,
  })[name]?.(args);
  // What crosses the command socket is what the command line prints.
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  return result as CommandResult<Name>;
}
const apply = (text: string, dryRun = false) =>
  run('apply', { text, fileName: 'acme.yaml', files: {}, dryRun, forceAccounts: false });

describe('a site file that names metadata by address', () => {
  it('pins what is found there, keeps the address, and applied again changes nothing', async () => {
    expect(await apply(file())).toMatchObject({ outcome: 'applied' });
    const connection = await database.prisma.connection.findFirstOrThrow({ include: { certificates: true } });
    expect(connection).toMatchObject({
      idpEntityId: 'https://idp.acme.test/metadata',
      ssoUrl: 'https://idp.acme.test/sso',
      metadataUrl: url(),
      certificates: [{ fingerprint: fingerprint(first) }],
    });
    expect(await apply(file())).toMatchObject({ outcome: 'unchanged' });
    expect(idp.asked).toHaveLength(2);
  });

  it('comes back from an export, and that changes nothing either', async () => {
    await apply(file());
    const { yaml } = await run('export', { site: 'acme' });
    expect(yaml).toContain(`metadata:\n      url: ${url()}\n`);
    expect(yaml).not.toMatch(/entityId|certificates|ssoUrl|sloUrl/);
    expect(await apply(yaml)).toMatchObject({ outcome: 'unchanged' });
  });

  it('only tells what would change when it is only asked to, of the metadata as it is now', async () => {
    await apply(file());
    offer(idpMetadata({ certificates: [second.certificatePem] }));
    expect(await apply(file(), true)).toMatchObject({
      outcome: 'would_change',
      changes: [
        {
          subject: 'main',
          fields: [{ field: 'certificates', before: [fingerprint(first)], after: [fingerprint(second)] }],
        },
      ],
    });
    expect((await run('metadataList', {}))[0]?.pinned.certificates).toEqual([fingerprint(first)]);
    // An operator who applies it vouches for it.
    expect(await apply(file())).toMatchObject({ outcome: 'applied' });
    expect((await run('metadataList', {}))[0]?.pinned.certificates).toEqual([fingerprint(second)]);
  });

  it.each<[string, string | null, string]>([
    ['that cannot be reached', 'http://127.0.0.1:1/', 'cannot be reached (ECONNREFUSED)'],
    [
      'of our own network',
      'https://10.0.0.7/',
      'leads to an internal address; METADATA_ALLOWED_HOSTS can admit the host',
    ],
    ['with a password', 'https://a:b@idp.test/', 'must not hold a user name or password'],
    ['whose metadata has ended', null, 'holds metadata that ended on 2020-01-01T00:00:00.000Z'],
  ])('tells line and field of an address %s, and changes nothing', async (_which, address, problem) => {
    if (address === null)
      offer(idpMetadata({ certificates: [first.certificatePem], validUntil: '2020-01-01T00:00:00Z' }));
    expect(await apply(file(address ?? url()))).toEqual({
      outcome: 'refused',
      problems: [`acme.yaml:5 connections[0].metadata.url: ${problem}`],
    });
    expect(await database.prisma.site.count()).toBe(0);
  });

  it.each<[string, string]>([
    ['metadata: null', 'no metadata'],
    ['metadata: { file: idp.xml }', 'a file'],
  ])('%s gives the address up, and what is pinned stays', async (field) => {
    await apply(file());
    const text = `site: acme\nconnections:\n  - name: main\n    ${field}\n`;
    const files = { 'idp.xml': idpMetadata({ certificates: [first.certificatePem] }) };
    const result = await run('apply', { text, fileName: 'x', files, dryRun: false, forceAccounts: false });
    expect(result).toMatchObject({
      outcome: 'applied',
      changes: [{ fields: [{ field: 'metadataUrl', after: null }] }],
    });
  });
});

describe('usher metadata', () => {
  const decision = { site: 'acme', connection: 'main', digest: null };
  beforeEach(async () => {
    await apply(file());
    offer(idpMetadata({ certificates: [first.certificatePem, second.certificatePem] }));
  });

  it('refresh looks now and tells what waits; accept pins it', async () => {
    const [shown] = await run('metadataRefresh', { site: 'acme' });
    expect(shown).toMatchObject({
      outcome: 'held',
      problem: null,
      held: { reasons: ['keys_added'], isDropped: false },
    });
    expect(await run('metadataAccept', { ...decision, digest: shown?.held?.digest ?? '' })).toEqual({
      accepted: 'main',
    });
    const [listed] = await run('metadataList', { site: 'acme' });
    expect(listed).toMatchObject({ held: null, outcome: 'applied' });
    expect(listed?.pinned.certificates).toEqual([fingerprint(first), fingerprint(second)]);
    const activity = await run('activity', { site: 'acme' });
    expect(activity.map(({ actor, action }) => `${actor} ${action}`)).toEqual(
      expect.arrayContaining(['metadata metadata.hold', 'command metadata.accept', 'command connection.update']),
    );
  });

  it('drop leaves what is pinned', async () => {
    await run('metadataRefresh', { site: 'acme', connection: 'main' });
    expect(await run('metadataDrop', decision)).toEqual({ dropped: 'main' });
    const [listed] = await run('metadataList', { site: 'acme' });
    expect(listed).toMatchObject({ held: { isDropped: true }, pinned: { certificates: [fingerprint(first)] } });
  });

  it('doctor tells what waits with both fingerprints, and no more once it is dropped', async () => {
    const told = async () =>
      (await run('doctor', {})).filter(({ id }) => id.startsWith('metadata')).map(({ id, what }) => `${id} ${what}`);
    expect(await told()).toEqual([]);
    await run('metadataRefresh', { site: 'acme' });
    const [one, two] = [first, second].map((key) => fingerprint(key).slice(0, 16));
    expect(await told()).toEqual([
      `metadata_held Its metadata has changed (keys_added) and waits: pinned ${one}; proposed ${one}, ${two}.`,
    ]);
    await run('metadataDrop', decision);
    offer('rubbish');
    await run('metadataRefresh', { site: 'acme' });
    expect(await told()).toEqual(['metadata_problem It is not XML: it does not begin with <. What is pinned stays.']);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['accept of nothing', () => run('metadataAccept', decision), /^No metadata is held for connection main/],
    ['drop of nothing', () => run('metadataDrop', decision), /^No metadata is held/],
    ['an unknown site', () => run('metadataAccept', { ...decision, site: 'none' }), /^There is no site none/],
    ['an unknown connection', () => run('metadataRefresh', { site: 'acme', connection: 'x' }), /has no connection x/],
  ])('%s is refused', async (_what, act, message) => {
    await expect(act()).rejects.toMatchObject({ exitCode: 1, message: expect.stringMatching(message) as string });
  });

  it('a decision about what is not there any more is refused', async () => {
    await run('metadataRefresh', { site: 'acme' });
    await expect(run('metadataAccept', { ...decision, digest: 'f'.repeat(64) })).rejects.toMatchObject({ exitCode: 1 });
  });
});
