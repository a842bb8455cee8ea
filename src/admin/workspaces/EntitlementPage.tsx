import {
  CopyValue,
  ErrorSummary,
  Field,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  type FormError,
} from '../../web';
import type { EntitlementLine, MembersPage, PartKind } from '../../workspaces';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { Members } from './Members';

/** A workspace, a role or group in one, an organization role, or a group that grants nothing. */
export interface EntitlementPageProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly entitlement: EntitlementLine & { readonly parts: readonly EntitlementLine[] };
  readonly members: MembersPage;
  readonly isFirstPage: boolean;
  readonly search: string;
  /** What was entered for a new role or group. */
  readonly part: { readonly kind: PartKind; readonly name: string } | null;
  /** What was entered for new members. */
  readonly entered: string;
  readonly errors: readonly FormError[];
}

/** What it consists of and who has it. */
export function EntitlementPage(props: EntitlementPageProps) {
  const { reader, notice, entitlement, errors } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const home = areaHref('workspaces', site);
  const { workspace, kind, name } = entitlement;
  const mayChange = reader.can('workspaces.edit') && kind !== 'org_role' && kind !== 'inert';
  return (
    <AdminPage
      reader={reader}
      area="workspaces"
      title={kind === 'workspace' ? name : `${texts.kinds[kind]}: ${name}`}
      crumbs={workspace === null ? [] : [{ label: workspace.name, href: `${home}/${workspace.id}` }]}
      notice={notice}
      actions={mayChange && <Actions href={`${home}/${entitlement.id}`} texts={texts} />}
    >
      <ErrorSummary errors={errors} language={language} />
      <CopyValue label={texts.shownAs} value={entitlement.displayName} />
      {kind === 'workspace' && (
        <>
          <Parts {...props} kind="workspace_role" home={home} />
          <Parts {...props} kind="workspace_group" home={home} />
        </>
      )}
      <Members {...props} home={`${home}/${entitlement.id}`} mayChange={mayChange} />
    </AdminPage>
  );
}

function Actions({ href, texts }: { readonly href: string; readonly texts: { rename: string; remove: string } }) {
  return (
    <p class="row">
      <LinkButton kind="quiet" href={`${href}/rename`}>
        {texts.rename}
      </LinkButton>
      <LinkButton kind="quiet" href={`${href}/remove`}>
        {texts.remove}
      </LinkButton>
    </p>
  );
}

/** The name of the field for a new role or group. */
export function partField(kind: PartKind): string {
  return kind === 'workspace_role' ? 'role' : 'group';
}

function Parts(props: EntitlementPageProps & { readonly kind: PartKind; readonly home: string }) {
  const { reader, entitlement, kind, home, part, errors } = props;
  const { language } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const parts = entitlement.parts.filter((one) => one.kind === kind);
  const isRole = kind === 'workspace_role';
  return (
    <section class="card stack" aria-labelledby={`${kind}s`}>
      <h2 id={`${kind}s`}>{isRole ? texts.rolesOf : texts.groupsOf}</h2>
      {parts.length === 0 ? (
        <p class="soft">{isRole ? texts.noRoles : texts.noGroups}</p>
      ) : (
        <ul>
          {parts.map(({ id, name }) => (
            <li key={id}>
              <a href={`${home}/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      {reader.can('workspaces.edit') && (
        <form method="post" action={`${home}/${entitlement.id}/parts`} class="stack-small">
          <Hidden fields={{ kind }} />
          <Field
            name={partField(kind)}
            label={isRole ? texts.addRole : texts.addGroup}
            value={part?.kind === kind ? part.name : ''}
            errors={errors}
            language={language}
            required="unmarked"
          />
          <SubmitButton kind="quiet">{texts.add}</SubmitButton>
        </form>
      )}
    </section>
  );
}
