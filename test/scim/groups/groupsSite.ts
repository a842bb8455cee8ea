import { organizationRoles } from '../../../src/accounts';
import type { Database, Prisma } from '../../../src/db';
import { newId } from '../../../src/newId';
import type { ScimCall } from '../../../src/scim/call';
import { parsePatch, type PatchOperation } from '../../../src/scim/protocol/patch';
import type { Quirk } from '../../../src/scim/protocol/quirks';
import { groupResourceType, urns, type Json } from '../../../src/scim/protocol/schema';
import type { ScimEffect } from '../../../src/scim/services';
import { testNow } from '../../support/site';

type StoredProvisioning = Prisma.ProvisioningGetPayload<object>;

/** Makes a provisioning with whatever columns a test cares about. */
export function makeProvisioning(
  database: Database,
  siteId: string,
  columns: Partial<Prisma.ProvisioningUncheckedCreateInput> = {},
): Promise<StoredProvisioning> {
  const id = newId();
  return database.prisma.provisioning.create({
    data: { id, siteId, name: `Client ${id}`, credentialType: 'bearer', ...columns },
  });
}

/** Makes people in one statement; answers their ids in order. */
export async function makePeople(
  database: Database,
  siteId: string,
  count: number,
  columns: Partial<Prisma.AccountCreateManyInput> = {},
): Promise<string[]> {
  const data = Array.from({ length: count }, (_, n) => {
    const id = newId();
    const username = `person-${n}-${id}@acme.test`;
    const keys = { username, usernameKey: username, confusableKey: username, email: username, emailKey: username };
    return { id, siteId, ...keys, displayName: `Person ${n}`, type: 'attendee' as const, ...columns };
  });
  for (let from = 0; from < count; from += 1000) {
    await database.prisma.account.createMany({ data: data.slice(from, from + 1000) });
  }
  return data.map(({ id }) => id);
}

/** What a call took note of, beside the call. */
export interface CallUnderTest extends ScimCall {
  readonly notes: (Quirk | string)[];
  readonly recorded: ScimEffect[];
  /** Hangs up. */
  hangUp(): void;
}

/** A call of a provisioning whose acting user may do everything, unless `roles` says otherwise. */
export function callOf(
  provisioning: StoredProvisioning,
  now = testNow,
  { roles = organizationRoles, actingId = newId() }: { roles?: readonly string[]; actingId?: string } = {},
): CallUnderTest {
  const notes: (Quirk | string)[] = [];
  const recorded: ScimEffect[] = [];
  const abort = new AbortController();
  return {
    provisioning: {
      id: provisioning.id,
      siteId: provisioning.siteId,
      site: 'acme',
      name: provisioning.name,
      credentialType: provisioning.credentialType,
      actingAccount: { id: actingId, username: 'scim@acme.test', roles },
      defaultType: provisioning.defaultType,
      namePolicy: provisioning.namePolicy,
      strictAttributes: provisioning.strictAttributes,
      rejectUnmappedGroups: provisioning.rejectUnmappedGroups,
      deleteWorkspaceGroups: provisioning.deleteWorkspaceGroups,
      brake: {
        count: provisioning.brakeCount,
        percent: provisioning.brakePercent,
        windowMinutes: provisioning.brakeWindowMinutes,
        heldSince: provisioning.heldSince,
        releasedAt: provisioning.releasedAt,
      },
    },
    now,
    baseUrl: `http://localhost:3000/scim/v2/${provisioning.id}`,
    requestId: 'test',
    signal: abort.signal,
    requireStanding: () => Promise.resolve(),
    note: (what) => void notes.push(what),
    tellHeld: () => Promise.resolve(),
    record: (_, effect) => {
      recorded.push(effect);
      return Promise.resolve();
    },
    lineOf: (effect) => {
      recorded.push(effect);
      return '[]';
    },
    notes,
    recorded,
    hangUp: () => abort.abort(),
  };
}

/** The entitlements of a site by display name. */
export async function groupIds(database: Database, siteId: string): Promise<Record<string, string>> {
  const rows = await database.prisma.entitlement.findMany({ where: { siteId } });
  return Object.fromEntries(rows.map(({ displayName, id }) => [displayName, id]));
}

/** Makes the workspace Audit with the role Manager and the group Editors; answers the ids by display name. */
export async function makeWorkspace(database: Database, siteId: string, name = 'Audit') {
  const named = { siteId, displayName: '', displayNameKey: '' };
  const { id } = await database.prisma.entitlement.create({ data: { ...named, kind: 'workspace', name } });
  const parts = [
    { kind: 'workspace_role' as const, name: 'Manager' },
    { kind: 'workspace_group' as const, name: 'Editors' },
  ];
  await database.prisma.entitlement.createMany({ data: parts.map((part) => ({ ...named, workspaceId: id, ...part })) });
  const all = await groupIds(database, siteId);
  return {
    workspace: all[`workspace:${name}`] ?? '',
    role: all[`workspace:${name}:role:Manager`] ?? '',
    group: all[`workspace:${name}:group:Editors`] ?? '',
  };
}

/** Who is a member, by id, in order. */
export async function membersOf(database: Database, entitlementId: string): Promise<string[]> {
  const rows = await database.prisma.entitlementMember.findMany({
    where: { entitlementId },
    orderBy: { accountId: 'asc' },
  });
  return rows.map(({ accountId }) => accountId);
}

/** Makes people members without asking anybody. */
export async function join(database: Database, siteId: string, entitlementId: string, people: readonly string[]) {
  const data = people.map((accountId) => ({ siteId, entitlementId, accountId, grantedBy: 'test' }));
  await database.prisma.entitlementMember.createMany({ data, skipDuplicates: true });
}

/** The operations of a PATCH of a group as a client sends them. */
export function patchOf(...operations: readonly Json[]): readonly PatchOperation[] {
  return parsePatch({ schemas: [urns.patchOp], Operations: operations }, groupResourceType).operations;
}

/** Adds, or removes, members by PATCH. */
export const adding = (...ids: readonly string[]) =>
  patchOf({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });
export const removing = (...ids: readonly string[]) =>
  patchOf(...ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })));
export const replacing = (...ids: readonly string[]) =>
  patchOf({ op: 'replace', path: 'members', value: ids.map((value) => ({ value })) });

/** Neither a version demanded nor a resource wanted back. */
export const silently = { ifMatch: null, projection: null };
