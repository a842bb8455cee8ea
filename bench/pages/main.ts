/**
 * Asks for every page of the administration of a site with 100,000 accounts, and prints how long the server takes. Everything
 * else a page could depend on is there in numbers too: attempts, lines of the activity log, values of tracking codes.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { newId } from '../../src/newId';
import { hashSecret, newSecret } from '../../src/sessions';
import { startServing, type ServingProcess } from '../servingProcess';

const repeats = 30;

/** Set-based, so that filling takes seconds; UUIDs in the order of time, as the real ones are. */
const fill = String.raw`
INSERT INTO tracking_codes (site_id, number, label, input, usage)
  SELECT id, 1, 'Division', 'dropdown', 'optional' FROM sites WHERE slug = 'acme';
INSERT INTO tracking_code_values (id, site_id, number, value, position)
  SELECT gen_random_uuid(), id, 1, 'Division ' || n, n FROM sites, generate_series(1, 500) n WHERE slug = 'acme';
INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email,
    email_key, type, status, roles, tracking_codes, created_at, updated_at)
  SELECT gen_random_uuid(), s.id, u.name, u.name, u.name, 'Person', 'Number ' || n, 'Person Number ' || n, u.name, u.name,
    'attendee', (CASE WHEN n % 10 = 0 THEN 'deactivated' WHEN n % 5000 = 1 THEN 'pending' ELSE 'active' END)::"AccountStatus",
    '{}', jsonb_build_object('TC1', 'Division ' || (n % 500 + 1)), now() - n * interval '1 minute', now()
  FROM sites s, generate_series(1, 100000) n, LATERAL (SELECT 'person-' || n || '@acme.test' AS name) u WHERE s.slug = 'acme';
INSERT INTO attempts (id, at, site_id, connection_id, reference, kind, outcome, code, findings, checks, username, username_key, verified)
  SELECT gen_random_uuid(), now() - n * interval '10 seconds', s.id, c.id, regexp_replace(lpad(n::text, 9, '0'), '(...)(...)(...)', '\1-\2-\3'), 'acs',
    (CASE WHEN n % 20 = 0 THEN 'refused' ELSE 'passed' END)::"AttemptOutcome", CASE WHEN n % 20 = 0 THEN 31 END,
    CASE WHEN n % 20 = 0 THEN '[{"reason": "seat_unavailable", "field": "seats", "expected": "a free seat", "received": null}]' ELSE '[]' END::jsonb,
    '[]', 'person-' || n || '@acme.test', 'person-' || n || '@acme.test', true
  FROM sites s JOIN connections c ON c.site_id = s.id, generate_series(1, 100000) n WHERE s.slug = 'acme';
INSERT INTO activity (id, at, site_id, actor, action, subject, before, after)
  SELECT gen_random_uuid(), now() - n * interval '20 seconds', id, 'jit:main', 'account.create', 'person-' || n || '@acme.test', NULL, '{"type": "attendee"}'
  FROM sites, generate_series(1, 50000) n WHERE slug = 'acme';
INSERT INTO entitlements (site_id, kind, name, display_name, display_name_key)
  SELECT id, 'workspace', 'Workspace ' || n, '', '' FROM sites, generate_series(1, 200) n WHERE slug = 'acme';
INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by)
  SELECT e.id, a.id, a.site_id, 'bench' FROM entitlements e JOIN accounts a ON a.site_id = e.site_id WHERE e.name = 'Workspace 1';
INSERT INTO provisionings (id, site_id, name, credential_type) SELECT gen_random_uuid(), id, 'Okta', 'bearer' FROM sites WHERE slug = 'acme';
INSERT INTO scim_calls (id, site_id, provisioning_id, at, duration_ms, method, path, status, outcome)
  SELECT gen_random_uuid(), p.site_id, p.id, now() - n * interval '1 second', 5, 'GET', '/Users', 200, 'read'
  FROM provisionings p, generate_series(1, 100000) n;
ANALYZE;
`;

/** Fills the database and signs an administrator with every role in; gives the cookie and the addresses that hold ids. */
async function prepare({ databaseUrl }: ServingProcess): Promise<{ cookie: string; addresses: string[] }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(fill);
    const [accountId, token] = [newId(), newSecret(randomBytes)];
    await client.query(
      `INSERT INTO accounts (id, site_id, username, username_key, confusable_key, type, bypass, roles)
         SELECT $1, id, 'admin@acme.test', 'admin@acme.test', 'admin@acme.test', 'attendee', true,
           '{Org Security Admin,Org User Admin,Org Workspace Admin,Org Support}' FROM sites WHERE slug = 'acme'`,
      [accountId],
    );
    await client.query(
      `INSERT INTO sessions (token_hash, id, site_id, account_id, created_at, last_seen_at, expires_at)
         SELECT $1, $2, id, $3, now(), now(), now() + interval '1 hour' FROM sites WHERE slug = 'acme'`,
      [hashSecret(token), newId(), accountId],
    );
    const { rows } = await client.query<{ address: string }>(
      `SELECT '/admin/acme/workspaces/' || id AS address FROM entitlements WHERE name = 'Workspace 1'
       UNION ALL SELECT '/admin/acme/workspaces/' || id || '?search=person-5000' FROM entitlements WHERE name = 'Workspace 1'
       UNION ALL SELECT '/admin/acme/provisioning/' || id || '/calls' FROM provisionings
       UNION ALL SELECT '/admin/acme/users/' || id FROM accounts WHERE username = 'person-77@acme.test'`,
    );
    return { cookie: `usher-session=${token}`, addresses: rows.map(({ address }) => address) };
  } finally {
    await client.end();
  }
}

const pages = [
  '/admin/acme',
  '/admin/acme/users',
  '/admin/acme/users?search=person-5000',
  '/admin/acme/users?search=number',
  '/admin/acme/tracking-codes',
  '/admin/acme/tracking-codes/1',
  '/admin/acme/single-sign-on',
  '/admin/acme/single-sign-on/connections/main',
  '/admin/acme/email-domains',
  '/admin/acme/workspaces',
  '/admin/acme/provisioning',
  '/admin/acme/activity',
  '/support/acme',
  '/support/acme?username=person-40@acme.test',
  '/support/acme/000-000-040',
  '/account',
];

async function measure(server: ServingProcess, path: string, cookie: string) {
  const get = async () => {
    const began = performance.now();
    const answer = await fetch(`${server.url}${path}`, {
      headers: { cookie, accept: 'text/html' },
      redirect: 'manual',
    });
    const bytes = (await answer.arrayBuffer()).byteLength;
    return { status: answer.status, bytes, ms: performance.now() - began };
  };
  for (let warm = 0; warm < 5; warm += 1) await get();
  const before = await server.cpuMs();
  const answers = [];
  for (let n = 0; n < repeats; n += 1) answers.push(await get());
  const cpu = ((await server.cpuMs()) - before) / repeats;
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const at = (share: number) => Number((times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1));
  const [last] = answers.slice(-1);
  if (last?.status !== 200) throw new Error(`${path} was answered ${last?.status}.`);
  return {
    page: path,
    KB: Math.round(last.bytes / 1024),
    'median ms': at(0.5),
    '95 % ms': at(0.95),
    'CPU ms': Number(cpu.toFixed(1)),
  };
}

async function main(): Promise<void> {
  const server = await startServing();
  try {
    const { cookie, addresses } = await prepare(server);
    const rows = [];
    for (const path of [...pages, ...addresses]) rows.push(await measure(server, path, cookie));
    console.table(rows);
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
