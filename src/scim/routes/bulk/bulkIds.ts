import { scimError } from '../../protocol/errors';
import type { Json } from '../../protocol/schema';
import type { BulkOperation } from './parseBulk';

const wholeReference = /^bulkId:(.+)$/i;
const inPath = /bulkId:([^/?#]+)/i;

/** The operations that an operation names by `bulkId:…`, in its data or its path (RFC 7644 section 3.7.2). */
export function bulkIdsIn({ path, data }: Pick<BulkOperation, 'path' | 'data'>): ReadonlySet<string> {
  const found = new Set<string>();
  const named = inPath.exec(path)?.[1];
  if (named !== undefined) found.add(named);
  mapTexts(data, (text) => {
    const id = wholeReference.exec(text)?.[1];
    if (id !== undefined) found.add(id);
    return text;
  });
  return found;
}

/**
 * The order in which operations are carried out: as sent, but one that names another comes after it.
 *
 * @returns all of them; within a circle somebody comes before what it names, and will not be resolved
 */
export function inOrder(operations: readonly BulkOperation[]): readonly BulkOperation[] {
  const maker = new Map(operations.flatMap((one) => (one.bulkId === null ? [] : [[one.bulkId, one] as const])));
  const named = (one: BulkOperation) => [...bulkIdsIn(one)].flatMap((id) => maker.get(id) ?? []);
  const ordered = new Set<BulkOperation>();
  const visited = new Set<BulkOperation>();
  // Not by recursion: a chain may be as long as the request. What is left to look at is kept, so nothing is read twice.
  const begin = (one: BulkOperation) => {
    visited.add(one);
    return { one, left: named(one) };
  };
  for (const first of operations) {
    const stack = visited.has(first) ? [] : [begin(first)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next !== undefined) {
        if (!visited.has(next)) stack.push(begin(next));
      } else {
        ordered.add(top.one);
        stack.pop();
      }
    }
  }
  return [...ordered];
}

/**
 * Puts the ids of what was made in the place of references.
 *
 * @param idOf the id an earlier operation gave; undefined when none did
 * @throws ScimError bulk_id_unresolved (409)
 */
export function resolved<Operation extends Pick<BulkOperation, 'path' | 'data'>>(
  operation: Operation,
  idOf: (bulkId: string) => string | undefined,
): Operation {
  const need = (bulkId: string) => {
    const id = idOf(bulkId);
    if (id === undefined) throw scimError('bulk_id_unresolved', { attribute: `bulkId:${bulkId}` });
    return id;
  };
  const path = operation.path.replace(inPath, (_whole, bulkId: string) => need(bulkId));
  const data = mapTexts(operation.data, (text) => {
    const bulkId = wholeReference.exec(text)?.[1];
    return bulkId === undefined ? text : need(bulkId);
  });
  return { ...operation, path, data };
}

function mapTexts(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((element) => mapTexts(element, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, map)]));
}
