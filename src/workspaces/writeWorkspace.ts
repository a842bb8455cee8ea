import type { Prisma } from '../db';

/** A workspace, complete: its name and those of its roles and groups, in their order. */
export interface WorkspaceParts {
  readonly name: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

type PartKind = 'workspace_role' | 'workspace_group';

/**
 * Makes or changes a workspace. Roles and groups that stay keep their ids and members; what is not named any more goes.
 *
 * @param id of the stored workspace; null when it is to be made
 */
export async function writeWorkspace(
  tx: Prisma.TransactionClient,
  siteId: string,
  id: string | null,
  after: WorkspaceParts,
  now: Date,
): Promise<void> {
  const named = { name: after.name, updatedAt: now };
  const workspaceId =
    id ?? (await tx.entitlement.create({ data: { ...made(siteId, now), kind: 'workspace', ...named } })).id;
  if (id !== null) await tx.entitlement.updateMany({ where: { id, siteId, NOT: { name: after.name } }, data: named });
  await writeParts(tx, { siteId, workspaceId, kind: 'workspace_role' }, after.roles, now);
  await writeParts(tx, { siteId, workspaceId, kind: 'workspace_group' }, after.groups, now);
}

/** The database names entitlements by itself. */
function made(siteId: string, now: Date) {
  return { siteId, displayName: '', displayNameKey: '', createdAt: now, updatedAt: now };
}

async function writeParts(
  tx: Prisma.TransactionClient,
  of: { readonly siteId: string; readonly workspaceId: string; readonly kind: PartKind },
  names: readonly string[],
  now: Date,
): Promise<void> {
  await tx.entitlement.deleteMany({ where: { ...of, name: { notIn: [...names] } } });
  const stored = await tx.entitlement.findMany({ where: of });
  const positions = new Map(stored.map(({ name, position }) => [name, position]));
  const added = names.flatMap((name, position) => (positions.has(name) ? [] : [{ name, position }]));
  if (added.length > 0) {
    await tx.entitlement.createMany({ data: added.map((part) => ({ ...made(of.siteId, now), ...of, ...part })) });
  }
  for (const [position, name] of names.entries()) {
    if (positions.has(name) && positions.get(name) !== position) {
      await tx.entitlement.updateMany({ where: { ...of, name }, data: { position } });
    }
  }
}
