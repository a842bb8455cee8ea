import type { Config } from '../../config';
import type { Database } from '../../db';
import { countSealedElsewhere, type SecretBox } from '../../keys';
import { siteKeyPeriods } from '../../saml';
import type { Finding } from '../../findings';

/** Whether SECRET_KEY_PREVIOUS is still needed. */
export async function secretFindings(
  database: Database,
  { secretKeyPrevious }: Pick<Config, 'secretKeyPrevious'>,
  box: SecretBox,
): Promise<Finding[]> {
  if (secretKeyPrevious === null) return [];
  const count = await countSealedElsewhere(database, box);
  const isNeeded = count > 0;
  return [
    {
      id: isNeeded ? 'previous_key_in_use' : 'previous_key_unused',
      level: 'notice',
      site: null,
      subject: 'SECRET_KEY_PREVIOUS',
      what: isNeeded
        ? `${count} ${count === 1 ? 'secret is' : 'secrets are'} not encrypted under SECRET_KEY yet.`
        : 'Every secret is encrypted under SECRET_KEY.',
      todo: isNeeded
        ? 'Run usher keys rotate once all processes have the new SECRET_KEY, then drop SECRET_KEY_PREVIOUS.'
        : 'Drop SECRET_KEY_PREVIOUS.',
    },
  ];
}

/** Key pairs of sites that will take over: identity providers that are told by hand must be told until then. */
export async function announcedKeyFindings(database: Database): Promise<Finding[]> {
  const keys = await database.prisma.siteKey.findMany({
    where: { state: 'next' },
    select: { use: true, createdAt: true, site: { select: { slug: true } } },
    orderBy: [{ site: { slug: 'asc' } }, { use: 'asc' }],
  });
  return keys.map(({ use, createdAt, site }) => {
    const from = new Date(createdAt.getTime() + siteKeyPeriods.announcedDays * 86_400_000).toISOString().slice(0, 10);
    return {
      id: 'key_announced',
      level: 'notice',
      site: site.slug,
      subject: `${use} key`,
      what: `A new ${use} key is in the metadata and takes over on ${from}.`,
      todo: 'Give the metadata to identity providers that do not read it by themselves.',
    };
  });
}
