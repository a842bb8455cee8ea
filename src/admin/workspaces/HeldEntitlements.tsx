import { DataTable, messagesFor, Moment } from '../../web';
import type { HeldEntitlement } from '../../workspaces';
import { actorInWords } from '../actorInWords';
import type { AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';

/** What a person has, and how they came by it; a section of their page. */
export function HeldEntitlements(props: {
  readonly reader: AdminPageReader;
  /** Id of the person. */
  readonly accountId: string;
  readonly held: readonly HeldEntitlement[];
}) {
  const { reader, accountId, held } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const home = areaHref('workspaces', site);
  const why = {
    heading: texts.why,
    cell: ({ id }: HeldEntitlement) => <a href={`${home}/${id}/members/${accountId}`}>{texts.why}</a>,
  };
  return (
    <section class="stack" aria-labelledby="held-heading">
      <h2 id="held-heading">{texts.held}</h2>
      {held.length === 0 ? (
        <p class="soft">{texts.heldNone}</p>
      ) : (
        <DataTable
          id="held"
          caption={texts.heldCaption}
          rows={held}
          keyOf={({ id }) => id}
          columns={[
            {
              heading: texts.name,
              rowHeader: true,
              cell: ({ id, name, workspace }) => (
                <a href={`${home}/${id}`}>{workspace === null ? name : `${workspace.name} · ${name}`}</a>
              ),
            },
            { heading: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
            { heading: texts.since, cell: ({ grantedAt }) => <Moment value={grantedAt} language={language} /> },
            {
              heading: texts.grantedBy,
              cell: ({ grantedBy }) => (grantedBy === null ? '–' : actorInWords(grantedBy, language)),
            },
            ...(reader.can('workspaces.view') ? [why] : []),
          ]}
        />
      )}
    </section>
  );
}
