import { writeAccounts, type WriteFacts } from '../../accounts/change';
import { activityEntry, recordActivity } from '../../activity';
import { Prisma } from '../../db';
import { newId } from '../../newId';
import { writeWorkspace } from '../../workspaces';
import { changesOf, type Planned, type SitePlan } from './sitePlan';
import type { ConnectionState, SiteState } from './siteState';
import { writeTrackingCode } from './writeTrackingCode';

/** What writing a plan needs beside it. */
export interface PlanWriteFacts extends WriteFacts {
  /** Sign-in domains proven by DNS; whoever may write others vouches for them. */
  readonly provenDomains: ReadonlySet<string>;
}

/**
 * Writes a plan and its lines of the activity log. What frees something (a name, a seat) comes before what takes it.
 *
 * @returns the id of the site
 */
export async function writePlan(tx: Prisma.TransactionClient, plan: SitePlan, facts: PlanWriteFacts): Promise<string> {
  const siteId = plan.siteId ?? newId();
  if (plan.site?.after) {
    const { before, after } = plan.site;
    await writeSite(tx, { id: siteId, slug: plan.slug, provenDomains: facts.provenDomains }, before, after);
  }
  const connectionIds = await writeConnections(tx, siteId, plan.connections);
  for (const code of plan.trackingCodes) await writeTrackingCode(tx, siteId, code);
  for (const { id, after } of plan.workspaces) {
    if (after !== null) await writeWorkspace(tx, siteId, id, after, facts.now);
    else if (id !== null) await tx.entitlement.delete({ where: { id, siteId } });
  }
  await writeAccounts(tx, siteId, plan.accounts, connectionIds, facts);
  for (const { id, after } of plan.connections) if (id !== null && after === null) await removeConnection(tx, id);
  const entries = changesOf(plan).map(({ action, kind, subject, fields }) => {
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(fields.map((change) => [change.field, change[which]]));
    return activityEntry({
      at: facts.now,
      siteId,
      actor: facts.actor,
      action: `${kind === 'tracking code' ? 'trackingCode' : kind}.${action}`,
      subject,
      before: action === 'update' ? side('before') : null,
      after: action === 'remove' ? null : side('after'),
    });
  });
  await recordActivity(tx, entries);
  return siteId;
}

async function writeSite(
  tx: Prisma.TransactionClient,
  { id, slug, provenDomains }: { id: string; slug: string; provenDomains: ReadonlySet<string> },
  before: SiteState | null,
  after: SiteState,
): Promise<void> {
  const { singleSignOn: sso, signInDomains, adminContact, ...fields } = after;
  const data = {
    ...mutable(fields),
    adminContact: { ...adminContact },
    ssoEnabled: sso.enabled,
    ssoRequired: sso.required,
    autoCreate: sso.autoCreate,
    autoUpdate: sso.autoUpdate,
    removeUpnSuffix: sso.removeUpnSuffix,
    upnSuffixes: [...sso.upnSuffixes],
    newAccountsPending: sso.newAccounts === 'pending',
    defaultTarget: sso.defaultTarget,
    allowedTargets: [...sso.allowedTargets],
    errorUrl: sso.errorUrl,
  };
  if (before === null) await tx.site.create({ data: { id, slug, ...data } });
  else await tx.site.update({ where: { id }, data });
  const gone = (before?.signInDomains ?? []).filter((domain) => !signInDomains.includes(domain));
  const added = signInDomains.filter((domain) => !before?.signInDomains.includes(domain));
  if (gone.length > 0) await tx.signInDomain.deleteMany({ where: { siteId: id, domain: { in: gone } } });
  if (added.length > 0) {
    const vouchedBy = (domain: string) => (provenDomains.has(domain) ? 'dns' : 'operator');
    await tx.signInDomain.createMany({
      data: added.map((domain) => ({ domain, siteId: id, vouchedBy: vouchedBy(domain) })),
    });
  }
}

/** Prisma wants arrays it could write to. */
function mutable<Fields extends { allowedEmailDomains: readonly string[]; blockedEmailDomains: readonly string[] }>(
  fields: Fields,
) {
  return {
    ...fields,
    allowedEmailDomains: [...fields.allowedEmailDomains],
    blockedEmailDomains: [...fields.blockedEmailDomains],
  };
}

/** Makes and changes connections; answers the ids of all connections of the site by name. */
async function writeConnections(
  tx: Prisma.TransactionClient,
  siteId: string,
  planned: readonly Planned<ConnectionState>[],
): Promise<ReadonlyMap<string, string>> {
  for (const { id, before, after } of planned) {
    if (after === null) continue;
    const connectionId = id ?? newId();
    const { certificates, entityId, legacyAlgorithms, attributes, ...fields } = after;
    const data = {
      ...fields,
      idpEntityId: entityId,
      authnContextClassRefs: [...fields.authnContextClassRefs],
      scopes: [...fields.scopes],
      allowedTypes: [...fields.allowedTypes],
      usernameFrom: [...fields.usernameFrom],
      attributes: attributes as unknown as Prisma.InputJsonObject,
      legacyAlgorithms: (legacyAlgorithms as Prisma.InputJsonObject | null) ?? Prisma.DbNull,
    };
    if (id === null) await tx.connection.create({ data: { id: connectionId, siteId, ...data } });
    else await tx.connection.update({ where: { id }, data });
    if (JSON.stringify(before?.certificates) === JSON.stringify(certificates)) continue;
    await tx.connectionCertificate.deleteMany({ where: { connectionId } });
    await tx.connectionCertificate.createMany({
      data: certificates.map((certificate, position) => ({
        id: newId(),
        siteId,
        connectionId,
        position,
        ...certificate,
      })),
    });
  }
  const all = await tx.connection.findMany({ where: { siteId }, select: { id: true, name: true } });
  return new Map(all.map(({ id, name }) => [name, id]));
}

/** With a connection goes everything that could still sign somebody in through it. */
async function removeConnection(tx: Prisma.TransactionClient, connectionId: string): Promise<void> {
  const where = { connectionId };
  await tx.nameIdBinding.deleteMany({ where });
  await tx.authnRequest.deleteMany({ where });
  await tx.parkedSignIn.deleteMany({ where });
  await tx.session.deleteMany({ where });
  await tx.connection.delete({ where: { id: connectionId } });
}
