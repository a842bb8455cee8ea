import type { Database } from '../../db';
import { isSsoCode, type ReasonId, type SsoCode } from '../catalogue';
import type { AttemptKind, AttemptOutcome } from './attempt';

/** A place in the list of attempts, newest first. */
export interface AttemptPlace {
  readonly at: Date;
  readonly id: string;
}

/** Whose attempts are looked for. */
export interface AttemptPerson {
  /** The name or address as typed, in its matching form. */
  readonly nameKey: string;
  /** The account it leads to; null when there is none, or it is not known. */
  readonly accountId: string | null;
}

/** Which attempts of a site to find. */
export interface AttemptSearch {
  readonly siteId: string;
  /** Null: everybody's. */
  readonly person: AttemptPerson | null;
  /** `older`: those after this place in the list; `newer`: those before it; null: from the top. */
  readonly from: { readonly towards: 'older' | 'newer'; readonly place: AttemptPlace } | null;
  /** How many at most. */
  readonly limit: number;
}

/** One line of the list. */
export interface AttemptLine extends AttemptPlace {
  readonly reference: string;
  /** Null when the connection was removed. */
  readonly connection: string | null;
  readonly kind: AttemptKind;
  readonly outcome: AttemptOutcome;
  readonly code: SsoCode | null;
  /** The reason that decided; null when it passed. */
  readonly reason: ReasonId | null;
  readonly username: string | null;
  readonly verified: boolean;
}

/** Lines of one page and whether there are more on either side. */
export interface AttemptPage {
  readonly lines: readonly AttemptLine[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

type Row = Omit<AttemptLine, 'at' | 'code'> & { readonly at: Date | string; readonly code: number | null };

/** Finds attempts of one site, newest first. One statement, each part of it along an index, however many there are. */
export async function findAttempts(database: Database, search: AttemptSearch): Promise<AttemptPage> {
  const { siteId, person, from, limit } = search;
  const newer = from?.towards === 'newer';
  const [comparison, order] = newer ? ['>', 'ASC'] : ['<', 'DESC'];
  const beyond =
    from === null
      ? '$4::timestamptz IS NULL AND $5::uuid IS NULL'
      : `at ${comparison}= $4::timestamptz AND (at, id) ${comparison} ($4::timestamptz, $5::uuid)`;
  const part = (condition: string) => `(
    SELECT id, at, connection_id, reference, kind, outcome, code, findings->0->>'reason' AS reason, username, verified
      FROM attempts
     WHERE site_id = $1::uuid AND ${condition}
       AND ${beyond}
     ORDER BY at ${order}, id ${order} LIMIT $6::integer)`;
  // Two parts, because one condition with OR would be along no index. Everybody's need neither value.
  const parts =
    person === null
      ? part('$2::text IS NULL AND $3::uuid IS NULL')
      : `${part('username_key = $2::text')} UNION ${part('account_id = $3::uuid')}`;
  const rows = await database.query<Row>(
    `SELECT t.id, t.at, t.reference, c.name AS connection, t.kind, t.outcome, t.code, t.reason, t.username, t.verified
       FROM (SELECT * FROM (${parts}) AS p ORDER BY at ${order}, id ${order} LIMIT $6::integer) AS t
       LEFT JOIN connections c ON c.id = t.connection_id AND c.site_id = $1::uuid
      ORDER BY t.at DESC, t.id DESC`,
    [
      siteId,
      person?.nameKey ?? null,
      person?.accountId ?? null,
      from?.place.at.toISOString() ?? null,
      from?.place.id ?? null,
      limit + 1,
    ],
  );
  const hasMore = rows.length > limit;
  const shown = !hasMore ? rows : newer ? rows.slice(1) : rows.slice(0, limit);
  return {
    lines: shown.map(({ at, code, ...row }) => ({ ...row, at: new Date(at), code: readCode(code) })),
    hasNewer: newer ? hasMore : from !== null,
    hasOlder: newer ? true : hasMore,
  };
}

/** A stored code; null when there is none. */
export function readCode(stored: number | null): SsoCode | null {
  return stored !== null && isSsoCode(stored) ? stored : null;
}
