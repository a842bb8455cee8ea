import { ownValue, urns, type JsonObject } from '../protocol/schema';
import { sameJson } from '../protocol/patch';
import type { ScimCall } from '../call';
import type { ScimAnswer } from '../services';
import { versionText } from '../version';
import type { UserWrite } from './decideUserWrite';
import { mapStoredUser } from './mapStoredUser';
import { resourceChanges } from './resourceChanges';
import { isShownActive, type StoredUser, type UserAccount } from './storedUser';

/** A decided write of one person. */
export interface PlannedUser {
  /** Null for a new person. */
  readonly stored: StoredUser | null;
  /** The resource as it was; empty for a new person. */
  readonly before: JsonObject;
  readonly write: UserWrite;
  /** `created` also for somebody who is taken up again. */
  readonly outcome: 'created' | 'changed';
}

/** The row of an account that was written. */
export type WrittenRow = Pick<StoredUser, 'id' | 'version' | 'createdAt' | 'updatedAt'>;

/**
 * The answer to a call that wrote a person, without reading them again; what of the wish was not kept is noted.
 *
 * @param account as it is after the write
 */
export function writtenAnswer(call: ScimCall, planned: PlannedUser, account: UserAccount, row: WrittenRow): ScimAnswer {
  noteUnusedCodes(call, planned.write, account);
  const after = storedAfter(planned, account, row, call);
  const resource = mapStoredUser(after, call.baseUrl);
  return {
    id: after.id,
    outcome: planned.outcome,
    changes: resourceChanges(planned.before, resource),
    account: { id: after.id, name: account.username },
    entitlement: null,
    version: versionText(after.version),
    resource,
  };
}

/** The answer to a call that changed nothing. */
export function unchangedAnswer(call: Pick<ScimCall, 'baseUrl'>, stored: StoredUser): ScimAnswer {
  return {
    id: stored.id,
    outcome: 'unchanged',
    changes: [],
    account: { id: stored.id, name: stored.account.username },
    entitlement: null,
    version: versionText(stored.version),
    resource: mapStoredUser(stored, call.baseUrl),
  };
}

/** Whether the brake counts it: the account does not sign in any more, or gives up its seat. */
export function losesSomething(before: UserAccount, after: UserAccount): boolean {
  if (!isShownActive(before)) return false;
  return !isShownActive(after) || (before.type === 'host' && after.type === 'attendee');
}

/** A code that the site does not use is not kept; a client that sends it again and again should be told. */
function noteUnusedCodes(call: ScimCall, { wanted }: UserWrite, { trackingCodes }: UserAccount): void {
  for (const [name, value] of Object.entries(wanted.trackingCodes ?? {})) {
    if (value !== null && trackingCodes[name] === undefined) {
      call.note(`${name} is not used on this site: its value was not kept.`);
    }
  }
}

function storedAfter(
  { stored, write }: PlannedUser,
  account: UserAccount,
  row: WrittenRow,
  { provisioning }: ScimCall,
): StoredUser {
  const managerOf = (attributes: JsonObject | undefined) => ownValue(attributes ?? {}, urns.enterpriseUser);
  const sameManager = sameJson(managerOf(stored?.profile.attributes), managerOf(write.profile.attributes));
  return {
    ...row,
    account,
    profile: write.profile,
    isGuest: false,
    managedBy: provisioning.name,
    suspendedBy: write.suspends ? provisioning.id : null,
    link: { externalId: write.externalId, isHidden: false },
    groups: stored?.groups ?? null,
    managerName: sameManager ? (stored?.managerName ?? null) : null,
  };
}
