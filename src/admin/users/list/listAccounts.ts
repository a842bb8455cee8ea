import { usernameKey } from '../../../accounts';
import type { Database } from '../../../db';
import type { AccountStatus, AccountType } from '../../../jit';
import { never, shownStatuses, type Cursor, type ListQuery, type Sort } from './listQuery';

/** An account as the list shows it. */
export interface ListedAccount {
  readonly id: string;
  /** Grows with every change; what a form sends along to notice that somebody was quicker. */
  readonly version: number;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  /** Name of the organization a guest comes from; null for everybody else. */
  readonly homeOrganization: string | null;
  readonly lastSignInAt: Date | null;
  readonly createdAt: Date;
}

/** One page of the list. */
export interface AccountsPage {
  readonly accounts: readonly ListedAccount[];
  /** Where the next page begins; null on the last one. */
  readonly next: Cursor | null;
  readonly previous: Cursor | null;
}

interface Row extends Omit<ListedAccount, 'lastSignInAt' | 'createdAt'> {
  readonly key: string;
  readonly lastSignInAt: Date | string | null;
  readonly createdAt: Date | string;
}

/** The keys of the orders, spelled as their indexes spell them (migration `people`). */
const keyOf: Readonly<Record<Exclude<Sort, 'created'>, string>> = {
  username: 'username_key COLLATE "C"',
  name: 'lower(coalesce(display_name, username) COLLATE "C")',
  email: `coalesce(email_key, '') COLLATE "C"`,
  lastSignIn: `coalesce(last_sign_in_at, '-infinity'::timestamptz)`,
};
/** What a search looks at. */
const searched = ['username', 'email', 'name'] as const;

const columns = `id, version, username, display_name AS "displayName", email, type, status, coalesce(roles, '{}') AS roles,
  home_organization AS "homeOrganization", last_sign_in_at AS "lastSignInAt", created_at AS "createdAt"`;

/** Accounts on one page. */
export const pageSize = 50;

/**
 * One page of a site's accounts, by key and never by number: its cost does not grow with the site. One statement.
 *
 * @param size rows on the page
 */
export async function listAccounts(
  database: Database,
  siteId: string,
  query: ListQuery,
  size = pageSize,
): Promise<AccountsPage> {
  const { sql, values } = listStatement(siteId, query, size + 1);
  const rows = await database.query<Row>(sql, values);
  const isBackwards = query.cursor?.direction === 'before';
  const hasMore = rows.length > size;
  const page = rows.slice(0, size);
  if (isBackwards) page.reverse();
  const isByTime = isInOrderOfTime(query);
  const cursorAt = (direction: Cursor['direction'], row: Row | undefined): Cursor | null =>
    row === undefined ? null : { direction, id: row.id, key: isByTime ? timeKey(row) : row.key };
  const hasNext = isBackwards || hasMore;
  const hasPrevious = isBackwards ? hasMore : query.cursor !== null;
  return {
    accounts: page.map(accountOf),
    next: hasNext ? cursorAt('after', page.at(-1)) : null,
    previous: hasPrevious ? cursorAt('before', page[0]) : null,
  };
}

function isInOrderOfTime({ search, sort }: ListQuery): boolean {
  return search === '' && sort === 'lastSignIn';
}

function timeKey({ lastSignInAt }: Row): string {
  return lastSignInAt === null ? never : new Date(lastSignInAt).toISOString();
}

function accountOf({ lastSignInAt, createdAt, ...row }: Row): ListedAccount {
  return {
    ...row,
    lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt),
    createdAt: new Date(createdAt),
  };
}

/**
 * The statement of a page: for each status (and, in a search, for each way of being found) the first rows in the order of
 * an index, merged. So no row is read that could not be on the page, whatever the site looks like.
 */
export function listStatement(siteId: string, query: ListQuery, rows: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [siteId];
  const bind: Bind = (value, type) => `$${values.push(value)}::${type}`;
  const { cursor, search } = query;
  const isDescending = (query.descending && search === '') !== (cursor?.direction === 'before');
  const order = isDescending ? 'DESC' : 'ASC';
  const limit = bind(rows, 'integer');
  const isByTime = isInOrderOfTime(query);
  const hasKey = search !== '' || query.sort !== 'created';
  const beyond =
    cursor === null
      ? null
      : [...(hasKey ? [bind(cursor.key, isByTime ? 'timestamptz' : 'text')] : []), bind(cursor.id, 'uuid')];
  const branch: Branch = (status, key, conditions) => {
    const rowKey = key === null ? ['id'] : [key, 'id'];
    const further =
      beyond === null ? [] : [`(${rowKey.join(', ')}) ${isDescending ? '<' : '>'} (${beyond.join(', ')})`];
    const where = ['site_id = $1::uuid', `status = ${status}`, ...conditions, ...further].join(' AND ');
    const orderBy = rowKey.map((part) => `${part} ${order}`).join(', ');
    return `(SELECT ${columns}, ${key ?? `''`} AS sort_key FROM accounts WHERE ${where} ORDER BY ${orderBy} LIMIT ${limit})`;
  };
  const statuses = shownStatuses(query).map((status) => bind(status, '"AccountStatus"'));
  const branches = search === '' ? allBranches(query, statuses, branch) : foundBranches(query, statuses, branch, bind);
  const sortKey = isByTime ? 'sort_key' : 'sort_key COLLATE "C"';
  const merged = `SELECT found.*, sort_key::text AS key FROM (${branches.join(' UNION ALL ')}) AS found`;
  return { sql: `${merged} ORDER BY ${sortKey} ${order}, id ${order} LIMIT ${limit}`, values };
}

/** Binds a value and gives its place in the statement. */
type Bind = (value: unknown, type: string) => string;
type Branch = (status: string, key: string | null, conditions: readonly string[]) => string;

function allBranches({ sort }: ListQuery, statuses: readonly string[], branch: Branch): string[] {
  return statuses.map((status) => branch(status, sort === 'created' ? null : keyOf[sort], []));
}

/** Who is found by several of them is shown where the first one puts them. */
function foundBranches({ search }: ListQuery, statuses: readonly string[], branch: Branch, bind: Bind): string[] {
  const beginnings = {
    username: usernameKey(search),
    email: usernameKey(search),
    name: lowerAscii(search.normalize('NFC')),
  };
  const conditions = searched.map((field) => {
    const from = bind(beginnings[field], 'text');
    // The last character there is: everything that begins so stands before it.
    const to = bind(`${beginnings[field]}\u{10FFFF}`, 'text');
    return `(${keyOf[field]} >= ${from} AND ${keyOf[field]} < ${to})`;
  });
  return statuses.flatMap((status) =>
    searched.map((field, index) => {
      const earlier = conditions.slice(0, index).map((condition) => `NOT ${condition}`);
      return branch(status, keyOf[field], [conditions[index] ?? '', ...earlier]);
    }),
  );
}

/** As `lower(… COLLATE "C")` does it: on every server alike. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
