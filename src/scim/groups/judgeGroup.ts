import type { Prisma } from '../../db';
import type { ScimCall } from '../call';
import { scimError } from '../protocol/errors';
import { requireVersion, versionText } from '../version';
import { requireKnownPeople, requireRight } from './decideGroupChange';
import { readGroupFacts, type GroupFacts } from './groupFacts';
import { isId, type MemberWish } from './memberWish';
import { noSuchGroup } from './readGroups';
import { MembershipMissing } from './wait';

/** What a request wants of a group. */
export interface GroupWish {
  /** Null leaves it. */
  readonly displayName: string | null;
  /** Null takes it away, undefined leaves it. */
  readonly externalId: string | null | undefined;
  readonly members: MemberWish;
}

/**
 * Reads what a change of a group rests on, in one statement, and refuses what may not be done.
 *
 * @param ifMatch the header If-Match as sent; null: any version
 * @throws ScimError, and MembershipMissing where people have to join the workspace first
 */
export async function judgeGroup(
  tx: Prisma.TransactionClient,
  { provisioning }: Pick<ScimCall, 'provisioning'>,
  id: string,
  { displayName, members }: GroupWish,
  ifMatch: string | null,
): Promise<GroupFacts> {
  const facts = await readGroupFacts(tx, provisioning, {
    id,
    displayName,
    add: members.add.filter(isId),
    remove: members.remove,
    // Parallel changes of single members need not wait for each other; what rests on all of them does.
    holds: ifMatch !== null || members.replaces,
  });
  if (facts === null) throw noSuchGroup();
  requireVersion(ifMatch, versionText(facts.version));
  requireRight(provisioning.actingAccount, facts.kind);
  if (!facts.keepsName && facts.kind !== 'inert') throw scimError(10, { attribute: 'displayName' });
  requireKnownPeople({ strangers: [...members.add.filter((one) => !isId(one)), ...facts.strangers] });
  const [first, ...others] = facts.outside;
  if (facts.workspaceId !== null && first !== undefined) {
    throw new MembershipMissing(facts.workspaceId, [first, ...others]);
  }
  return facts;
}
