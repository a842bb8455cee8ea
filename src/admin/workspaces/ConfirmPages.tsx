import { ErrorSummary, Field, formatNumber, LinkButton, messagesFor, SubmitButton, type FormError } from '../../web';
import type { EntitlementLine } from '../../workspaces';
import { AdminPage, type AdminPageReader, type Crumb } from '../AdminPage';
import { areaHref } from '../areas';

interface ConfirmProps {
  readonly reader: AdminPageReader;
  readonly entitlement: EntitlementLine;
}

function frameOf({ reader, entitlement }: ConfirmProps): { readonly href: string; readonly crumbs: readonly Crumb[] } {
  const home = areaHref('workspaces', reader.site);
  const { workspace, id, name } = entitlement;
  const href = `${home}/${id}`;
  const above = workspace === null ? [] : [{ label: workspace.name, href: `${home}/${workspace.id}` }];
  return { href, crumbs: [...above, { label: name, href }] };
}

/** Asks for the new name. */
export function RenamePage(props: ConfirmProps & { readonly name: string; readonly errors: readonly FormError[] }) {
  const { reader, entitlement, name, errors } = props;
  const { language } = reader;
  const { frame, workspaces: texts } = messagesFor(language).admin;
  const { href, crumbs } = frameOf(props);
  return (
    <AdminPage reader={reader} area="workspaces" title={texts.renameTitle(entitlement.name)} crumbs={crumbs}>
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.renameText}</p>
      <form method="post" action={`${href}/rename`} class="stack">
        <Field name="name" label={texts.newName} value={name} errors={errors} language={language} required="unmarked" />
        <p class="row">
          <SubmitButton>{texts.rename}</SubmitButton>
          <LinkButton kind="quiet" href={href}>
            {frame.cancel}
          </LinkButton>
        </p>
      </form>
    </AdminPage>
  );
}

/** Asks once more before a workspace, a role or a group is removed, and says what goes with it. */
export function RemovePage(
  props: ConfirmProps & {
    /** How many people have it. */
    readonly members: number;
    /** Names of the roles and groups of a workspace. */
    readonly parts: readonly string[];
  },
) {
  const { entitlement, members, parts } = props;
  const { language } = props.reader;
  const texts = messagesFor(language).admin.workspaces;
  return (
    <AskAgain
      {...props}
      title={texts.removeTitle(entitlement.name)}
      texts={[
        entitlement.kind === 'workspace' ? texts.removeWorkspaceText : texts.removePartText,
        texts.removeMembers(members, formatNumber(members, language)),
        ...(parts.length === 0 ? [] : [texts.removeParts(parts.join(', '))]),
      ]}
      path="/remove"
      button={texts.removeConfirm}
    />
  );
}

/** Asks once more before somebody is taken out, and says what goes with it. */
export function LeavePage(
  props: ConfirmProps & {
    readonly person: { readonly id: string; readonly name: string };
    /** Names of the roles and groups of the workspace that they have. */
    readonly alsoLoses: readonly string[];
  },
) {
  const { entitlement, person, alsoLoses } = props;
  const texts = messagesFor(props.reader.language).admin.workspaces;
  return (
    <AskAgain
      {...props}
      title={texts.leaveTitle(person.name, entitlement.name)}
      texts={[texts.leaveText, ...(alsoLoses.length === 0 ? [] : [texts.alsoLoses(alsoLoses.join(', '))])]}
      path={`/members/${person.id}/remove`}
      button={texts.leaveConfirm}
    />
  );
}

function AskAgain(
  props: ConfirmProps & {
    readonly title: string;
    readonly texts: readonly string[];
    /** Below the address of the entitlement. */
    readonly path: string;
    readonly button: string;
  },
) {
  const { reader, title, texts, path, button } = props;
  const { frame } = messagesFor(reader.language).admin;
  const { href, crumbs } = frameOf(props);
  return (
    <AdminPage reader={reader} area="workspaces" title={title} crumbs={crumbs}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <form method="post" action={`${href}${path}`} class="row">
        <SubmitButton>{button}</SubmitButton>
        <LinkButton kind="quiet" href={href}>
          {frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}
