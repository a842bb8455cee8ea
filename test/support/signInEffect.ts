import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';

/** A site with one connection, written straight into the tables. */
export async function seedSite(database: Database, seats: number): Promise<{ siteId: string; connectionId: string }> {
  const siteId = randomUUID();
  const connectionId = randomUUID();
  await database.prisma.site.create({ data: { id: siteId, slug: `site-${siteId}`, name: 'Acme', seats } });
  await database.prisma.connection.create({
    data: { id: connectionId, siteId, name: 'main', idpEntityId: 'https://idp.test' },
  });
  return { siteId, connectionId };
}

/** The settings version a decision about this site rests on now. */
export async function settingsVersion(database: Database, siteId: string): Promise<number> {
  return Number((await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } })).settingsVersion);
}

/** The argument of `usher_apply_sign_in` for a first sign-in of `username`, as the sign-in writes it. */
export function firstSignIn(
  site: { siteId: string; connectionId: string },
  version: number,
  username: string,
  assertionId: string = `_${randomUUID()}`,
): Record<string, unknown> {
  const now = new Date();
  const later = new Date(now.getTime() + 60_000).toISOString();
  const accountId = randomUUID();
  const attemptId = randomUUID();
  return {
    now: now.toISOString(),
    ...site,
    settingsVersion: version,
    attempt: {
      ...{ id: attemptId, at: now.toISOString(), ...site, reference: attemptId, kind: 'acs', outcome: 'parked' },
      ...{ code: null, findings: [], checks: [], note: null, username, usernameKey: username, nameId: null },
      ...{ attributes: null, accountId, verified: true, clockOffsetMs: null, timings: null },
      ...{ clientAddress: '192.0.2.1', state: null },
    },
    consume: { assertionId, expiresAt: later, requestId: null },
    create: {
      ...{ id: accountId, username, usernameKey: username, confusableKey: username, firstName: 'A', lastName: 'B' },
      ...{ displayName: null, email: `${username}@acme.test`, emailKey: `${username}@acme.test`, language: null },
      ...{ type: 'host', status: 'active', trackingCodes: {}, updateTimestamp: null },
    },
    change: null,
    unchanged: null,
    bind: {
      ...{ id: randomUUID(), accountId, format: 'persistent', nameQualifier: null, spNameQualifier: null },
      value: username,
    },
    park: {
      codeHash: createHash('sha256').update(attemptId).digest('hex'),
      ...{ accountId, requestId: null, browserHash: null, mustConfirm: false, target: null, subject: {} },
      expiresAt: later,
    },
    raw: null,
    activity: [],
  };
}

/** What `usher_apply_sign_in` answers. */
export interface Applied {
  readonly applied: boolean;
  readonly guard?: string;
}

/** Rows of a site that must agree: what was written whole has all of them, what was refused none. */
export async function countRows(database: Database, siteId: string): Promise<Record<string, number>> {
  const [row] = await database.query<{ counts: Record<string, number> }>(
    `SELECT jsonb_build_object(
       'accounts', (SELECT count(*) FROM accounts WHERE site_id = $1),
       'attempts', (SELECT count(*) FROM attempts WHERE site_id = $1),
       'bindings', (SELECT count(*) FROM name_id_bindings WHERE site_id = $1),
       'parked', (SELECT count(*) FROM parked_sign_ins WHERE site_id = $1),
       'consumed', (SELECT count(*) FROM consumed_assertions WHERE site_id = $1),
       'seatsUsed', (SELECT used FROM seat_use WHERE site_id = $1),
       'seatsRecounted', (SELECT count(*) FROM accounts WHERE site_id = $1 AND type = 'host' AND status IN ('active', 'locked'))
     ) AS counts`,
    [siteId],
  );
  return row?.counts ?? {};
}
