import { Badge, ErrorSummary, Facts, Hidden, LinkButton, messagesFor, Moment, SubmitButton } from '../../../web';
import type { Fact, FormError } from '../../../web';
import type { AccountState } from '../../../accounts';
import type { TrackingCodeSetting } from '../../../jit';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { areaHref } from '../../areas';
import { StatusBadge } from '../../StatusBadge';
import { HeldEntitlements } from '../../workspaces';
import { AccountActions } from './AccountActions';
import { AccountFields } from './AccountFields';
import { formOf, type AccountForm } from './accountForm';
import { ConflictTable } from './ConflictTable';
import type { EditedAccount } from './readEditedAccount';

interface AccountProps {
  readonly reader: AdminPageReader;
  /** Null: a new account. */
  readonly account: EditedAccount | null;
  readonly form: AccountForm;
  readonly connections: readonly string[];
  readonly codes: readonly TrackingCodeSetting[];
  readonly errors: readonly FormError[];
  /** What is stored by now, when somebody else was quicker; else null. */
  readonly conflict: AccountState | null;
  readonly notice: string | null;
  /** False: the reader may not change this account. */
  readonly mayEdit: boolean;
}

/** Add User and Edit User. */
export function AccountPage(props: AccountProps) {
  const { reader, account, form, errors, conflict, mayEdit } = props;
  const { language, site, can } = reader;
  const { users, frame } = messagesFor(language).admin;
  const listHref = areaHref('users', site);
  const href = `${listHref}/${account?.id ?? 'new'}`;
  return (
    <AdminPage
      reader={reader}
      area="users"
      title={account === null ? users.add : users.edit}
      crumbs={[{ label: account?.state.username ?? users.add, href }]}
      notice={props.notice}
    >
      {conflict !== null && <ConflictTable language={language} stored={conflict} entered={form} />}
      <ErrorSummary errors={errors} language={language} />
      {account !== null && <AboutAccount reader={reader} account={account} />}
      {account !== null && !mayEdit && <p class="notice">{users.account.mayNotEdit}</p>}
      {mayEdit && (
        <form method="post" action={href} class="stack" novalidate>
          <Hidden fields={{ version: account === null ? null : String(account.version) }} />
          <p class="soft">{frame.requiredNote}</p>
          <AccountFields
            language={language}
            form={form}
            errors={errors}
            storedStatus={account?.state.status ?? null}
            connections={props.connections}
            codes={props.codes}
            mayGrant={can('roles.edit')}
          />
          <div class="row">
            <SubmitButton>{account === null ? users.form.create : users.form.save}</SubmitButton>
            <LinkButton kind="quiet" href={listHref}>
              {frame.cancel}
            </LinkButton>
          </div>
        </form>
      )}
      {account !== null && <HeldEntitlements reader={reader} accountId={account.id} held={account.held} />}
      {account !== null && mayEdit && <AccountActions language={language} href={href} account={account} />}
    </AdminPage>
  );
}

function AboutAccount({ reader, account }: { readonly reader: AdminPageReader; readonly account: EditedAccount }) {
  const { language, site, can } = reader;
  const texts = messagesFor(language).admin.users;
  const { state, lastSignInAt, managedBy, homeOrganization } = account;
  const rights = [...state.roles, ...(state.bypass ? [texts.form.bypass] : [])];
  const facts: Fact[] = [
    [texts.account.status, <StatusBadge status={state.status} language={language} />],
    [texts.form.username, state.username],
    [texts.form.displayName, formOf(state).displayName],
    [texts.account.created, <Moment value={account.createdAt} language={language} />],
    [texts.account.createdBy, account.createdBy],
    [
      texts.account.lastSignIn,
      lastSignInAt === null ? texts.list.never : <Moment value={lastSignInAt} language={language} />,
    ],
    ...(rights.length === 0 ? [] : [[texts.form.rights, rights.join(', ')] as const]),
    ...(managedBy === null ? [] : [[texts.account.managedBy, managedBy] as const]),
    ...(homeOrganization === null ? [] : [[texts.account.guestOf, <Badge>{homeOrganization}</Badge>] as const]),
  ];
  const attempts = `${areaHref('support', site)}?${new URLSearchParams({ username: state.username }).toString()}`;
  return (
    <section class="card stack" aria-labelledby="about">
      <h2 id="about">{texts.account.facts}</h2>
      <Facts rows={facts} />
      {can('attempts.view') && (
        <p>
          <a href={attempts}>{texts.account.attempts}</a>
        </p>
      )}
    </section>
  );
}
