import { scimError } from '../errors';
import { equalities, foldCase, matchesElement, type ValueFilter } from '../filter';
import { findSubAttribute, isJsonObject, type Attribute, type Json, type JsonObject } from '../schema';
import { assignedOnly, isPrimary, requireList } from './elements';
import type { QuirkNotes } from './noteQuirks';
import type { PatchOperation } from './parsePatch';
import { withMember } from './withAttribute';

/**
 * What a list of a person holds after an operation; undefined when nothing. The element that the operation makes primary
 * takes that from the others.
 *
 * @param at the path, for errors and quirks
 * @throws ScimError no_target, or row 1 for two primary elements at once and for too many
 */
export function patchList(
  before: readonly JsonObject[],
  operation: PatchOperation,
  at: string,
  notes: QuirkNotes,
): Json | undefined {
  const written = new Set<Json>();
  const after =
    operation.op === 'remove'
      ? removed(before, operation)
      : operation.filter || operation.found.sub
        ? selectedWritten(before, operation, at, notes, written)
        : wholeWritten(before, operation, written);
  const list = withOnePrimary(after, written);
  requireList(list, operation.found.attribute.name);
  return list.length === 0 ? undefined : list;
}

function removed(before: readonly JsonObject[], { found, filter, value }: PatchOperation): readonly JsonObject[] {
  const { attribute, sub } = found;
  const isMeant = (element: JsonObject) => filter === null || matchesElement(filter, element);
  if (sub) return before.map((element) => (isMeant(element) ? withMember(element, sub.name, undefined) : element));
  if (Array.isArray(value)) {
    const sent = elementsOf(value);
    return before.filter((element) => !sent.some((other) => isSameElement(attribute, element, other)));
  }
  return before.filter((element) => !isMeant(element));
}

/** `add` and `replace` without a filter. Adding what is there already changes nothing (RFC 7644 section 3.5.2.1). */
function wholeWritten(
  before: readonly JsonObject[],
  { op, found, value }: PatchOperation,
  written: Set<Json>,
): readonly JsonObject[] {
  const sent = elementsOf(value);
  if (op === 'replace') return sent;
  const after = [...before];
  for (const element of sent) {
    const index = after.findIndex((known) => isSameElement(found.attribute, known, element));
    const merged = { ...after[index], ...element };
    written.add(merged);
    after.splice(index === -1 ? after.length : index, 1, merged);
  }
  return after;
}

/** `add` and `replace` of the elements that a filter selects, or of one sub-attribute of them. */
function selectedWritten(
  before: readonly JsonObject[],
  operation: PatchOperation,
  at: string,
  notes: QuirkNotes,
  written: Set<Json>,
): readonly JsonObject[] {
  const { filter } = operation;
  const isMeant = (element: JsonObject) => filter === null || matchesElement(filter, element);
  const writtenElement = (element: JsonObject) => {
    const after = elementWritten(element, operation);
    written.add(after);
    return after;
  };
  const after = before.map((element) => (isMeant(element) ? writtenElement(element) : element));
  if (written.size > 0) return after;
  if (operation.value === null) return before;
  return [...before, writtenElement(newElement(operation, at, notes))];
}

function elementWritten(element: JsonObject, { op, found, filter, value }: PatchOperation): JsonObject {
  if (found.sub) return withMember(element, found.sub.name, value);
  const sent = isJsonObject(value) ? value : {};
  // Replacing is replacing the element, but not what it was selected by.
  const kept = op === 'add' ? element : selection(filter);
  return assignedOnly({ ...kept, ...sent });
}

/**
 * The element that a path selects and that is not there: made from the tests of the filter, because Entra ID adds and
 * replaces `phoneNumbers[type eq "work"].value` whether there is one or not.
 */
function newElement({ found, filter }: PatchOperation, at: string, notes: QuirkNotes): JsonObject {
  if (!found.sub || (filter && !equalities(filter))) {
    throw scimError('no_target', { attribute: at, note: `no element is selected in ${at}` });
  }
  notes.note('element_created', at);
  return selection(filter);
}

function selection(filter: ValueFilter | null): JsonObject {
  const tests = (filter && equalities(filter)) ?? [];
  return Object.fromEntries(tests.map(({ attribute, value }) => [attribute.name, value]));
}

/** The newest primary element is the only one (RFC 7644 section 3.5.2). */
function withOnePrimary(elements: readonly JsonObject[], written: ReadonlySet<Json>): readonly JsonObject[] {
  if (!elements.some((element) => written.has(element) && isPrimary(element))) return elements;
  return elements.map((element) =>
    isPrimary(element) && !written.has(element) ? { ...element, primary: false } : element,
  );
}

/** By value, and by type where both have one; elements without a value by all that was sent. */
function isSameElement(attribute: Attribute, known: JsonObject, sent: JsonObject): boolean {
  const isSame = (name: string) => isSameValue(findSubAttribute(attribute, name), known[name], sent[name]);
  if (!findSubAttribute(attribute, 'value')) return Object.keys(sent).every(isSame);
  return isSame('value') && (known.type === undefined || sent.type === undefined || isSame('type'));
}

function isSameValue(sub: Attribute | null, known: Json | undefined, sent: Json | undefined): boolean {
  if (known === sent) return true;
  if (sub?.caseExact || typeof known !== 'string' || typeof sent !== 'string') return false;
  return foldCase(known) === foldCase(sent);
}

function elementsOf(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}
