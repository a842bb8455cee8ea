import type { FoundAttribute } from '../schema';
import { findSubAttribute } from '../schema';
import { foldedInSql, type FilterTarget, type Place } from './target';

/** The order of a query (RFC 7644 section 3.4.2.3). */
export type SortOrder = 'ascending' | 'descending';

/**
 * What follows ORDER BY: the attribute, then when resources were made and their id, so that pages never overlap. What has no
 * value stands last ascending and first descending; a list sorts by its primary element, else its first; a complex
 * attribute by its `value`. What cannot be sorted by is left out.
 *
 * @param found null: no sortBy
 */
export function sortExpression(found: FoundAttribute | null, order: SortOrder, target: FilterTarget): string {
  const key = found && sortKey(found, target);
  const first = key === null ? [] : [`${key} ${order === 'descending' ? 'DESC NULLS FIRST' : 'ASC NULLS LAST'}`];
  return [...first, ...target.order].join(', ');
}

function sortKey(found: FoundAttribute, target: FilterTarget): string | null {
  const { attribute } = found;
  if (attribute.returned === 'never') return null;
  if (attribute.type !== 'complex') return ofPlace(target.place(found), attribute.caseExact);
  const sub = found.sub ?? findSubAttribute(attribute, 'value');
  if (!sub) return null;
  if (!attribute.multiValued) return ofPlace(target.place({ ...found, sub }), sub.caseExact);
  const elements = target.elements({ ...found, sub: null });
  const key = elements && ofPlace(elements.place(sub.name), sub.caseExact);
  if (!elements || !key) return null;
  const where = elements.where === null ? '' : ` WHERE ${elements.where}`;
  return `(SELECT ${key} FROM ${elements.from}${where} ORDER BY ${elements.order} LIMIT 1)`;
}

function ofPlace(place: Place | null, caseExact: boolean): string | null {
  if (!place || place.kind === 'choices') return null;
  if (place.kind !== 'text') return place.sql;
  const folded = caseExact ? place.sql : (place.caseKey?.sql ?? foldedInSql(place.sql));
  return `nullif(${folded}, '') COLLATE "C"`;
}
