import { accountStatuses } from '../../../jit';
import { Checkbox, Field, Filters, Hidden, LinkButton, messagesFor, Pager, Select, SubmitButton } from '../../../web';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { areaHref } from '../../areas';
import { mayEditAccount } from '../../rights';
import { AccountsTable } from './AccountsTable';
import type { AccountsPage, ListedAccount } from './listAccounts';
import { listParameters, type Cursor, type ListQuery } from './listQuery';
import { PendingRequests } from './PendingRequests';

/** What came of a form of the list when not everything could be done. */
export interface Outcome {
  readonly done: number;
  /** Who stays as they were, and why. */
  readonly refused: readonly { readonly username: string; readonly text: string }[];
}

interface UsersProps {
  readonly reader: AdminPageReader;
  readonly query: ListQuery;
  readonly page: AccountsPage;
  readonly pending: readonly ListedAccount[];
  readonly hasMorePending: boolean;
  readonly notice: string | null;
  readonly outcome: Outcome | null;
}

/** Users: who waits, the search, the list. */
export function UsersPage({ reader, query, page, pending, hasMorePending, notice, outcome }: UsersProps) {
  const { language, site, can } = reader;
  const texts = messagesFor(language).admin.users;
  const listHref = areaHref('users', site);
  const isEditable = can('people.edit');
  const back = listParameters(query);
  const table = (
    <AccountsTable
      language={language}
      query={query}
      listHref={listHref}
      accounts={page.accounts}
      isEditable={isEditable}
      mayEdit={(account) => mayEditAccount(can, account)}
    />
  );
  const step = (cursor: Cursor | null) =>
    cursor === null ? null : `${listHref}?${listParameters({ ...query, cursor })}`;
  return (
    <AdminPage
      reader={reader}
      area="users"
      title={texts.title}
      notice={notice}
      actions={
        isEditable && (
          <div class="row">
            <LinkButton href={`${listHref}/new`}>{texts.add}</LinkButton>
            <LinkButton kind="quiet" href={`${listHref}/import`}>
              {texts.csv}
            </LinkButton>
          </div>
        )
      }
    >
      {outcome !== null && <OutcomeNotice reader={reader} outcome={outcome} />}
      {isEditable && (
        <PendingRequests
          language={language}
          listHref={listHref}
          back={back}
          pending={pending}
          hasMore={hasMorePending}
        />
      )}
      <Search reader={reader} query={query} listHref={listHref} />
      {page.accounts.length === 0 ? (
        <p>{texts.list.none}</p>
      ) : isEditable ? (
        <form method="post" action={`${listHref}/active`} class="stack">
          <Hidden fields={{ back }} />
          <p class="soft">{texts.list.submitHint}</p>
          {table}
          <SubmitButton>{texts.list.submit}</SubmitButton>
        </form>
      ) : (
        table
      )}
      <Pager
        language={language}
        olderHref={step(page.next)}
        newerHref={step(page.previous)}
        labels={{ older: texts.list.next, newer: texts.list.previous }}
      />
    </AdminPage>
  );
}

function Search(props: { readonly reader: AdminPageReader; readonly query: ListQuery; readonly listHref: string }) {
  const { reader, query, listHref } = props;
  const { language } = reader;
  const { list, form } = messagesFor(language).admin.users;
  const { search, status, activeOnly, sort, descending } = query;
  return (
    <Filters
      language={language}
      action={listHref}
      isFiltered={search !== '' || status !== null || !activeOnly}
      submit={list.submitSearch}
    >
      <Hidden
        fields={{
          asked: 'on',
          sort: sort === 'username' ? null : sort,
          order: descending ? 'desc' : null,
        }}
      />
      <Field
        name="search"
        type="search"
        label={list.search}
        hint={list.searchHint}
        language={language}
        value={search}
      />
      <Select
        name="status"
        label={list.status}
        language={language}
        value={status ?? ''}
        choices={[
          { value: '', label: list.anyStatus },
          ...accountStatuses.map((value) => ({ value, label: form.statuses[value] })),
        ]}
      />
      <Checkbox name="active" label={list.activeOnly} language={language} checked={activeOnly} />
    </Filters>
  );
}

function OutcomeNotice({ reader, outcome }: { readonly reader: AdminPageReader; readonly outcome: Outcome }) {
  const texts = messagesFor(reader.language).admin.users.list;
  return (
    <div class="notice bad" role="alert">
      <h2>{texts.notDone}</h2>
      <p>{outcome.done === 0 ? texts.notChanged : texts.done(outcome.done)}</p>
      {outcome.refused.length > 0 && (
        <>
          <p>{texts.couldNot}</p>
          <ul>
            {outcome.refused.map(({ username, text }) => (
              <li key={`${username} ${text}`}>
                {username}: {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
