import { Badge, messagesFor, Moment, type Language } from '../../../web';
import { StatusBadge } from '../../StatusBadge';
import type { ListedAccount } from './listAccounts';
import { listParameters, sorts, type ListQuery, type Sort } from './listQuery';

interface TableProps {
  readonly language: Language;
  readonly query: ListQuery;
  /** The address of the list, without a query. */
  readonly listHref: string;
  readonly accounts: readonly ListedAccount[];
  /** True where the boxes can be changed; false shows the list to read. */
  readonly mayEdit: (account: ListedAccount) => boolean;
  readonly isEditable: boolean;
}

/** The accounts of a page, with the column of boxes that makes them active or not. */
export function AccountsTable(props: TableProps) {
  const { language, query, accounts, isEditable } = props;
  const texts = messagesFor(language).admin.users.list;
  return (
    <div class="scroll" role="region" aria-labelledby="accounts" tabindex={0}>
      <table>
        <caption id="accounts">{query.search === '' ? texts.caption : texts.captionFound}</caption>
        <thead>
          <tr>
            {isEditable && <th scope="col">{texts.active}</th>}
            {(['username', 'name', 'email'] as const).map((sort) => (
              <SortHeading key={sort} {...props} sort={sort} />
            ))}
            <th scope="col">{texts.status}</th>
            {(['lastSignIn', 'created'] as const).map((sort) => (
              <SortHeading key={sort} {...props} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <AccountLine key={account.id} {...props} account={account} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A heading that sorts; in a search the order is that of what was found. */
function SortHeading({ language, query, listHref, sort }: TableProps & { readonly sort: (typeof sorts)[number] }) {
  const texts = messagesFor(language).admin.users.list;
  const label = texts[sort];
  if (query.search !== '') return <th scope="col">{label}</th>;
  const isCurrent = query.sort === sort;
  const descending = isCurrent ? !query.descending : startsDescending(sort);
  const href = `${listHref}?${listParameters({ ...query, sort, descending, cursor: null })}`;
  return (
    <th scope="col" {...(isCurrent && { 'aria-sort': query.descending ? 'descending' : 'ascending' })}>
      <a href={href} title={texts.sortBy(label)}>
        {label}
      </a>
      {isCurrent && <span aria-hidden="true">{query.descending ? ' ↓' : ' ↑'}</span>}
    </th>
  );
}

/** Of times the newest are looked for first. */
function startsDescending(sort: Sort): boolean {
  return sort === 'lastSignIn' || sort === 'created';
}

function AccountLine(props: TableProps & { readonly account: ListedAccount }) {
  const { account, language, listHref, isEditable, mayEdit } = props;
  const texts = messagesFor(language).admin.users.list;
  const isActive = account.status === 'active';
  return (
    <tr>
      {isEditable && (
        <td>
          {mayEdit(account) && (
            <input type="hidden" name="row" value={`${account.id}:${account.version}:${isActive ? 'on' : 'off'}`} />
          )}
          <input
            type="checkbox"
            name="active"
            value={account.id}
            aria-label={texts.activeOf(account.username)}
            checked={isActive}
            disabled={!mayEdit(account)}
          />
        </td>
      )}
      <th scope="row">
        <a href={`${listHref}/${account.id}`}>{account.username}</a>
      </th>
      <td>
        {account.displayName ?? ''} {account.type === 'attendee' && <Badge>{texts.attendee}</Badge>}{' '}
        {account.homeOrganization !== null && <Badge>{texts.guest(account.homeOrganization)}</Badge>}
      </td>
      <td>{account.email ?? ''}</td>
      <td>
        <StatusBadge status={account.status} language={language} />
      </td>
      <td>
        {account.lastSignInAt === null ? texts.never : <Moment value={account.lastSignInAt} language={language} />}
      </td>
      <td>
        <Moment value={account.createdAt} language={language} />
      </td>
    </tr>
  );
}
