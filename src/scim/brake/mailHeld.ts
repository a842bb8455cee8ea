import type { Prisma } from '../../db';
import { findAdminRecipients, type SendMail } from '../../mail';
import type { BrakeCount, Provisioning } from '../call';

/** What telling people of a hold needs. */
export interface HeldMailDependencies {
  readonly sendMail: SendMail;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
}

/**
 * Writes the mails that tell of a hold into its transaction: to the contact of the provisioning, the Org Security Admins of the
 * site and its contact. A hold is told of once: only the request that begins it does.
 *
 * @param now when it began
 */
export async function mailHeld(
  { sendMail, publicUrl }: HeldMailDependencies,
  tx: Prisma.TransactionClient,
  { provisioning, now }: { readonly provisioning: Provisioning; readonly now: Date },
  counted: BrakeCount,
): Promise<void> {
  const { id, siteId, site, brake } = provisioning;
  const stored = await tx.provisioning.findFirstOrThrow({
    where: { id, siteId },
    select: { name: true, contactEmail: true, site: { select: { name: true } } },
  });
  const { count, percent, windowMinutes } = brake;
  const data = {
    siteName: stored.site.name,
    provisioning: stored.name,
    heldAt: now,
    ...counted,
    ...{ count, percent, windowMinutes },
    link: `${publicUrl}/admin/${encodeURIComponent(site)}/provisioning/${id}`,
  };
  for (const recipient of await findAdminRecipients(tx, siteId, [stored.contactEmail])) {
    await sendMail(tx, { siteId, ...recipient, template: 'provisioning_held', data });
  }
}
