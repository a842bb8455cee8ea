import { activityEntry, type ActivityEntry, type FieldChange } from '../../activity';
import { actorOf, type ScimCall } from '../call';
import type { ScimEffect } from '../services';
import { mostNames, type MovedMembers } from './changeMembers';

/** A group as logs name it. */
export interface NamedGroup {
  readonly id: string;
  readonly displayName: string;
}

/** What happened to a group, for the call log. */
export function groupEffect(
  group: NamedGroup,
  outcome: ScimEffect['outcome'],
  changes: readonly FieldChange[],
): ScimEffect {
  return { outcome, changes, account: null, entitlement: { id: group.id, name: group.displayName } };
}

/** Who came and went, as one change: counts, and at most 100 names on each side. None when nobody did. */
export function memberChanges({ came, gone, cameNames, goneNames }: MovedMembers): FieldChange[] {
  if (came.length === 0 && gone.length === 0) return [];
  return [{ field: 'members', before: told(gone, goneNames), after: told(came, cameNames) }];
}

function told(ids: readonly string[], names: readonly string[]) {
  return ids.length === 0 ? null : { count: ids.length, names };
}

/** The line of the activity log about members who came and went, one for a request; none when nobody did. */
export function memberEntries(
  call: Pick<ScimCall, 'provisioning' | 'now'>,
  { displayName }: NamedGroup,
  { came, gone, cameNames, goneNames }: MovedMembers,
): ActivityEntry[] {
  if (came.length === 0 && gone.length === 0) return [];
  const side = (ids: readonly string[], members: readonly string[]) => {
    if (ids.length === 0) return null;
    return ids.length > mostNames ? { members, count: ids.length } : { members };
  };
  return [entry(call, 'members.update', displayName, side(gone, goneNames), side(came, cameNames))];
}

/** The line of the activity log about a group itself. */
export function groupEntry(
  call: Pick<ScimCall, 'provisioning' | 'now'>,
  verb: 'create' | 'update' | 'remove',
  subject: string,
  before: object | null,
  after: object | null,
): ActivityEntry {
  return entry(call, `group.${verb}`, subject, before, after);
}

function entry(
  { provisioning, now }: Pick<ScimCall, 'provisioning' | 'now'>,
  action: string,
  subject: string,
  before: object | null,
  after: object | null,
): ActivityEntry {
  const { siteId } = provisioning;
  return activityEntry({ at: now, siteId, actor: actorOf(provisioning), action, subject, before, after });
}
