import type { Database } from '../../db';
import type { NameId } from '../../saml/gate';
import { readAccountFact, type AccountRow } from '../signInStore';
import type { PassedSignIn } from './forecast';

/** At most this many sign-ins are judged, the newest. */
const mostJudged = 500;
/** At most this many attempts are looked through for them: refused ones may lie between. */
const mostLookedThrough = 5_000;

interface Row {
  readonly connectionId: string;
  readonly reference: string;
  readonly at: Date | string;
  readonly nameId: NameId | null;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly effect: PassedSignIn['effect'];
  readonly account: AccountRow;
}

/**
 * Reads the newest sign-ins of a site that passed, by the id of their connection. Those whose account is gone are left
 * out. One statement, whose work is bounded.
 */
export async function readPassedSignIns(
  database: Database,
  siteId: string,
): Promise<ReadonlyMap<string, readonly PassedSignIn[]>> {
  const rows = await database.query<Row>(
    `WITH recent AS (
       SELECT id, at, outcome, kind, verified FROM attempts WHERE site_id = $1::uuid ORDER BY at DESC LIMIT $2::integer),
     passed AS (
       SELECT id, at FROM recent WHERE outcome = 'passed' AND kind = 'acs' AND verified ORDER BY at DESC LIMIT $3::integer)
     SELECT t.connection_id AS "connectionId", t.reference, t.at, t.name_id AS "nameId", t.attributes,
         -- Seats are judged only for a new account, and a time only for one that is updated.
         CASE WHEN jsonb_path_exists(t.checks, '$[*] ? (@.id == "seat" && @.passed == true)') THEN 'created'
           WHEN jsonb_path_exists(t.checks, '$[*] ? (@.id == "update_timestamp" && @.passed == true)') THEN 'updated'
           ELSE 'unchanged' END AS effect,
         usher_account_fact(a, t.connection_id) AS account
       FROM passed p
       JOIN attempts t ON t.id = p.id AND t.at = p.at
       JOIN accounts a ON a.id = t.account_id AND a.site_id = $1::uuid
      WHERE t.attributes IS NOT NULL
      ORDER BY t.at DESC`,
    [siteId, mostLookedThrough, mostJudged],
  );
  const byConnection = new Map<string, PassedSignIn[]>();
  for (const { connectionId, reference, at, nameId, attributes, effect, account } of rows) {
    const known = byConnection.get(connectionId) ?? [];
    byConnection.set(connectionId, known);
    known.push({
      reference,
      at: new Date(at),
      nameId,
      attributes: new Map(Object.entries(attributes)),
      effect,
      account: readAccountFact(account),
    });
  }
  return byConnection;
}
