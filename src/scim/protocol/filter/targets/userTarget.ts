import { isExtension, urns, userResourceType, type FoundAttribute } from '../../schema';
import { foldCase } from '../foldCase';
import { sqlLiteral, type Elements, type FilterTarget, type Place } from '../target';
import { elementsInDocument, elementsOf, placeInDocument } from './documentPlaces';
import { address, always, column, nameOf, textColumn, type TargetFacts } from './places';

const profile = 'p.attributes';
const defaultMail = `'{"type": "work", "primary": true}'::jsonb`;
// What a client said; of the two values that decide the type of an account, what was decided since.
const shownType = `CASE WHEN lower(${profile}->>'userType') IN ('host', 'attendee') THEN a.type::text ELSE ${profile}->>'userType' END`;
const said = `${profile}->>'preferredLanguage'`;
const saidPrimary = `split_part(translate(lower(btrim(${said})), '_', '-'), '-', 1)`;
const saidLanguage = `CASE WHEN ${saidPrimary} IN ('nb', 'no', 'nn') THEN 'nb' WHEN ${saidPrimary} IN ('de', 'en') THEN ${saidPrimary} END`;
// The tag that a client sent, until another door chose a language that the tag does not mean.
const shownLanguage = `CASE WHEN (${saidLanguage}) IS NOT DISTINCT FROM a.language THEN ${said} ELSE a.language END`;
const saidName = `${profile}->'name'`;
// The whole name that a client sent, while its parts are those it came with.
const shownFormatted = `CASE WHEN ${saidName}->>'givenName' IS NOT DISTINCT FROM a.first_name
    AND ${saidName}->>'familyName' IS NOT DISTINCT FROM a.last_name THEN ${saidName}->>'formatted' END`;
const managerId = `${profile}->${sqlLiteral(urns.enterpriseUser)}->'manager'->>'value'`;
// Never a cast of what is no UUID: that would fail the query.
const managerName = `(SELECT manager.display_name FROM accounts manager WHERE manager.site_id = a.site_id AND manager.home_organization IS NULL
    AND manager.id = CASE WHEN ${managerId} ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN (${managerId})::uuid END)`;
const fullName = `nullif(concat_ws(' ', nullif(a.first_name, ''), nullif(a.last_name, '')), '')`;

/**
 * People in the database: `accounts a LEFT JOIN account_profiles p ON p.account_id = a.id LEFT JOIN scim_links l ON
 * l.account_id = a.id AND l.provisioning_id = …`. Which of them a provisioning sees is the query's own condition.
 */
export function createUserTarget(facts: TargetFacts): FilterTarget {
  const columns = userColumns(facts);
  return {
    type: userResourceType,
    order: ['a.created_at', 'a.id'],
    place: (found) => {
      if (found.schema?.id === urns.usherUser) return textColumn(`(a.tracking_codes->>${sqlLiteral(nameOf(found))})`);
      const urn = extensionUrn(found);
      if (urn === urns.enterpriseUser && nameOf(found) === 'manager.displayName') return textColumn(managerName);
      return (urn === null && columns.get(nameOf(found))) || placeInDocument(profile, found, urn);
    },
    elements: (found) => {
      if (nameOf(found) === 'emails') return emailElements(found, facts);
      if (nameOf(found) === 'groups') return groupElements(facts);
      return elementsInDocument(profile, found.attribute, extensionUrn(found));
    },
  };
}

function extensionUrn({ schema }: FoundAttribute): string | null {
  return schema && isExtension(schema, userResourceType) ? schema.id : null;
}

/** What has a column, or is not stored at all; the rest is in the profile. */
function userColumns({ baseUrl }: TargetFacts): ReadonlyMap<string, Place> {
  return new Map<string, Place>([
    ['schemas', { kind: 'choices', choices: schemaChoices }],
    ['id', column('uuid', 'a.id')],
    ['externalId', textColumn('l.external_id')],
    ['meta.resourceType', always('User')],
    ['meta.created', column('time', 'a.created_at')],
    ['meta.lastModified', column('time', 'a.updated_at')],
    ['meta.location', address(`${baseUrl}/Users`, 'a.id')],
    ['meta.version', textColumn(`('W/"' || a.version || '"')`)],
    ['userName', textColumn('a.username', { sql: 'a.username_key', foldedBy: 'usher' })],
    ['name.givenName', textColumn('a.first_name')],
    ['name.familyName', textColumn('a.last_name')],
    ['name.formatted', textColumn(`(${shownFormatted})`)],
    ['displayName', textColumn(`coalesce(nullif(a.display_name, ''), ${fullName})`)],
    ['userType', textColumn(shownType)],
    ['preferredLanguage', textColumn(`(${shownLanguage})`)],
    ['timezone', textColumn('a.time_zone')],
    ['active', column('boolean', `(a.status IN ('active', 'locked'))`)],
  ]);
}

const schemaChoices = [
  { value: urns.user, when: null },
  { value: urns.enterpriseUser, when: `${profile}->${sqlLiteral(urns.enterpriseUser)} IS NOT NULL` },
  { value: urns.usherUser, when: `a.tracking_codes <> '{}'` },
];

function emailElements(found: FoundAttribute, { site }: TargetFacts): Elements {
  const main = `coalesce(p.main_email, ${defaultMail}) || jsonb_build_object('value', a.email, 'valueKey', a.email_key)`;
  const array = `CASE WHEN a.email IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(${main}) END || coalesce(p.other_emails, '[]')`;
  const elements = elementsOf(array, found.attribute);
  return {
    ...elements,
    place: (name) =>
      name === 'value'
        ? textColumn(`(element->>'value')`, { sql: `(element->>'valueKey')`, foldedBy: 'usher' })
        : elements.place(name),
    lookup: (name, value, bind) => {
      if (name !== 'value') return null;
      const key = foldCase(value);
      return (
        `a.id IN (SELECT found.id FROM accounts found WHERE found.site_id = ${site}::uuid AND found.email_key = ${bind(key)}::text` +
        ` UNION ALL SELECT other.account_id FROM account_profiles other` +
        ` WHERE other.site_id = ${site}::uuid AND other.other_emails @> ${bind(JSON.stringify([{ valueKey: key }]))}::jsonb)`
      );
    },
  };
}

function groupElements({ provisioning, baseUrl }: TargetFacts): Elements {
  const places = new Map<string, Place>([
    ['value', column('uuid', 'held.id')],
    ['$ref', address(`${baseUrl}/Groups`, 'held.id')],
    ['display', textColumn('held.display_name', { sql: 'held.display_name_key', foldedBy: 'database' })],
    ['type', always('direct')],
  ]);
  return {
    from: 'entitlement_members holding JOIN entitlements held ON held.id = holding.entitlement_id',
    where: `holding.account_id = a.id AND (held.kind <> 'inert' OR held.provisioning_id = ${provisioning}::uuid)`,
    order: 'held.created_at, held.id',
    place: (name) => places.get(name) ?? null,
  };
}
