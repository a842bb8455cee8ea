import { kept, type Prisma } from '../../db';
import { actorOf, type Provisioning } from '../call';
import { mostInKept } from './groupFacts';
import { personIsVisible } from './groupRow';
import { isIdle, type MemberWish } from './memberWish';

/** Names that a line of a log holds at most. */
export const mostNames = 100;

/** Who came and who went, as ids, and the first of their user names. */
export interface MovedMembers {
  readonly came: readonly string[];
  readonly gone: readonly string[];
  readonly cameNames: readonly string[];
  readonly goneNames: readonly string[];
}

/** Nobody came or went. */
export const nobodyMoved: MovedMembers = { came: [], gone: [], cameNames: [], goneNames: [] };

/**
 * Changes the members of a group as wished, in one statement however many they are. Rows are taken in the order of the
 * people's ids. Members the provisioning does not see stay. Who is wished in has to be known to be a person of the site.
 */
export async function changeMembers(
  tx: Prisma.TransactionClient,
  provisioning: Pick<Provisioning, 'id' | 'siteId' | 'name'>,
  groupId: string,
  wish: MemberWish,
  now: Date,
): Promise<MovedMembers> {
  if (isIdle(wish)) return nobodyMoved;
  const { replaces, add, remove } = wish;
  const isDoomed = replaces
    ? 'NOT EXISTS (SELECT 1 FROM unnest($3::uuid[]) AS kept (id) WHERE kept.id = m.account_id)'
    : 'm.account_id = ANY ($4::uuid[])';
  const names = (moved: string) =>
    `ARRAY(SELECT a.username FROM ${moved} JOIN accounts a ON a.id = ${moved}.account_id ORDER BY a.username_key LIMIT ${mostNames})`;
  const text = `
    WITH doomed AS MATERIALIZED (
       SELECT m.account_id FROM entitlement_members m JOIN accounts a ON a.id = m.account_id
        WHERE m.entitlement_id = $1::uuid AND cardinality($4::uuid[]) >= 0 AND ${isDoomed} AND ${personIsVisible('a', '$7')}
        ORDER BY m.account_id FOR UPDATE OF m),
     gone AS (
       DELETE FROM entitlement_members m USING doomed
        WHERE m.entitlement_id = $1::uuid AND m.account_id = doomed.account_id RETURNING m.account_id),
     came AS (
       INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by, granted_at)
       SELECT $1::uuid, wished.id, $2::uuid, $5, $6::timestamptz FROM unnest($3::uuid[]) AS wished (id)
        WHERE NOT EXISTS (SELECT 1 FROM entitlement_members m WHERE m.entitlement_id = $1::uuid AND m.account_id = wished.id)
        ORDER BY wished.id ON CONFLICT DO NOTHING RETURNING account_id)
     SELECT ARRAY(SELECT account_id::text FROM came ORDER BY 1) AS came, ARRAY(SELECT account_id::text FROM gone ORDER BY 1) AS gone,
         ${names('came')} AS "cameNames", ${names('gone')} AS "goneNames"`;
  const isShort = !replaces && add.length + remove.length <= mostInKept;
  const [moved] = await tx.$queryRawUnsafe<MovedMembers[]>(
    isShort ? kept(text) : text,
    groupId,
    provisioning.siteId,
    [...add],
    [...remove],
    actorOf(provisioning),
    now,
    provisioning.id,
  );
  return moved ?? nobodyMoved;
}
