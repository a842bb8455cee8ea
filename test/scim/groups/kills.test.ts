import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedDatabase, type Database } from '../../../src/db';
import { freshDatabase, migrationsFolder } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { makeSite } from '../../support/site';
import { makeProvisioning, makeWorkspace } from './groupsSite';

// Processes are started and killed here; on a busy machine each start takes seconds.
jest.setTimeout(900_000);

const size = 10_000;
/** Milliseconds after a PUT began, at which its process is killed. */
const kills = [20, 150];

/** A workspace with as many members as the PUTs have: in two statements, because people made one by one take half a minute. */
async function fill(database: Database) {
  const { siteId } = await makeSite(database);
  const { workspace, role } = await makeWorkspace(database, siteId);
  await database.query(
    `INSERT INTO accounts (id, site_id, username, username_key, confusable_key, type, roles)
      SELECT gen_random_uuid(), $1::uuid, name, name, name, 'attendee', '{}'
        FROM (SELECT 'person-' || n FROM generate_series(1, ${size}) AS n) AS people (name)`,
    [siteId],
  );
  await database.query(
    `INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by)
      SELECT $1::uuid, id, site_id, 'test' FROM accounts WHERE site_id = $2::uuid ORDER BY id`,
    [workspace, siteId],
  );
  const { id } = await makeProvisioning(database, siteId, { brakePercent: 100 });
  return { siteId, provisioningId: id, role };
}

/** Lets a process PUT all members, take them away by the next PUT, and so on, and kills it in the middle of one. */
async function killInPut(
  target: readonly [url: string, dataDir: string],
  of: Awaited<ReturnType<typeof fill>>,
  ms: number,
) {
  const script = path.join(__dirname, 'putForever.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...target, of.provisioningId, of.role], {
    cwd: path.join(__dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let done = 0;
  let begun = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'done') done += 1;
    else begun += 1;
    if (begun === 2 && line === 'begun') setTimeout(() => child.kill('SIGKILL'), ms);
  }
  expect(done).toBeGreaterThan(0);
  return done;
}

/** Everybody or nobody is a member, and the log tells of as many changes as there were. */
async function expectWhole(database: Database, { siteId, role }: Awaited<ReturnType<typeof fill>>, done: number) {
  const members = await database.prisma.entitlementMember.count({ where: { entitlementId: role } });
  expect([0, size]).toContain(members);
  const lines = await database.prisma.activity.count({ where: { siteId, action: 'members.update' } });
  // One more may have been committed whose acknowledgement was cut off.
  expect([done, done + 1]).toContain(lines);
  expect(members).toBe(lines % 2 === 0 ? 0 : size);
}

async function empty(database: Database, { siteId, role }: Awaited<ReturnType<typeof fill>>): Promise<void> {
  await database.prisma.entitlementMember.deleteMany({ where: { entitlementId: role } });
  await database.prisma.activity.deleteMany({ where: { siteId } });
}

/** What the server had begun for the dead process ends by itself. */
async function untilServerIsIdle(database: Database): Promise<void> {
  const busy = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;
  while ((await database.query(busy, [])).length > 0) await sleep(50);
}

it('a process killed in the middle of a PUT of 10,000 members leaves all of it or nothing, on a server', async () => {
  const database = await freshServerDatabase();
  const of = await fill(database);
  for (const ms of kills) {
    const done = await killInPut([database.url, ''], of, ms);
    await untilServerIsIdle(database);
    await expectWhole(database, of, done);
    await empty(database, of);
  }
  await database.close();
});

it('a process killed in the middle of a PUT of 10,000 members leaves all of it or nothing, embedded', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'usher-put-'));
  const dataDir = path.join(folder, 'data');
  const first = await freshDatabase(dataDir);
  const of = await fill(first);
  await first.close();
  for (const ms of kills) {
    const done = await killInPut(['', dataDir], of, ms);
    // Without the lock on the folder: its owner is known to be dead, and a restart would wait to see that for itself.
    const database = await openEmbeddedDatabase(dataDir, migrationsFolder);
    await expectWhole(database, of, done);
    await empty(database, of);
    await database.close();
  }
  rmSync(folder, { recursive: true, force: true });
});
