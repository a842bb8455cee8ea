import { scimError } from '../errors';
import type { ValueFilter } from '../filter';
import { isJsonObject, ownValue, type Json } from '../schema';
import type { PatchOperation } from './parsePatch';

/** What a PATCH does to a group. The ids are what the client sent, in lower case, each once; nothing says that they exist. */
export type GroupChange =
  | { readonly kind: 'rename'; readonly displayName: string }
  | { readonly kind: 'externalId'; readonly externalId: string | null }
  | {
      readonly kind: 'addMembers' | 'removeMembers' | 'replaceMembers';
      readonly accountIds: readonly string[];
    }
  | { readonly kind: 'removeAllMembers' };

/** What the operations so far come to. */
interface Outcome {
  displayName: string | null;
  externalId: string | null | undefined;
  /** True: whoever is a member now and is not in `added` is one no more. */
  isReplaced: boolean;
  readonly added: Set<string>;
  readonly removed: Set<string>;
}

/**
 * The operations on a group as a few changes of sets, whatever their number, without knowing the members: at most a new
 * name, a new externalId, and either one new list or one removal and one addition. The last word about each person counts,
 * which is what the operations one after another come to.
 *
 * @throws ScimError row 20 for a value filter that is not `value eq` joined by `or`; not_changeable when such a filter is
 * given with another operation than `remove`, because members are added and removed, never changed
 */
export function compileGroupPatch(operations: readonly PatchOperation[]): GroupChange[] {
  const outcome: Outcome = {
    displayName: null,
    externalId: undefined,
    isReplaced: false,
    added: new Set(),
    removed: new Set(),
  };
  for (const operation of operations) {
    const { found, value } = operation;
    if (found.attribute.name === 'members') changeMembers(outcome, operation);
    else if (found.attribute.name === 'externalId') outcome.externalId = textOf(value);
    else outcome.displayName = textOf(value);
  }
  return changesOf(outcome);
}

function textOf(value: Json): string | null {
  return typeof value === 'string' ? value : null;
}

function changeMembers(outcome: Outcome, { op, filter, value }: PatchOperation): void {
  if (filter && op !== 'remove') throw scimError('not_changeable', { attribute: 'members' });
  if (op === 'replace' || (op === 'remove' && !filter && value === null)) {
    outcome.isReplaced = true;
    outcome.added.clear();
    outcome.removed.clear();
  }
  const ids = filter ? idsOfFilter(filter) : idsOfElements(value);
  const [to, from] = op === 'remove' ? [outcome.removed, outcome.added] : [outcome.added, outcome.removed];
  for (const id of ids) {
    to.add(id);
    from.delete(id);
  }
}

function idsOfElements(value: Json): readonly string[] {
  const elements: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  return elements.flatMap((element) => {
    const id = isJsonObject(element) ? ownValue(element, 'value') : undefined;
    return typeof id === 'string' ? [id.toLowerCase()] : [];
  });
}

function idsOfFilter(filter: ValueFilter): readonly string[] {
  if (filter.kind === 'or') return filter.operands.flatMap(idsOfFilter);
  if (filter.kind === 'test' && filter.operator === 'eq' && filter.attribute.name === 'value') {
    return [String(filter.value).toLowerCase()];
  }
  throw scimError(20, { attribute: 'members', note: 'members are selected by value eq "…", joined by or' });
}

function changesOf({ displayName, externalId, isReplaced, added, removed }: Outcome): GroupChange[] {
  const changes: GroupChange[] = [];
  if (displayName !== null) changes.push({ kind: 'rename', displayName });
  if (externalId !== undefined) changes.push({ kind: 'externalId', externalId });
  if (isReplaced && added.size === 0) changes.push({ kind: 'removeAllMembers' });
  else if (isReplaced) changes.push({ kind: 'replaceMembers', accountIds: [...added] });
  if (!isReplaced && removed.size > 0) changes.push({ kind: 'removeMembers', accountIds: [...removed] });
  if (!isReplaced && added.size > 0) changes.push({ kind: 'addMembers', accountIds: [...added] });
  return changes;
}
