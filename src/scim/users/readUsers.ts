import { usernameKey } from '../../accounts';
import { kept, type Database } from '../../db';
import type { ScimCall } from '../call';
import { scimError, type ScimError } from '../protocol/errors';
import { compileFilter, createUserTarget, isLookUp, sortExpression } from '../protocol/filter';
import { needsGroups } from '../protocol/projection';
import type { ScimPage, ScimQuery } from '../services';
import { mapStoredUser } from './mapStoredUser';
import { isVisible, userColumns, userTables } from './selectUsers';
import { storedUser, type StoredUser, type UserRow } from './storedUser';

/** Attributes by which an index finds one person; their statements are few, and their plans always the same. */
const lookUpKeys = ['id', 'userName', 'externalId'];

/** What reading needs of a call. */
export type ReadingCall = Pick<ScimCall, 'provisioning' | 'baseUrl'>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Row 1 as 404: nobody of that id is there for this provisioning, whether the id exists or not. */
export function unknownId(): ScimError {
  return scimError(1, { attribute: 'id', status: 404 });
}

/**
 * One person by id: one statement, by the primary key.
 *
 * @throws ScimError row 1 as 404 when the provisioning sees nobody of that id
 */
export async function readUser(
  database: Database,
  { provisioning }: ReadingCall,
  id: string,
  withGroups: boolean,
): Promise<StoredUser> {
  if (!uuid.test(id)) throw unknownId();
  const [row] = await database.query<UserRow>(
    kept(`SELECT ${userColumns(withGroups)} FROM ${userTables} WHERE ${isVisible} AND a.id = $3::uuid`),
    [provisioning.siteId, provisioning.id, id],
  );
  if (row === undefined) throw unknownId();
  return storedUser(row);
}

/**
 * Whoever has a user name in the site, visible to the provisioning or not (a guest, somebody it removed): one statement, by
 * the unique key. Null when it is free.
 */
export async function findByUsername(
  database: Database,
  { provisioning }: ReadingCall,
  username: string,
): Promise<StoredUser | null> {
  const [row] = await database.query<UserRow>(
    kept(`SELECT ${userColumns(true)} FROM ${userTables} WHERE a.site_id = $1::uuid AND a.username_key = $3`),
    [provisioning.siteId, provisioning.id, usernameKey(username)],
  );
  return row === undefined ? null : storedUser(row);
}

/**
 * One page of the people a provisioning sees, in a stable order: by what is asked for, then when they were made, then id.
 * The ids of a page are found first, without a sort that alone from the index (what a deep page skips is never read);
 * then their rows, with the groups only when they are shown. One statement where the page tells the total, else two.
 */
export async function listUsers(database: Database, call: ReadingCall, query: ScimQuery): Promise<ScimPage> {
  const { provisioning, baseUrl } = call;
  const { filter, sortBy, sortOrder, startIndex, count, projection } = query;
  const target = createUserTarget({ site: '$1', provisioning: '$2', baseUrl });
  const condition = filter === null ? null : compileFilter(filter, target, 3);
  const order = sortExpression(sortBy, sortOrder, target);
  const values = [provisioning.siteId, provisioning.id, ...(condition?.values ?? [])];
  // Without a filter or sort nothing but the account's index is asked, and the joins fall away.
  const tables = condition === null && sortBy === null ? 'accounts a' : userTables;
  const where = condition === null ? isVisible : `${isVisible} AND (${condition.sql})`;
  const page = `
    WITH page AS MATERIALIZED (SELECT a.id, row_number() OVER () AS place FROM (
        SELECT a.id FROM ${tables} WHERE ${where} ORDER BY ${order}
         LIMIT $${values.length + 1}::bigint OFFSET $${values.length + 2}::bigint) AS a)
     SELECT ${userColumns(needsGroups(projection))} FROM page JOIN (${userTables}) ON a.id = page.id ORDER BY page.place`;
  const rows =
    count === 0
      ? []
      : await database.query<UserRow>(isLookUp(query, lookUpKeys) ? kept(page) : page, [
          ...values,
          count,
          startIndex - 1,
        ]);
  const tellsTotal = rows.length < count && (rows.length > 0 || startIndex === 1);
  const countAll = () =>
    condition === null ? countEverybody(database, values) : countMatching(database, `${tables} WHERE ${where}`, values);
  const total = tellsTotal ? startIndex - 1 + rows.length : await countAll();
  return { total, startIndex, resources: rows.map((row) => mapStoredUser(storedUser(row), baseUrl)) };
}

/** How many people `isVisible` shows, without counting them: a site knows how many it has, and few are hidden. */
const everybody = kept(`
  SELECT u.active + u.pending + u.deactivated + u.locked + u.expired
      - (SELECT count(*) FROM scim_links gone WHERE gone.provisioning_id = $2::uuid AND gone.hidden_at IS NOT NULL)::integer
      - (SELECT count(*) FROM accounts a WHERE a.site_id = $1::uuid AND a.home_organization IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM scim_links gone
            WHERE gone.provisioning_id = $2::uuid AND gone.account_id = a.id AND gone.hidden_at IS NOT NULL))::integer AS total
    FROM seat_use u WHERE u.site_id = $1::uuid`);

async function countEverybody(database: Database, values: readonly unknown[]): Promise<number> {
  const [row] = await database.query<{ total: number }>(everybody, values);
  return row?.total ?? 0;
}

async function countMatching(database: Database, from: string, values: readonly unknown[]): Promise<number> {
  const [row] = await database.query<{ total: number }>(`SELECT count(*)::integer AS total FROM ${from}`, values);
  return row?.total ?? 0;
}
