import { type Attribute, type FoundAttribute } from '../../schema';
import { sqlLiteral, type Elements, type Place } from '../target';

/**
 * Where a resource kept as a JSON document has a value.
 *
 * @param document SQL of a jsonb object with canonical names, extension attributes below their URN
 * @param urn of the extension that declares the attribute; null for the others
 */
export function placeInDocument(document: string, { attribute, sub }: FoundAttribute, urn: string | null): Place {
  const holder = [...(urn === null ? [] : [urn]), ...(sub ? [attribute.name] : [])];
  const owner = holder.reduce((sql, key) => `${sql}->${sqlLiteral(key)}`, document);
  return placeInObject(owner, sub ?? attribute);
}

/** The elements of a list in a JSON document. What is no list has none. */
export function elementsInDocument(document: string, attribute: Attribute, urn: string | null): Elements {
  const owner = urn === null ? document : `${document}->${sqlLiteral(urn)}`;
  const list = `${owner}->${sqlLiteral(attribute.name)}`;
  return elementsOf(`CASE WHEN jsonb_typeof(${list}) = 'array' THEN ${list} ELSE '[]' END`, attribute);
}

/** The elements of a jsonb array. */
export function elementsOf(array: string, attribute: Attribute): Elements {
  return {
    from: `jsonb_array_elements(${array}) WITH ORDINALITY AS elements (element, position)`,
    where: null,
    order: `(element->'primary' = 'true') DESC NULLS LAST, position`,
    place: (name) => {
      const sub = attribute.subAttributes?.find((one) => one.name === name);
      return sub ? placeInObject('element', sub) : null;
    },
  };
}

function placeInObject(object: string, attribute: Attribute): Place {
  const key = sqlLiteral(attribute.name);
  switch (attribute.type) {
    case 'boolean':
      // Never a cast: a document that holds something else must not fail the query.
      return { kind: 'boolean', sql: `(nullif(${object}->${key}, 'null') = 'true')` };
    default:
      return { kind: 'text', sql: `(${object}->>${key})` };
  }
}
