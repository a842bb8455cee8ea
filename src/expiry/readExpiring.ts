import { X509Certificate } from 'node:crypto';
import type { Database } from '../db';
import { certificateFingerprint } from '../saml';
import { readMoment } from '../sites';
import type { Expiring } from './decideExpiryWarnings';

/**
 * Everything with an end of the sites, connections and SCIM clients that are switched on. What cannot be read has no end to tell.
 *
 * @param siteId null for all sites
 */
export async function readExpiring(database: Database, siteId: string | null = null): Promise<Expiring[]> {
  const [connected, secrets] = await Promise.all([readSingleSignOn(database, siteId), readSecrets(database, siteId)]);
  return [...connected, ...secrets];
}

async function readSingleSignOn({ prisma }: Database, siteId: string | null): Promise<Expiring[]> {
  const sites = await prisma.site.findMany({
    where: { ssoEnabled: true, ...(siteId === null ? {} : { id: siteId }) },
    select: {
      id: true,
      slug: true,
      name: true,
      keys: { where: { state: { not: 'retired' } }, select: { use: true, certificatePem: true } },
      connections: {
        where: { enabled: true },
        select: { id: true, name: true, legacyAlgorithms: true, certificates: { select: { pem: true } } },
      },
    },
    orderBy: { slug: 'asc' },
  });
  return sites.flatMap(({ id, slug, name, keys, connections }) => {
    const owner = { siteId: id, site: slug, siteName: name };
    return [
      ...keys.flatMap(({ use, certificatePem }) =>
        certificate({ ...owner, kind: `${use}_key`, connection: null }, `${use}_key`, certificatePem),
      ),
      ...connections.flatMap((connection) => {
        const of = { ...owner, connection: connection.name };
        return [
          ...connection.certificates.flatMap(({ pem }) =>
            certificate({ ...of, kind: 'idp_certificate' }, `certificate:${connection.id}`, pem),
          ),
          ...exception({ ...of, kind: 'legacy_algorithms' }, connection.id, connection.legacyAlgorithms),
        ];
      }),
    ];
  });
}

/** Secrets of SCIM clients that are switched on, each by its own end; those without an end are not among them. */
async function readSecrets({ prisma }: Database, siteId: string | null): Promise<Expiring[]> {
  const secrets = await prisma.provisioningSecret.findMany({
    where: {
      revokedAt: null,
      expiresAt: { not: null },
      provisioning: { enabled: true },
      ...(siteId === null ? {} : { siteId }),
    },
    select: {
      id: true,
      expiresAt: true,
      provisioning: {
        select: {
          name: true,
          actingAccount: { select: { username: true } },
          site: { select: { id: true, slug: true, name: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  return secrets.flatMap(({ id, expiresAt, provisioning: { name, actingAccount, site } }): Expiring[] => {
    if (expiresAt === null) return [];
    const owner = { siteId: site.id, site: site.slug, siteName: site.name, connection: name };
    const subject = actingAccount?.username ?? '';
    const key = `scim_secret:${id}:${expiresAt.toISOString()}`;
    return [{ ...owner, kind: 'scim_secret', key, subject, fingerprint: null, endsAt: expiresAt }];
  });
}

type Owner = Pick<Expiring, 'kind' | 'siteId' | 'site' | 'siteName' | 'connection'>;

function certificate(owner: Owner, key: string, pem: string): Expiring[] {
  let read: X509Certificate;
  try {
    read = new X509Certificate(pem);
  } catch {
    return [];
  }
  const fingerprint = certificateFingerprint(read.raw);
  const subject = (read.subject ?? '').replaceAll('\n', ', ') || fingerprint;
  return [{ ...owner, key: `${key}:${fingerprint}`, subject, fingerprint, endsAt: new Date(read.validTo) }];
}

function exception(owner: Owner, connectionId: string, stored: unknown): Expiring[] {
  const { allow = [], until = '' } = (stored ?? {}) as { readonly allow?: readonly string[]; readonly until?: string };
  const endsAt = readMoment(until);
  if (endsAt === null) return [];
  const key = `legacy:${connectionId}:${until}`;
  return [{ ...owner, key, subject: allow.join(', '), fingerprint: null, endsAt }];
}
