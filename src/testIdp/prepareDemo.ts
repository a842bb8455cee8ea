import type { Database } from '../db';
import type { SecretBox } from '../keys';
import { makeSiteKey, type MakeSiteKey } from '../saml';
import { applySiteFile, type Passwords } from '../sites';
import type { SigningKey } from './buildResponse';
import { demoSite, demoSiteFile, type DemoSecrets } from './demoSite';

/** What is kept for the demo, sealed. */
interface KeptDemo extends DemoSecrets {
  readonly privateKeyPem: string;
}

/** What the demo gives to whoever starts it. */
export interface Demo {
  readonly key: SigningKey;
  readonly signIns: readonly {
    readonly username: string;
    readonly password: string;
    readonly who: 'administrator' | 'support';
  }[];
}

/** What making the demo needs. */
export interface DemoDependencies {
  readonly database: Database;
  readonly box: SecretBox;
  readonly passwords: Passwords;
  readonly publicUrl: string;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** Stands in for the real maker of key pairs in tests. */
  readonly makeKey?: MakeSiteKey;
}

const keptAs = 'demo';
const demoActor = 'demo';
const context = 'installation:demo';

/**
 * Makes the demo's site, its identity provider's key and its passwords, once for a data directory; later starts find them
 * and change nothing, so that what somebody tried out stays.
 */
export async function prepareDemo(dependencies: DemoDependencies): Promise<Demo> {
  const kept = (await readKept(dependencies)) ?? (await makeDemo(dependencies));
  const { certificatePem, privateKeyPem, adminPassword, supportPassword } = kept;
  return {
    key: { certificatePem, privateKeyPem },
    signIns: [
      { username: 'admin@demo.test', password: adminPassword, who: 'administrator' },
      { username: 'support@demo.test', password: supportPassword, who: 'support' },
    ],
  };
}

async function readKept({ database, box }: DemoDependencies): Promise<KeptDemo | null> {
  const row = await database.prisma.installation.findUnique({ where: { name: keptAs } });
  return row === null ? null : (JSON.parse(box.open(row.value, context)) as KeptDemo);
}

/**
 * A site of somebody else that happens to be called so must not get an identity provider that signs for anybody. One that
 * the demo itself had begun to make is its own.
 *
 * @throws Error when there is such a site
 */
async function refuseForeignSite({ prisma }: Database): Promise<void> {
  const site = await prisma.site.findUnique({ where: { slug: demoSite }, select: { id: true } });
  if (site === null) return;
  const where = { siteId: site.id, actor: demoActor, action: 'site.create' };
  if ((await prisma.activity.findFirst({ where, select: { id: true } })) !== null) return;
  throw new Error(`There is a site "${demoSite}" that is not the demo's; the demo will not touch it. Set DEMO=off.`);
}

async function makeDemo(dependencies: DemoDependencies): Promise<KeptDemo> {
  const { database, box, publicUrl, clock, random } = dependencies;
  await refuseForeignSite(database);
  const now = clock();
  const make = dependencies.makeKey ?? makeSiteKey;
  const pair = await make({
    commonName: 'Usher test identity provider',
    notBefore: now,
    serial: random(8).toString('hex'),
  });
  const password = () => random(9).toString('base64url');
  const kept: KeptDemo = { ...pair, adminPassword: password(), supportPassword: password() };
  const result = await applySiteFile(
    // JSON is YAML, so the demo goes through the same door as everybody's site file.
    { text: JSON.stringify(demoSiteFile(publicUrl, kept)), fileName: 'demo', files: {}, allowHttp: true },
    { database, passwords: dependencies.passwords, now, actor: demoActor, dryRun: false, forceAccounts: true },
  );
  if (result.outcome === 'refused') throw new Error(`The demo could not be made: ${result.problems.join('; ')}`);
  await database.prisma.site.update({ where: { slug: demoSite }, data: { isDemo: true } });
  await database.prisma.installation.create({ data: { name: keptAs, value: box.seal(JSON.stringify(kept), context) } });
  return kept;
}
