// Serves scimmy-routers on Express 4 with handlers of ours on PostgreSQL, with the people and groups that PEER (JSON, see
// systems.ts) describes. The handlers are what its documents ask for and no more: one site, the attributes that are sent here,
// and of filters only `userName eq`. Left out: who may what, limits, a log of calls, uniqueness beyond the user name, ETags.
// PATCH is the library's: it reads through egress, changes that, and writes all of it through ingress. It offers no
// transaction around the two, so two changes of a group at the same moment lose one of them; with `takesTurns` requests that
// change one resource wait for each other, as far as one process can see.
import { createRequire } from 'node:module';
import path from 'node:path';

const { folder, port, databaseUrl, secret, base, people, groups, takesTurns } = JSON.parse(process.env.PEER);
const { Pool } = createRequire(import.meta.url)('pg');
const installed = createRequire(path.join(folder, 'package.json'));
const express = installed('express');
const { default: SCIMMY } = installed('scimmy');
const { default: SCIMMYRouters } = installed('scimmy-routers');

const pool = new Pool({ connectionString: databaseUrl, max: 16 });
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const columns = `id, user_name, external_id, display_name, given_name, family_name, title, user_type, email, active, department,
  created, modified`;

await pool.query(`
CREATE TABLE users (id uuid PRIMARY KEY, user_name text NOT NULL, external_id text, display_name text, given_name text,
  family_name text, title text, user_type text, email text, active boolean NOT NULL, department text,
  created timestamptz NOT NULL DEFAULT now(), modified timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX users_user_name ON users (lower(user_name));
CREATE TABLE groups (id uuid PRIMARY KEY, display_name text NOT NULL);
CREATE TABLE members (group_id uuid REFERENCES groups ON DELETE CASCADE,
  user_id uuid REFERENCES users ON DELETE CASCADE, PRIMARY KEY (group_id, user_id))`);
await pool.query(
  `INSERT INTO users SELECT md5('person-0-' || n)::uuid, name, 'external-' || name, 'Person Number ' || n, 'Person',
     'Number ' || n, 'Title ' || length(name), 'host', name, true
   FROM generate_series(0, $1::integer - 1) n, LATERAL (SELECT 'person-' || n || '@org-0.test' AS name) made`,
  [people],
);
for (const { id, name, members } of groups) {
  await pool.query('INSERT INTO groups VALUES ($1, $2)', [id, name]);
  await pool.query(
    `INSERT INTO members SELECT $1, md5('person-0-' || n)::uuid FROM generate_series(0, $2::integer - 1) n`,
    [id, members],
  );
}
await pool.query('VACUUM ANALYZE');

SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser);
SCIMMY.Resources.declare(SCIMMY.Resources.User, { ingress: writeUser, egress: readUsers, degress: remove('users') });
SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
  ingress: writeGroup,
  egress: readGroups,
  degress: remove('groups'),
});

function userOf(row) {
  return {
    id: row.id,
    externalId: row.external_id ?? undefined,
    userName: row.user_name,
    displayName: row.display_name ?? undefined,
    name: { givenName: row.given_name ?? undefined, familyName: row.family_name ?? undefined },
    title: row.title ?? undefined,
    userType: row.user_type ?? undefined,
    active: row.active,
    ...(row.email !== null && { emails: [{ value: row.email, type: 'work', primary: true }] }),
    ...(row.department !== null && { [enterprise]: { department: row.department } }),
    meta: { created: row.created, lastModified: row.modified },
  };
}

async function readUsers({ id, filter, constraints }) {
  if (id !== undefined) return userOf(only(id, await pool.query(`SELECT ${columns} FROM users WHERE id = $1`, [id])));
  const name = filter?.[0]?.userName?.[1];
  if (filter !== undefined && name === undefined)
    throw new SCIMMY.Types.Error(400, 'invalidFilter', 'userName eq only');
  if (name !== undefined) {
    const { rows } = await pool.query(`SELECT ${columns} FROM users WHERE lower(user_name) = lower($1)`, [name]);
    return rows.map(userOf);
  }
  const { startIndex = 1, count = 20 } = constraints ?? {};
  const { rows } = await pool.query(`SELECT ${columns} FROM users ORDER BY id OFFSET $1 LIMIT $2`, [
    startIndex - 1,
    count,
  ]);
  const total = await pool.query('SELECT count(*)::integer AS count FROM users');
  if (constraints !== undefined) constraints.totalResults = total.rows[0].count;
  return rows.map(userOf);
}

async function writeUser({ id }, user) {
  const values = [
    user.userName,
    user.externalId,
    user.displayName,
    user.name?.givenName,
    user.name?.familyName,
    user.title,
  ];
  values.push(user.userType, user.emails?.[0]?.value, user.active ?? true, user[enterprise]?.department);
  const sql =
    id === undefined
      ? `INSERT INTO users (id, user_name, external_id, display_name, given_name, family_name, title, user_type, email, active,
           department) VALUES (coalesce($11, gen_random_uuid()), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`
      : `UPDATE users SET user_name = $1, external_id = $2, display_name = $3, given_name = $4, family_name = $5, title = $6,
           user_type = $7, email = $8, active = $9, department = $10, modified = now() WHERE id = $11 RETURNING ${columns}`;
  return userOf(only(id, await pool.query(sql, [...values, id])));
}

async function readGroups({ id }) {
  const { rows } = await pool.query(
    `SELECT id, display_name, ARRAY(SELECT user_id FROM members WHERE group_id = id) AS members FROM groups
     WHERE $1::uuid IS NULL OR id = $1::uuid`,
    [id],
  );
  const found = rows.map((row) => groupOf(row.id, row.display_name, row.members));
  return id === undefined ? found : only(id, { rows: found });
}

function groupOf(id, displayName, members) {
  return { id, displayName, members: members.map((value) => ({ value })) };
}

/** Writes only the difference, by sets; the row of the group is the lock. */
async function writeGroup({ id }, { displayName, members = [] }) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const group = only(
      id,
      id === undefined
        ? await client.query('INSERT INTO groups VALUES (gen_random_uuid(), $1) RETURNING id', [displayName])
        : await client.query('UPDATE groups SET display_name = $2 WHERE id = $1 RETURNING id', [id, displayName]),
    ).id;
    const ids = members.map(({ value }) => value);
    await client.query(
      `DELETE FROM members WHERE group_id = $1 AND NOT EXISTS (SELECT FROM unnest($2::uuid[]) AS kept (id) WHERE kept.id = user_id)`,
      [group, ids],
    );
    await client.query('INSERT INTO members SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [group, ids]);
    await client.query('COMMIT');
    return groupOf(group, displayName, ids);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

function remove(table) {
  return async ({ id }) => only(id, await pool.query(`DELETE FROM ${table} WHERE id = $1 RETURNING id`, [id]));
}

function only(id, { rows }) {
  if (rows[0] === undefined) throw new SCIMMY.Types.Error(404, null, `Resource ${id} not found`);
  return rows[0];
}

const turns = new Map();
const app = express();
if (takesTurns) {
  app.use((req, res, next) => {
    if (req.method === 'GET') return next();
    const before = turns.get(req.path) ?? Promise.resolve();
    const turn = before.then(
      () => new Promise((resolve) => res.once('close', resolve).once('finish', resolve) && next()),
    );
    turns.set(req.path, turn);
  });
}
const handler = (req) => {
  if (req.header('authorization') !== `Bearer ${secret}`) throw new Error('The bearer token is wrong.');
};
app.use(base, new SCIMMYRouters({ type: 'bearer', handler }));
app.listen(port, '127.0.0.1');
// Ends with whoever started it.
process.stdin.resume().once('end', () => process.exit());
