import { groupResourceType, urns } from '../../schema';
import type { Elements, FilterTarget, Place } from '../target';
import { address, always, column, nameOf, textColumn, type TargetFacts } from './places';

/**
 * Groups in the database: `entitlements e LEFT JOIN scim_group_links l ON l.entitlement_id = e.id AND l.provisioning_id =
 * …`. Which of them a provisioning sees is the query's own condition.
 */
export function createGroupTarget(facts: TargetFacts): FilterTarget {
  const columns = groupColumns(facts);
  return {
    type: groupResourceType,
    order: ['e.created_at', 'e.id'],
    place: (found) => columns.get(nameOf(found)) ?? null,
    elements: (found) => (nameOf(found) === 'members' ? memberElements(facts) : null),
  };
}

function groupColumns({ baseUrl }: TargetFacts): ReadonlyMap<string, Place> {
  return new Map<string, Place>([
    ['schemas', always(urns.group)],
    ['id', column('uuid', 'e.id')],
    ['externalId', textColumn('l.external_id')],
    ['meta.resourceType', always('Group')],
    ['meta.created', column('time', 'e.created_at')],
    ['meta.lastModified', column('time', 'e.updated_at')],
    ['meta.location', address(`${baseUrl}/Groups`, 'e.id')],
    ['meta.version', textColumn(`('W/"' || e.version || '"')`)],
    ['displayName', textColumn('e.display_name', { sql: 'e.display_name_key', foldedBy: 'database' })],
  ]);
}

/** Members that the provisioning sees: neither guests nor people it removed. */
function memberElements({ provisioning, baseUrl }: TargetFacts): Elements {
  const name = `coalesce(nullif(person.display_name, ''), nullif(concat_ws(' ', nullif(person.first_name, ''), nullif(person.last_name, '')), ''))`;
  const places = new Map<string, Place>([
    ['value', column('uuid', 'member.account_id')],
    ['$ref', address(`${baseUrl}/Users`, 'member.account_id')],
    ['display', textColumn(name)],
    ['type', always('User')],
  ]);
  return {
    from:
      'entitlement_members member JOIN accounts person ON person.id = member.account_id' +
      ` LEFT JOIN scim_links known ON known.account_id = person.id AND known.provisioning_id = ${provisioning}::uuid`,
    where: 'member.entitlement_id = e.id AND person.home_organization IS NULL AND known.hidden_at IS NULL',
    order: 'member.account_id',
    place: (sub) => places.get(sub) ?? null,
  };
}
