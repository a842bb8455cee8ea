import { activityEntry, recordActivity } from '../activity';
import { Prisma, type Database } from '../db';
import { newId } from '../newId';
import { displayNameOf, judgeName, type NameFault, type PartKind } from './decideName';

/** In whose name, where and when workspaces are changed. */
export interface WorkspaceFacts {
  readonly database: Database;
  readonly siteId: string;
  /** As the activity log names them. */
  readonly actor: string;
  readonly now: Date;
}

/** What came of a wish about a workspace, a role or a group. */
export type WorkspaceChange =
  | { readonly outcome: 'changed'; readonly id: string }
  | { readonly outcome: 'unchanged'; readonly id: string }
  | { readonly outcome: 'refused'; readonly fault: NameFault }
  /** It, or its workspace, is not there (any more). */
  | { readonly outcome: 'gone' };

/** Makes a workspace. */
export function makeWorkspace(facts: WorkspaceFacts, name: string): Promise<WorkspaceChange> {
  return changeNames(facts, async (tx) => {
    const fault = await faultOf(tx, facts.siteId, { kind: 'workspace', name, workspace: null, id: null });
    if (fault !== null) return { outcome: 'refused', fault };
    const id = await insert(tx, facts, { kind: 'workspace', name });
    await log(tx, facts, 'workspace.create', name, null, { name });
    return { outcome: 'changed', id };
  });
}

/** Adds a role or a group to a workspace, as its last one. */
export function addPart(
  facts: WorkspaceFacts,
  workspaceId: string,
  part: { readonly kind: PartKind; readonly name: string },
): Promise<WorkspaceChange> {
  return changeNames(facts, async (tx) => {
    const workspace = await lock(tx, facts.siteId, workspaceId);
    if (workspace?.kind !== 'workspace') return { outcome: 'gone' };
    const fault = await faultOf(tx, facts.siteId, { ...part, workspace: workspace.name, id: null });
    if (fault !== null) return { outcome: 'refused', fault };
    const place = { siteId: facts.siteId, workspaceId, kind: part.kind };
    const last = await tx.entitlement.aggregate({ where: place, _max: { position: true } });
    const id = await insert(tx, facts, { ...part, workspaceId, position: (last._max.position ?? -1) + 1 });
    await log(tx, facts, 'workspace.update', workspace.name, null, { [part.kind]: part.name });
    return { outcome: 'changed', id };
  });
}

/** Gives a workspace, a role or a group another name; whoever has it keeps it. Organization roles have fixed names. */
export function renameEntitlement(facts: WorkspaceFacts, id: string, name: string): Promise<WorkspaceChange> {
  return changeNames(facts, async (tx) => {
    const stored = await lock(tx, facts.siteId, id);
    if (stored === null || stored.kind === 'org_role' || stored.kind === 'inert') return { outcome: 'gone' };
    if (stored.name === name) return { outcome: 'unchanged', id };
    const { kind } = stored;
    const workspace = stored.workspace?.name ?? null;
    const fault = await faultOf(tx, facts.siteId, { kind, name, workspace, id });
    if (fault !== null) return { outcome: 'refused', fault };
    await tx.entitlement.update({ where: { id, siteId: facts.siteId }, data: { name, updatedAt: facts.now } });
    const field = kind === 'workspace' ? 'name' : kind;
    await log(tx, facts, 'workspace.update', workspace ?? stored.name, { [field]: stored.name }, { [field]: name });
    return { outcome: 'changed', id };
  });
}

/** Removes a workspace with its roles and groups, or one role or group; whoever had it has it no more. */
export function removeEntitlement(facts: WorkspaceFacts, id: string): Promise<WorkspaceChange> {
  return changeNames(facts, async (tx) => {
    const stored = await lock(tx, facts.siteId, id);
    if (stored === null || stored.kind === 'org_role' || stored.kind === 'inert') return { outcome: 'gone' };
    // How many: who they are may be more than a line of the log holds.
    const count = await tx.entitlementMember.count({ where: { entitlementId: id, siteId: facts.siteId } });
    const { workspace, name, kind, parts } = stored;
    await tx.entitlement.delete({ where: { id, siteId: facts.siteId } });
    if (workspace === null) {
      const named = (of: PartKind) => parts.flatMap((part) => (part.kind === of ? [part.name] : []));
      const before = { name, roles: named('workspace_role'), groups: named('workspace_group'), count };
      await log(tx, facts, 'workspace.remove', name, before, null);
    } else await log(tx, facts, 'workspace.update', workspace.name, { [kind]: name, count }, null);
    return { outcome: 'changed', id };
  });
}

async function changeNames(
  { database }: WorkspaceFacts,
  change: (tx: Prisma.TransactionClient) => Promise<WorkspaceChange>,
): Promise<WorkspaceChange> {
  try {
    return await database.prisma.$transaction(change);
  } catch (error) {
    // Somebody else took the name at the same moment: the unique index saw it.
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (isTaken) return { outcome: 'refused', fault: 'taken' };
    throw error;
  }
}

async function lock(tx: Prisma.TransactionClient, siteId: string, id: string) {
  await tx.$queryRaw`SELECT id FROM entitlements WHERE id = ${id}::uuid AND site_id = ${siteId}::uuid FOR UPDATE`;
  return tx.entitlement.findFirst({
    where: { id, siteId },
    include: {
      workspace: { select: { name: true } },
      parts: { select: { kind: true, name: true }, orderBy: { position: 'asc' } },
    },
  });
}

async function faultOf(
  tx: Prisma.TransactionClient,
  siteId: string,
  wanted: {
    readonly kind: 'workspace' | PartKind;
    readonly name: string;
    readonly workspace: string | null;
    /** Its own id, which does not stand in its way. */
    readonly id: string | null;
  },
): Promise<NameFault | null> {
  const displayName = displayNameOf(wanted.kind, wanted.name, wanted.workspace);
  const taken = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM entitlements WHERE site_id = ${siteId}::uuid AND kind <> 'inert'
      AND display_name_key = usher_name_key(${displayName})
      AND id IS DISTINCT FROM ${wanted.id}::uuid LIMIT 1`;
  return judgeName(wanted.name, taken.length > 0);
}

async function insert(
  tx: Prisma.TransactionClient,
  { siteId, now }: WorkspaceFacts,
  fields: { kind: 'workspace' | PartKind; name: string; workspaceId?: string; position?: number },
): Promise<string> {
  // The database makes the display name and its key.
  const named = { displayName: '', displayNameKey: '', createdAt: now, updatedAt: now };
  const { id } = await tx.entitlement.create({ data: { id: newId(now), siteId, ...named, ...fields } });
  return id;
}

async function log(
  tx: Prisma.TransactionClient,
  { now, siteId, actor }: WorkspaceFacts,
  action: string,
  subject: string,
  before: object | null,
  after: object | null,
): Promise<void> {
  await recordActivity(tx, [activityEntry({ at: now, siteId, actor, action, subject, before, after })]);
}
