import { createHash, randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '../../src/db';
import { createSecretBox } from '../../src/keys';
import { SecretHashes } from '../../src/scim/credentials';
import { hashSecret, newSecret } from '../../src/sessions';
import { secretKey } from '../servingProcess';
import type { Sizes } from './sizes';

/** A site with its SCIM client. */
export interface Org {
  /** 0 is the one that is measured; the others are there beside it. */
  readonly number: number;
  readonly people: number;
  readonly provisioningId: string;
  readonly secret: string;
}

/** What was filled in. */
export interface Filled {
  readonly orgs: readonly [Org, ...Org[]];
  /** Cookies of people of the measured site, by their number. */
  readonly cookies: readonly string[];
}

const orgs = 5;
const peopleBeside = 1_000;
const workspaces = 200;

/** The id of the nth thing of a kind: the same in every run. SQL says `md5(kind || '-' || n)::uuid`. */
export function idOf(kind: string, n: number): string {
  return createHash('md5')
    .update(`${kind}-${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of a person of a site. */
export function personId({ number }: Pick<Org, 'number'>, n: number): string {
  return idOf(`person-${number}`, n);
}

/** The user name of a person of a site. */
export function userName({ number }: Pick<Org, 'number'>, n: number): string {
  return `person-${n}@org-${number}.test`;
}

/** The workspace nearly everybody is in, and its parts; of the measured site. */
export const everyone = {
  workspace: idOf('workspace-0', 0),
  /** Ten members. */
  small: idOf('part-0', 0),
  /** `Sizes.members` members. */
  large: idOf('part-0', 1),
  /** Empty ones. */
  empty: idOf('part-0', 2),
  emptyToo: idOf('part-0', 3),
} as const;

/** Set-based, so that filling takes seconds. `$1` site, `$2` its number, `$3` people. */
const people = `
INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email, email_key,
    type, roles, managed_by, created_at, updated_at)
  SELECT md5('person-' || $2::text || '-' || n)::uuid, $1::uuid, name, name, name, 'Person', 'Number ' || n, 'Person Number ' || n, name, name,
    'host', '{}', 'Client', moment, moment
  FROM generate_series(0, $3::integer - 1) n, LATERAL (SELECT 'person-' || n || '@org-' || $2::text || '.test' AS name,
    timestamptz '2026-01-01' + n * interval '1 second' AS moment) made`;
const profiles = `
INSERT INTO account_profiles (account_id, site_id, attributes)
  SELECT id, site_id, jsonb_build_object('title', 'Title ' || length(username), 'userType', 'host') FROM accounts WHERE site_id = $1::uuid`;
const links = `
INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id)
  SELECT $2::uuid, id, site_id, 'external-' || username FROM accounts WHERE site_id = $1::uuid`;
const workspaceRows = `
INSERT INTO entitlements (id, site_id, kind, name, display_name, display_name_key)
  SELECT md5('workspace-' || $2::text || '-' || n)::uuid, $1::uuid, 'workspace', 'Workspace ' || n, '', '' FROM generate_series(0, $3::integer - 1) n`;
const partRows = `
INSERT INTO entitlements (id, site_id, kind, workspace_id, name, display_name, display_name_key)
  SELECT md5('part-' || $2::text || '-' || n)::uuid, $1::uuid,
    (CASE WHEN n % 2 = 0 THEN 'workspace_role' ELSE 'workspace_group' END)::"EntitlementKind",
    md5('workspace-' || $2::text || '-' || n / 4)::uuid, 'Part ' || n % 4, '', '' FROM generate_series(0, $3::integer * 4 - 1) n`;
/** `$1` site, `$2` its number, `$3` the entitlement, `$4` and `$5` the first and the last person. */
const memberRows = `
INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by)
  SELECT $3::uuid, md5('person-' || $2::text || '-' || n)::uuid, $1::uuid, 'file' FROM generate_series($4::integer, $5::integer) n`;
const sessionRows = `
INSERT INTO sessions (token_hash, id, site_id, account_id, connection_id, created_at, last_seen_at, expires_at)
  SELECT token.hash, gen_random_uuid(), $1::uuid, md5('person-0-' || token.place - 1)::uuid, $3::uuid, now(), now(), now() + interval '8 hours'
    FROM unnest($2::text[]) WITH ORDINALITY AS token (hash, place)`;

/**
 * Fills an empty database: the site that is measured and four beside it, each with a SCIM client.
 *
 * @param settings where it is, as the server will have it
 */
export async function fill(settings: Record<string, string>, sizes: Sizes): Promise<Filled> {
  const where = { databaseUrl: settings['DATABASE_URL'] ?? null, dataDir: settings['DATA_DIR'] ?? '' };
  const database = await openDatabase(where, (error) => {
    throw error;
  });
  try {
    const first = await fillOrg(database, 0, sizes.people);
    const cookies = await fillMeasured(database, sizes);
    const others: Org[] = [];
    for (let number = 1; number < orgs; number += 1) others.push(await fillOrg(database, number, peopleBeside));
    await database.script('VACUUM ANALYZE');
    return { orgs: [first, ...others], cookies };
  } finally {
    await database.close();
  }
}

async function fillOrg(database: Database, number: number, count: number): Promise<Org> {
  const siteId = idOf('site', number);
  await database.prisma.site.create({
    data: { id: siteId, slug: `org-${number}`, name: `Org ${number}`, seats: 1_000_000 },
  });
  await database.query(people, [siteId, number, count]);
  const username = `scim@org-${number}.test`;
  const keys = { username, usernameKey: username, confusableKey: username };
  const roles = ['Org Security Admin', 'Org User Admin', 'Org Workspace Admin'];
  const acting = { id: idOf('acting', number), siteId, ...keys, type: 'attendee' as const, roles };
  await database.prisma.account.create({ data: acting });
  const client = { id: idOf('provisioning', number), siteId, actingAccountId: acting.id };
  await database.prisma.provisioning.create({ data: { ...client, name: 'Client', credentialType: 'bearer' } });
  await database.query(profiles, [siteId]);
  await database.query(links, [siteId, client.id]);
  await database.query(workspaceRows, [siteId, number, workspaces]);
  await database.query(partRows, [siteId, number, workspaces]);
  for (let n = 1; n < workspaces; n += 1) {
    const from = (n * 4) % (count - 50);
    await database.query(memberRows, [siteId, number, idOf(`workspace-${number}`, n), from, from + 49]);
  }
  const secret = createHash('sha256').update(`secret-${number}`).digest('base64url');
  const hashes = new SecretHashes({ database, box: createSecretBox(secretKey) });
  await database.prisma.provisioningSecret.create({
    data: {
      ...{ id: idOf('secret', number), siteId, provisioningId: client.id, createdBy: 'command', createdAt: new Date() },
      secretHash: await hashes.of(secret),
    },
  });
  return { number, people: count, provisioningId: client.id, secret };
}

async function fillMeasured(
  database: Database,
  { people: count, members, waiting, leavers }: Sizes,
): Promise<string[]> {
  const siteId = idOf('site', 0);
  // Whom B8 waits for are the last, and no members yet.
  await database.query(memberRows, [siteId, 0, everyone.workspace, 0, count - waiting - 1]);
  await database.query(memberRows, [siteId, 0, everyone.small, 0, 9]);
  await database.query(memberRows, [siteId, 0, everyone.large, 0, members - 1]);
  const connectionId = idOf('connection', 0);
  const identityProvider = { idpEntityId: 'https://idp.org-0.test/metadata', ssoUrl: 'https://idp.org-0.test/sso' };
  await database.prisma.connection.create({ data: { id: connectionId, siteId, name: 'main', ...identityProvider } });
  const tokens = Array.from({ length: leavers }, () => newSecret(randomBytes));
  await database.query(sessionRows, [siteId, tokens.map((token) => hashSecret(token)), connectionId]);
  return tokens.map((token) => `usher-session=${token}`);
}
