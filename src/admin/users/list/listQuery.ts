import { accountStatuses, type AccountStatus } from '../../../jit';
import type { FormValues } from '../../../web';

/** The orders of the list. */
export const sorts = ['username', 'name', 'email', 'lastSignIn', 'created'] as const;
/** An order of the list. */
export type Sort = (typeof sorts)[number];

/** A place between two rows: the key and the id of the row beside it. */
export interface Cursor {
  readonly direction: 'after' | 'before';
  readonly key: string;
  readonly id: string;
}

/** What a list of accounts shows. Its state stands in the address. */
export interface ListQuery {
  /** Beginning of a user name, an e-mail address or a name; empty: everybody. */
  readonly search: string;
  /** "Show active accounts only". */
  readonly activeOnly: boolean;
  /** One status alone; null: as `activeOnly` says. */
  readonly status: AccountStatus | null;
  /** Without a search; what is found stands in the order of what it was found by. */
  readonly sort: Sort;
  readonly descending: boolean;
  /** Null: the first page. */
  readonly cursor: Cursor | null;
}

/** The key of whoever has never signed in, before every time there is. */
export const never = '-infinity';

const longestSearch = 255;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the address of the list; what cannot be understood reads as if it were not there. Only active ones unless told. */
export function parseListQuery(values: FormValues): ListQuery {
  const status = accountStatuses.find((one) => one === values.text('status')) ?? null;
  const isAsked = values.isTicked('asked');
  const sort = sorts.find((one) => one === values.text('sort')) ?? 'username';
  return {
    search: values.text('search').slice(0, longestSearch),
    activeOnly: status === null && (!isAsked || values.isTicked('active')),
    status,
    sort,
    descending: values.text('order') === 'desc',
    cursor: parseCursor(values, sort),
  };
}

function parseCursor(values: FormValues, sort: Sort): Cursor | null {
  for (const direction of ['after', 'before'] as const) {
    const [id = '', ...words] = values.text(direction).split(' ');
    const key = words.join(' ');
    if (uuid.test(id) && (sort !== 'lastSignIn' || isTimeKey(key))) return { direction, id, key };
  }
  return null;
}

/** As a list writes them: JavaScript reads more as a time than the database does, such as the 30th of February. */
function isTimeKey(key: string): boolean {
  if (key === never) return true;
  const time = new Date(/^\d{4}-/.test(key) && !key.startsWith('0000') ? key : NaN);
  return !Number.isNaN(time.getTime()) && time.toISOString() === key;
}

/** The query of the address of this list, without a leading question mark. */
export function listParameters(query: ListQuery): string {
  const { search, activeOnly, status, sort, descending, cursor } = query;
  const parameters = new URLSearchParams();
  if (search !== '') parameters.set('search', search);
  if (status !== null) parameters.set('status', status);
  else if (!activeOnly) parameters.set('asked', 'on');
  if (sort !== 'username') parameters.set('sort', sort);
  if (descending) parameters.set('order', 'desc');
  if (cursor !== null) parameters.set(cursor.direction, `${cursor.id} ${cursor.key}`);
  return parameters.toString();
}

/** The statuses a list shows. */
export function shownStatuses({ activeOnly, status }: ListQuery): readonly AccountStatus[] {
  if (status !== null) return [status];
  return activeOnly ? ['active'] : accountStatuses;
}
