import { groupResourceType, urns } from '../../schema';
import { nameKeyInSql, type Elements, type FilterTarget, type Place, type TextLookup } from '../target';
import { address, always, column, nameOf, textColumn, type TargetFacts } from './places';

/**
 * Groups in the database: `entitlements e LEFT JOIN scim_group_links l ON l.entitlement_id = e.id AND l.provisioning_id =
 * …`. Which of them a provisioning sees (its own inert groups and all that grant something) is the query's own condition.
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

/** Two partial indexes serve it: names are unique among what grants something, and among the other groups of a client. */
function nameLookup({ site, provisioning }: TargetFacts): TextLookup {
  return (placeholder) => {
    const hasName = `named.display_name_key = ${nameKeyInSql(placeholder)}`;
    return (
      `e.id IN (SELECT named.id FROM entitlements named` +
      ` WHERE named.site_id = ${site}::uuid AND named.kind <> 'inert' AND ${hasName}` +
      ` UNION ALL SELECT named.id FROM entitlements named` +
      ` WHERE named.provisioning_id = ${provisioning}::uuid AND named.kind = 'inert' AND ${hasName})`
    );
  };
}

function groupColumns(facts: TargetFacts): ReadonlyMap<string, Place> {
  const { baseUrl } = facts;
  const nameKey = { sql: 'e.display_name_key', foldedBy: 'database' } as const;
  return new Map<string, Place>([
    ['schemas', always(urns.group)],
    ['id', column('uuid', 'e.id')],
    ['externalId', textColumn('l.external_id')],
    ['meta.resourceType', always('Group')],
    ['meta.created', column('time', 'e.created_at')],
    ['meta.lastModified', column('time', 'e.updated_at')],
    ['meta.location', address(`${baseUrl}/Groups`, 'e.id')],
    ['meta.version', textColumn(`('W/"' || e.version || '"')`)],
    ['displayName', { kind: 'text', sql: 'e.display_name', caseKey: nameKey, lookup: nameLookup(facts) }],
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
