import type { Database } from '../db';
import { connectionAddresses, type TargetSettings } from '../sites';

/** What the sign-in start knows of a site. */
export interface SignInSite {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Ways in through SAML that are switched on, by name. */
  readonly connections: readonly { readonly name: string; readonly loginAddress: string }[];
  readonly targets: TargetSettings;
}

/**
 * The site to sign in to: the one that was named, else the one to which the domain of an e-mail address belongs. Whether
 * there is an account of that name is never asked, so that nobody can find out here.
 */
export async function findSignInSite(
  database: Database,
  publicUrl: string,
  asked: { readonly slug: string | null; readonly identifier: string },
): Promise<SignInSite | null> {
  const slug = asked.slug ?? (await slugOfDomain(database, asked.identifier));
  if (slug === null) return null;
  const site = await database.prisma.site.findUnique({
    where: { slug },
    include: { connections: { where: { enabled: true }, orderBy: { name: 'asc' }, select: { name: true } } },
  });
  if (site === null) return null;
  const { id, name, defaultTarget, allowedTargets } = site;
  const connections = site.ssoEnabled ? site.connections : [];
  return {
    id,
    slug,
    name,
    connections: connections.map((each) => ({
      name: each.name,
      loginAddress: connectionAddresses(publicUrl, slug, each.name).login,
    })),
    targets: { publicUrl, defaultTarget, allowedTargets },
  };
}

async function slugOfDomain(database: Database, identifier: string): Promise<string | null> {
  const at = identifier.lastIndexOf('@');
  if (at < 1) return null;
  const domain = identifier.slice(at + 1).toLowerCase();
  const found = await database.prisma.signInDomain.findUnique({
    where: { domain },
    select: { site: { select: { slug: true } } },
  });
  return found?.site.slug ?? null;
}
