import { scimError } from '../errors';
import { findSchema, parseAttributePath, type Attribute, type ResourceType, type Schema } from '../schema';

/** One name of a list: an attribute, a sub-attribute of it, or (attribute null) all a schema declares. */
export interface Selection {
  /** Null for the common attributes. */
  readonly schema: Schema | null;
  readonly attribute: Attribute | null;
  readonly sub: Attribute | null;
}

/** What of a resource is answered (RFC 7644 section 3.9): all that is returned by default, only these, or all but these. */
export interface Projection {
  readonly kind: 'default' | 'only' | 'without';
  readonly selections: readonly Selection[];
}

/** What is answered when the client says nothing. */
export const defaultProjection: Projection = { kind: 'default', selections: [] };

/** A list as it comes: separated by commas in a query, an array in a search request. */
export type NameList = string | readonly string[] | undefined;

/**
 * Reads `attributes` and `excludedAttributes`. Names may be in any case and carry URNs; unknown ones are ignored; a filter
 * in brackets, which some clients send, is cut. Lists without any name count as absent.
 *
 * @throws ScimError projection_ambiguous (400 invalidValue) when both are given
 */
export function parseProjection(
  lists: { readonly attributes?: NameList; readonly excludedAttributes?: NameList },
  type: ResourceType,
): Projection {
  const [only, without] = [namesOf(lists.attributes), namesOf(lists.excludedAttributes)];
  if (only.length > 0 && without.length > 0) throw scimError('projection_ambiguous');
  if (only.length > 0) return { kind: 'only', selections: selectionsOf(only, type) };
  if (without.length > 0) return { kind: 'without', selections: selectionsOf(without, type) };
  return defaultProjection;
}

function namesOf(list: NameList): readonly string[] {
  const texts = typeof list === 'string' ? [list] : (list ?? []);
  return texts
    .flatMap((text) => text.replace(/\[[^[\]]*\]/g, '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function selectionsOf(names: readonly string[], type: ResourceType): readonly Selection[] {
  const selections = names.map((name): Selection | null => {
    const schema = findSchema(name, type);
    return schema ? { schema, attribute: null, sub: null } : parseAttributePath(name, type);
  });
  return selections.filter((selection) => selection !== null);
}
