import type { Grant } from '../../scim/calls';
import { Facts, messagesFor, Moment, type Fact } from '../../web';
import type { EntitlementLine } from '../../workspaces';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { actorInWords } from '../actorInWords';
import { areaHref } from '../areas';
import { provisioningHref } from '../provisioning';

/** Why somebody has a role, is in a workspace or in a group: who gave it when, and by which call of a SCIM client. */
export function WhyPage(props: {
  readonly reader: AdminPageReader;
  readonly person: { readonly id: string; readonly name: string };
  readonly entitlement: EntitlementLine;
  readonly grant: Grant;
}) {
  const { reader, person, entitlement, grant } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.workspaces;
  const { call } = grant;
  const facts: Fact[] = [
    [texts.person, <a href={`${areaHref('users', site)}/${person.id}`}>{person.name}</a>],
    [texts.name, entitlement.displayName],
    [texts.since, <Moment value={grant.grantedAt} language={language} />],
    [texts.grantedBy, grant.grantedBy === null ? texts.notKnown : actorInWords(grant.grantedBy, language)],
    [texts.byCall, call === null ? texts.noCall : <ByCall reader={reader} call={call} />],
  ];
  return (
    <AdminPage
      reader={reader}
      area="workspaces"
      title={texts.whyTitle(person.name, entitlement.name)}
      crumbs={[{ label: entitlement.name, href: `${areaHref('workspaces', site)}/${entitlement.id}` }]}
    >
      <section class="card">
        <Facts rows={facts} />
      </section>
    </AdminPage>
  );
}

/** The call; a link to it for whoever may see the call log. */
function ByCall({ reader, call }: { readonly reader: AdminPageReader; readonly call: NonNullable<Grant['call']> }) {
  const words = `${call.method} ${call.path}`;
  if (!reader.can('provisioning.view')) return <>{words}</>;
  return <a href={provisioningHref.call(reader.site, call.provisioningId, call.id)}>{words}</a>;
}
