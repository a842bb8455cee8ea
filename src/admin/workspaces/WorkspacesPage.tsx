import { Badge, DataTable, ErrorSummary, Field, messagesFor, Pager, SubmitButton, type FormError } from '../../web';
import type { EntitlementLine, WorkspacesPage as Listed } from '../../workspaces';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';

interface WorkspacesProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly list: Listed;
  readonly isFirstPage: boolean;
  readonly orgRoles: readonly EntitlementLine[];
  readonly inertGroups: readonly EntitlementLine[];
  /** What was entered for a new one. */
  readonly name: string;
  readonly errors: readonly FormError[];
}

/** Every workspace with its roles and groups; the organization roles; what SCIM clients pushed in vain. */
export function WorkspacesPage(props: WorkspacesProps) {
  const { reader, notice, errors, name } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const home = areaHref('workspaces', site);
  return (
    <AdminPage reader={reader} area="workspaces" title={texts.title} notice={notice}>
      <ErrorSummary errors={errors} language={language} />
      <p class="soft">{texts.intro}</p>
      <Workspaces {...props} home={home} />
      {reader.can('workspaces.edit') && (
        <form method="post" action={home} class="card stack">
          <h2>{texts.make}</h2>
          <Field name="name" label={texts.name} value={name} errors={errors} language={language} required="unmarked" />
          <SubmitButton kind="quiet">{texts.makeSubmit}</SubmitButton>
        </form>
      )}
      <OrgRoles {...props} home={home} />
      {props.inertGroups.length > 0 && <InertGroups {...props} home={home} />}
    </AdminPage>
  );
}

function Workspaces({ reader, list, isFirstPage, home }: WorkspacesProps & { readonly home: string }) {
  const { language } = reader;
  const { workspaces: texts } = messagesFor(language).admin;
  if (list.workspaces.length === 0) return <p>{texts.none}</p>;
  return (
    <section class="stack">
      <DataTable
        id="workspaces"
        caption={texts.caption}
        rows={list.workspaces}
        keyOf={({ id }) => id}
        columns={[
          { heading: texts.name, rowHeader: true, cell: ({ id, name }) => <a href={`${home}/${id}`}>{name}</a> },
          { heading: texts.roles, cell: ({ roles }) => roles.join(', ') || '–' },
          { heading: texts.groups, cell: ({ groups }) => groups.join(', ') || '–' },
        ]}
      />
      <Pager
        language={language}
        olderHref={list.next === null ? null : `${home}?after=${list.next}`}
        newerHref={isFirstPage ? null : home}
        labels={pagerLabels(language)}
      />
    </section>
  );
}

/** Lists by key only go on; back is back to the beginning. */
export function pagerLabels(language: AdminPageReader['language']) {
  const texts = messagesFor(language).admin.workspaces;
  return { older: texts.nextPage, newer: texts.firstPage };
}

function OrgRoles({ reader, orgRoles, home }: WorkspacesProps & { readonly home: string }) {
  const texts = messagesFor(reader.language).admin.workspaces;
  return (
    <section class="card stack" aria-labelledby="org-roles">
      <h2 id="org-roles">{texts.orgRoles}</h2>
      <p class="soft">{texts.orgRolesText}</p>
      <ul>
        {orgRoles.map(({ id, name }) => (
          <li key={id}>
            <a href={`${home}/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function InertGroups({ reader, inertGroups, home }: WorkspacesProps & { readonly home: string }) {
  const texts = messagesFor(reader.language).admin.workspaces;
  return (
    <section class="stack" aria-labelledby="inert">
      <div class="stack-small">
        <h2 id="inert">{texts.inert}</h2>
        <p class="soft">{texts.inertText}</p>
      </div>
      <DataTable
        id="inert-groups"
        caption={texts.inertCaption}
        rows={inertGroups}
        keyOf={({ id }) => id}
        columns={[
          { heading: texts.name, rowHeader: true, cell: ({ id, name }) => <a href={`${home}/${id}`}>{name}</a> },
          { heading: texts.provisioning, cell: ({ provisioning }) => provisioning ?? '–' },
          { heading: texts.status, cell: () => <Badge>{texts.notMapped}</Badge> },
        ]}
      />
    </section>
  );
}
