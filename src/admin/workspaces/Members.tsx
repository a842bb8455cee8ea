import { DataTable, Field, Filters, formatDay, messagesFor, Pager, SubmitButton, TextArea } from '../../web';
import type { Member } from '../../workspaces';
import { actorInWords } from '../actorInWords';
import { areaHref } from '../areas';
import { StatusBadge } from '../StatusBadge';
import type { EntitlementPageProps } from './EntitlementPage';
import { pagerLabels } from './WorkspacesPage';

/** Who has an entitlement; looking somebody up, adding people, taking somebody out. */
export function Members(
  props: EntitlementPageProps & {
    /** The address of the entitlement. */
    readonly home: string;
    readonly mayChange: boolean;
  },
) {
  const { reader, members, search, home, isFirstPage, mayChange } = props;
  const { language } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const searched = new URLSearchParams(search === '' ? {} : { search });
  const next = members.next === null ? null : new URLSearchParams([...searched, ['after', members.next]]);
  return (
    <section class="stack" aria-labelledby="members-heading">
      <div class="stack-small">
        <h2 id="members-heading">{texts.members}</h2>
        <p class="soft">{texts.membersText}</p>
      </div>
      <Filters language={language} action={home} isFiltered={search !== ''}>
        <Field name="search" type="search" label={texts.searchLabel} value={search} language={language} />
      </Filters>
      {members.members.length === 0 ? (
        <p>{search === '' ? texts.noMembers : texts.noneFound}</p>
      ) : (
        <MembersTable {...props} />
      )}
      <Pager
        language={language}
        olderHref={next === null ? null : `${home}?${next.toString()}`}
        newerHref={isFirstPage ? null : `${home}?${searched.toString()}`}
        labels={pagerLabels(language)}
      />
      {mayChange && <AddMembers {...props} />}
    </section>
  );
}

function MembersTable(props: EntitlementPageProps & { readonly home: string; readonly mayChange: boolean }) {
  const { reader, members, home, mayChange } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const removal = {
    heading: texts.remove,
    cell: ({ id }: Member) => <a href={`${home}/members/${id}/remove`}>{texts.remove}</a>,
  };
  const users = areaHref('users', site);
  return (
    <DataTable
      id="members"
      caption={texts.membersCaption}
      rows={members.members}
      keyOf={({ id }) => id}
      columns={[
        {
          heading: texts.person,
          rowHeader: true,
          cell: ({ id, username, displayName }) => <a href={`${users}/${id}`}>{displayName ?? username}</a>,
        },
        { heading: texts.email, cell: ({ email }) => email ?? '–' },
        { heading: texts.status, cell: ({ status }) => <StatusBadge status={status} language={language} /> },
        { heading: texts.since, cell: ({ grantedAt }) => formatDay(grantedAt, language) },
        {
          heading: texts.grantedBy,
          cell: ({ grantedBy }) => (grantedBy === null ? '–' : actorInWords(grantedBy, language)),
        },
        ...(mayChange ? [removal] : []),
      ]}
    />
  );
}

function AddMembers(props: EntitlementPageProps & { readonly home: string }) {
  const { reader, entitlement, entered, errors, home } = props;
  const { language } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const hint =
    entitlement.kind === 'workspace' ? `${texts.addMembersHint} ${texts.addMembersWelcome}` : texts.addMembersHint;
  return (
    <form method="post" action={`${home}/members`} class="card stack">
      <h3>{texts.addMembers}</h3>
      <TextArea
        name="people"
        label={texts.addMembersLabel}
        hint={hint}
        value={entered}
        errors={errors}
        language={language}
        required="unmarked"
      />
      <SubmitButton kind="quiet">{texts.add}</SubmitButton>
    </form>
  );
}
