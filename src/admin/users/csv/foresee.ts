import { usernameKey } from '../../../accounts';
import {
  AccountLedger,
  problemOf,
  readAccounts,
  type AccountChange,
  type AccountProblem,
  type ChangedSite,
  type DecisionFacts,
} from '../../../accounts/change';
import type { Prisma } from '../../../db';
import { mapAccountRow } from './accountColumns';

/** What a row does, or would do. */
export type RowOutcome = 'create' | 'update' | 'unchanged' | 'refuse';

/** A row of a file as a wish, or why it cannot be one. */
export type RowWish =
  { readonly change: AccountChange } | { readonly problems: readonly [AccountProblem, ...AccountProblem[]] };

/** Reads the rows of a file. Two rows about one user name: the second is refused, since a file has no order in time. */
export function wishesOf(columns: readonly (string | null)[], rows: readonly (readonly string[])[]): RowWish[] {
  const firstRow = new Map<string, number>();
  return rows.map((fields, index) => {
    const { username, wanted, problems } = mapAccountRow(columns, fields);
    const key = usernameKey(username);
    const earlier = firstRow.get(key);
    if (earlier === undefined) firstRow.set(key, index + 1);
    const all = [
      ...problems,
      ...(earlier === undefined || username === ''
        ? []
        : [problemOf('username', 'row_repeated', { expected: String(earlier), received: username })]),
    ];
    const [first, ...others] = all;
    if (first !== undefined) return { problems: [first, ...others] };
    return { change: { whom: { username }, wanted } };
  });
}

/** What came, or would come, of a row. */
export interface RowResult {
  readonly outcome: RowOutcome;
  readonly problems: readonly AccountProblem[];
}

/** Rows whose accounts are read by one statement. */
const batch = 500;

/** What every row would do if the file were imported now, each after those before it. Writes nothing. */
export async function foresee(
  tx: Prisma.TransactionClient,
  siteId: string,
  site: ChangedSite,
  wishes: readonly RowWish[],
  facts: DecisionFacts,
): Promise<RowResult[]> {
  const ledger = new AccountLedger(site);
  const results: RowResult[] = [];
  for (let from = 0; from < wishes.length; from += batch) {
    const part = wishes.slice(from, from + batch);
    const changes = part.flatMap((wish) => ('change' in wish ? [wish.change] : []));
    ledger.add(await readAccounts(tx, siteId, site, changes));
    for (const wish of part) {
      results.push('change' in wish ? resultOf(ledger.decide(wish.change, facts)) : refused(wish.problems));
    }
  }
  return results;
}

/** What a decision about a row means for the row. */
export function resultOf(decided: ReturnType<AccountLedger['decide']>): RowResult {
  switch (decided.outcome) {
    case 'write':
      return { outcome: decided.before === null ? 'create' : 'update', problems: [] };
    case 'unchanged':
      return { outcome: 'unchanged', problems: [] };
    case 'refused':
      return refused(decided.problems);
    case 'conflict':
      return refused([problemOf('username', 'changed_meanwhile')]);
  }
}

/** A row that is not done, and why. */
export function refused(problems: readonly AccountProblem[]): RowResult {
  return { outcome: 'refuse', problems };
}
