import { kept, type Database } from '../../db';
import type { ScimCall } from '../call';
import { scimError } from '../protocol/errors';
import { compileFilter, createGroupTarget, isLookUp, sortExpression } from '../protocol/filter';
import { needsMembers, type Projection } from '../protocol/projection';
import type { ScimAnswer, ScimPage, ScimQuery } from '../services';
import { versionText } from '../version';
import {
  groupColumns,
  groupIsVisible,
  groupResource,
  groupTables,
  personIsVisible,
  type GroupMember,
  type GroupRow,
} from './groupRow';
import { isId } from './memberWish';

/** Attributes by which one group is found; their statements are few, and their plans always the same. */
const lookUpKeys = ['id', 'displayName', 'externalId'];

/** What reading a call needs of it. */
export type ReadingCall = Pick<ScimCall, 'provisioning' | 'baseUrl'>;

/**
 * One page of the groups a provisioning sees. At most three statements, however many groups and members there are: the
 * page, the count where the page does not tell it, and the members when they are wanted.
 */
export async function listGroups(database: Database, call: ReadingCall, query: ScimQuery): Promise<ScimPage> {
  const { siteId, id } = call.provisioning;
  const { filter, startIndex, count } = query;
  const target = createGroupTarget({ site: '$1', provisioning: '$2', baseUrl: call.baseUrl });
  const condition = filter === null ? { sql: 'true', values: [] } : compileFilter(filter, target, 3);
  const from = `${groupTables('$2')} WHERE ${groupIsVisible('$1', '$2')} AND ${condition.sql}`;
  const values = [siteId, id, ...condition.values];
  const order = sortExpression(query.sortBy, query.sortOrder, target);
  const [limit, offset] = [`$${values.length + 1}::bigint`, `$${values.length + 2}::bigint`];
  const page = `SELECT ${groupColumns} FROM ${from} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
  const rows =
    count === 0
      ? []
      : await database.query<GroupRow>(isLookUp(query, lookUpKeys) ? kept(page) : page, [
          ...values,
          count,
          startIndex - 1,
        ]);
  const tellsTotal = rows.length < count && (rows.length > 0 || startIndex === 1);
  const total = tellsTotal ? startIndex - 1 + rows.length : await countGroups(database, from, values);
  const resources = rows.length === 0 ? [] : await resourcesOf(database, call, rows, query.projection);
  return { total, startIndex, resources };
}

async function countGroups(database: Database, from: string, values: readonly unknown[]): Promise<number> {
  const [row] = await database.query<{ total: number }>(`SELECT count(*)::integer AS total FROM ${from}`, values);
  return row?.total ?? 0;
}

/**
 * One group. One statement, and one for the members when they are wanted.
 *
 * @throws ScimError row 1 as 404 when there is none of this id that the provisioning sees
 */
export async function readGroup(
  database: Database,
  call: ReadingCall,
  id: string,
  projection: Projection,
): Promise<ScimAnswer> {
  const { siteId, id: provisioningId } = call.provisioning;
  const [row] = isId(id)
    ? await database.query<GroupRow>(
        kept(
          `SELECT ${groupColumns} FROM ${groupTables('$2')} WHERE ${groupIsVisible('$1', '$2')} AND e.id = $3::uuid`,
        ),
        [siteId, provisioningId, id],
      )
    : [];
  if (row === undefined) throw noSuchGroup();
  const [resource = null] = await resourcesOf(database, call, [row], projection);
  return {
    id,
    resource,
    version: versionText(row.version),
    outcome: 'read',
    changes: [],
    account: null,
    entitlement: { id, name: row.displayName },
  };
}

/** The refusal of an id that names no group the provisioning sees. */
export function noSuchGroup() {
  return scimError(1, { attribute: 'id', status: 404 });
}

async function resourcesOf(
  database: Database,
  { provisioning, baseUrl }: ReadingCall,
  rows: readonly GroupRow[],
  projection: Projection,
) {
  if (!needsMembers(projection)) return rows.map((row) => groupResource(row, null, baseUrl));
  const members = await database.query<GroupMember>(
    `SELECT m.entitlement_id AS "groupId", a.id AS "accountId",
        COALESCE(NULLIF(a.display_name, ''), NULLIF(concat_ws(' ', NULLIF(a.first_name, ''), NULLIF(a.last_name, '')), '')) AS display
      FROM entitlement_members m JOIN accounts a ON a.id = m.account_id
     WHERE m.entitlement_id = ANY ($1::uuid[]) AND ${personIsVisible('a', '$2')} ORDER BY m.entitlement_id, m.account_id`,
    [rows.map(({ id }) => id), provisioning.id],
  );
  const byGroup = new Map<string, GroupMember[]>(rows.map(({ id }) => [id, []]));
  for (const member of members) byGroup.get(member.groupId)?.push(member);
  return rows.map((row) => groupResource(row, byGroup.get(row.id) ?? [], baseUrl));
}
