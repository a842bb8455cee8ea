/** The names of a site by which a group's name is resolved, all as keys: NFC, lower case, as the database folds them. */
export interface KnownNames {
  /** True when an entitlement shows under exactly the name in question. */
  readonly isTaken: boolean;
  /** `workspace:…` of the workspaces with whose name the one in question begins. */
  readonly workspaces: readonly string[];
}

/** What the name of a group means. */
export type ParsedGroupName =
  /** An entitlement shows under it. */
  | { readonly outcome: 'taken' }
  /** It is written like an entitlement's and names none: which part is wrong. */
  | { readonly outcome: 'unknown'; readonly attribute: 'workspaceName' | 'roleName' | 'groupName' }
  /** It means nothing here: a group of this name grants nothing. */
  | { readonly outcome: 'inert' };

const parts = { 'role:': 'roleName', 'group:': 'groupName' } as const;

/**
 * What the name of a group means. Names may hold colons themselves, so that it is read against what exists, the longest
 * name of a workspace first. Pure.
 *
 * @param key the name, folded as those of `known` are
 */
export function parseGroupName(key: string, known: KnownNames): ParsedGroupName {
  if (known.isTaken) return { outcome: 'taken' };
  if (key.startsWith('role:')) return { outcome: 'unknown', attribute: 'roleName' };
  if (!key.startsWith('workspace:')) return { outcome: 'inert' };
  for (const workspace of known.workspaces.toSorted((one, other) => other.length - one.length)) {
    const rest = key.startsWith(`${workspace}:`) ? key.slice(workspace.length + 1) : '';
    const part = (['role:', 'group:'] as const).find((prefix) => rest.startsWith(prefix));
    if (part !== undefined) return { outcome: 'unknown', attribute: parts[part] };
  }
  return { outcome: 'unknown', attribute: 'workspaceName' };
}
