import type { GroupChange } from '../protocol/patch';

/** What a request wants of the members of a group in the end, whatever the order in which it said so. */
export interface MemberWish {
  /** True: nobody stays but those added. */
  readonly replaces: boolean;
  /** Members afterwards, in the order of their ids: every request takes them in that order, so that few wait for each other. */
  readonly add: readonly string[];
  /** No members afterwards. Empty when it replaces. */
  readonly remove: readonly string[];
}

/** Wants no members at all. */
export const nobody: MemberWish = { replaces: true, add: [], remove: [] };

/** True when a wish changes nothing, whoever the members are. */
export function isIdle({ replaces, add, remove }: MemberWish): boolean {
  return !replaces && add.length === 0 && remove.length === 0;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** True for an id that somebody could have. */
export function isId(id: string): boolean {
  return uuid.test(id);
}

/**
 * What the changes of one request want of the members, at most one of each kind, as `compileGroupPatch` gives them. Pure.
 * Who cannot exist needs no removal.
 */
export function wishOf(changes: readonly GroupChange[]): MemberWish {
  const ids = (kind: GroupChange['kind']) =>
    changes.flatMap((change) => (change.kind === kind && 'accountIds' in change ? change.accountIds : []));
  const ordered = (list: readonly string[]) => [...new Set(list)].sort();
  return {
    replaces: changes.some(({ kind }) => kind === 'replaceMembers' || kind === 'removeAllMembers'),
    add: ordered([...ids('replaceMembers'), ...ids('addMembers')]),
    remove: ordered(ids('removeMembers')).filter(isId),
  };
}
