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
async function readSecrets(database: Database, siteId: string | null): Promise<Expiring[]> {
  const secrets = await database.query<{
    readonly id: string;
    readonly endsAt: Date | string;
    readonly connection: string;
    readonly subject: string;
    readonly siteId: string;
    readonly site: string;
    readonly siteName: string;
  }>(
    `SELECT x.id, x.expires_at AS "endsAt", p.name AS connection, coalesce(a.username, '') AS subject, s.id AS "siteId",
         s.slug AS site, s.name AS "siteName"
       FROM provisioning_secrets x
       JOIN provisionings p ON p.id = x.provisioning_id AND p.enabled
       JOIN sites s ON s.id = x.site_id
       LEFT JOIN accounts a ON a.id = p.acting_account_id
      WHERE x.revoked_at IS NULL AND x.expires_at IS NOT NULL AND ($1::uuid IS NULL OR x.site_id = $1::uuid)
      ORDER BY x.id`,
    [siteId],
  );
  return secrets.map(({ id, endsAt: end, ...rest }): Expiring => {
    const endsAt = new Date(end);
    return {
      ...rest,
      kind: 'scim_secret',
      key: `scim_secret:${id}:${endsAt.toISOString()}`,
      fingerprint: null,
      endsAt,
    };
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
