import { namespaces } from '../names';
import { attributeOf, childrenNamed, elementChildren, trimXml } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import type { GateSettings } from './types';

/** The attributes of an assertion as read. A Map, so that names such as `__proto__` are plain data. */
export interface AttributeReading {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Attribute elements without a usable Name. */
  readonly nameless: number;
  /** Names of attributes with a value that holds elements. */
  readonly nested: ReadonlySet<string>;
}

/** Reads all attribute statements; values are trimmed of XML white space, in document order. FriendlyName is never read. */
export function readAttributes(assertion: Element): AttributeReading {
  const values = new Map<string, string[]>();
  const nested = new Set<string>();
  let nameless = 0;
  for (const statement of childrenNamed(assertion, namespaces.saml, 'AttributeStatement')) {
    for (const attribute of childrenNamed(statement, namespaces.saml, 'Attribute')) {
      const name = attributeOf(attribute, 'Name');
      if (name === null || trimXml(name) === '') {
        nameless += 1;
        continue;
      }
      const known = values.get(name) ?? [];
      values.set(name, known);
      for (const value of childrenNamed(attribute, namespaces.saml, 'AttributeValue')) {
        if (elementChildren(value).length > 0) nested.add(name);
        known.push(trimXml(value.textContent ?? ''));
      }
    }
  }
  return { values, nameless, nested };
}

/** Names whose values something is decided by. */
function decidingNames(settings: GateSettings): Set<string> {
  return new Set([...settings.mappedAttributes, ...settings.usernameFrom.filter((source) => source !== 'NameID')]);
}

/** Every Attribute has a Name (SAML Core 2.7.3.1), and one that is mapped holds text, not markup. */
export function judgeAttributes(reading: AttributeReading, settings: GateSettings): Judgement {
  if (reading.nameless > 0) {
    return fail(13, 'attribute_malformed', { why: 'An attribute has no Name.', field: 'Attribute' });
  }
  const markup = [...decidingNames(settings)].find((name) => reading.nested.has(name));
  if (markup !== undefined) {
    return fail(13, 'attribute_malformed', { why: 'A mapped attribute holds XML instead of text.', field: markup });
  }
  return pass(`${reading.values.size} attributes came.`);
}

/**
 * The first of these attributes that came with several different values.
 *
 * @returns its name with the different values; null when there is none
 */
export function findAmbiguous(
  names: Iterable<string>,
  values: AttributeReading['values'],
): { readonly name: string; readonly distinct: readonly string[] } | null {
  for (const name of names) {
    const distinct = [...new Set(values.get(name) ?? [])];
    if (distinct.length > 1) return { name, distinct };
  }
  return null;
}

/** A mapped attribute that says two things says nothing. */
export function judgeSingleValues(reading: AttributeReading, settings: GateSettings): Judgement {
  const ambiguous = findAmbiguous(decidingNames(settings), reading.values);
  if (ambiguous === null) return pass('No mapped attribute is ambiguous.');
  return fail(13, 'attribute_ambiguous', {
    why: 'A mapped attribute came with several different values.',
    field: ambiguous.name,
    expected: 'one value',
    received: ambiguous.distinct.join(' | '),
  });
}

/** Identifiers of the form local@scope that must not be taken from a foreign scope. */
const scopedAttributes = [
  'urn:oasis:names:tc:SAML:attribute:subject-id',
  'urn:oasis:names:tc:SAML:attribute:pairwise-id',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.13',
  'urn:mace:dir:attribute-def:eduPersonPrincipalName',
  'urn:mace:dir:attribute-def:eduPersonScopedAffiliation',
  'eduPersonPrincipalName',
  'eduPersonScopedAffiliation',
  'eduPersonUniqueId',
  'subject-id',
  'pairwise-id',
];

/** Scoped identifiers may only carry scopes bound to the connection; scopes compare without letter case. */
export function judgeScopes(reading: AttributeReading, settings: GateSettings): Judgement {
  if (settings.scopes.length === 0) return skip('The connection names no scopes.');
  const allowed = settings.scopes.map((scope) => scope.toLowerCase());
  for (const name of scopedAttributes) {
    for (const value of reading.values.get(name) ?? []) {
      const scope = value.includes('@') ? value.slice(value.lastIndexOf('@') + 1).toLowerCase() : null;
      if (scope !== null && allowed.includes(scope)) continue;
      return fail(13, 'scope_not_allowed', {
        why: 'A scoped identifier has a scope that does not belong to this connection.',
        field: name,
        expected: settings.scopes.join(', '),
        received: value,
      });
    }
  }
  return pass('Every scope belongs to this connection.');
}
