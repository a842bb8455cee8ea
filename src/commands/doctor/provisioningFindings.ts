import type { Database } from '../../db';
import { expiryWarnings, readExpiring } from '../../expiry';
import type { Finding } from '../../findings';
import { decideStop, type StopReason } from '../../scim/credentials';

type Stop = Exclude<StopReason, 'disabled'>;

const stops: Readonly<Record<Stop, string>> = {
  acting_gone: 'its acting user is gone',
  acting_inactive: 'its acting user is not active',
  acting_guest: 'its acting user is a guest',
  acting_without_roles: 'its acting user has none of the roles it needs',
};

/** SCIM clients that are switched on and do nothing, that the brake holds, and secrets that end soon. */
export async function provisioningFindings(database: Database, now: Date): Promise<Finding[]> {
  const rows = await database.prisma.provisioning.findMany({
    where: { enabled: true },
    select: {
      name: true,
      heldSince: true,
      site: { select: { slug: true } },
      actingAccount: { select: { status: true, expiresAt: true, homeOrganization: true, roles: true } },
    },
    orderBy: [{ site: { slug: 'asc' } }, { name: 'asc' }],
  });
  const troubles = rows.flatMap(({ name, heldSince, site, actingAccount }) => {
    const why = decideStop(true, actingAccount, now);
    const subject = `${site.slug}/${name}`;
    const common = { level: 'problem', site: site.slug, subject } as const;
    return [
      ...(why === null || why === 'disabled' ? [] : [stoppedFinding(common, name, why)]),
      ...(heldSince === null ? [] : [heldFinding(common, name, heldSince)]),
    ];
  });
  return [...troubles, ...(await endingSecrets(database, now))];
}

type Common = Pick<Finding, 'level' | 'site' | 'subject'>;

function stoppedFinding(common: Common, name: string, why: Stop): Finding {
  return {
    ...common,
    id: 'provisioning_stopped',
    what: `The provisioning ${name} refuses every call: ${stops[why]}.`,
    todo: 'Mend that account, choose another acting user, or switch the provisioning off.',
  };
}

function heldFinding(common: Common, name: string, since: Date): Finding {
  return {
    ...common,
    id: 'provisioning_held',
    what: `The brake holds the provisioning ${name} since ${since.toISOString()}: it would have stripped too many people.`,
    todo: 'Look into its call log, and let it go on under Provisioning if that is meant.',
  };
}

async function endingSecrets(database: Database, now: Date): Promise<Finding[]> {
  const secrets = (await readExpiring(database)).filter(({ kind }) => kind === 'scim_secret');
  return expiryWarnings(secrets, now).map(({ site, connection, subject, daysLeft }) => ({
    id: 'scim_secret_ends_soon',
    level: 'notice',
    site,
    subject: `${site}/${connection ?? ''}`,
    what: `A secret of the provisioning ${connection ?? ''} ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}.`,
    todo: `Let ${subject} make a new one under My Account, or run usher provisioning rotate, and enter it at the identity provider.`,
  }));
}
