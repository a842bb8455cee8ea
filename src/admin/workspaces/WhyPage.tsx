import type { Grant } from '../../scim/calls';
import { Facts, messagesFor, Moment, type Fact } from '../../web';
import type { EntitlementLine } from '../../workspaces';
import { AdminPage, type AdminPageReader } from '../AdminPage';
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
    [texts.grantedBy, grant.grantedBy ?? texts.notKnown],
    [
      texts.byCall,
      call === null || !reader.can('provisioning.view') ? (
        texts.noCall
      ) : (
        <a href={provisioningHref.call(site, call.provisioningId, call.id)}>{`${call.method} ${call.path}`}</a>
      ),
    ],
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
