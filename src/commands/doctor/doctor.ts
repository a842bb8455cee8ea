import { z } from 'zod';
import { outboxTrouble } from '../../mail';
import { readExpiring } from '../../expiry';
import { listMetadata } from '../../metadata';
import { command, type CommandContext } from '../context';
import { connectionFindings, doctoredConnection, type Finding } from '../../findings';
import { databaseFindings } from './databaseFindings';
import { announcedKeyFindings, secretFindings } from './keyFindings';
import { mailFindings } from './mailFindings';
import { endingKeyFindings, metadataFindings } from './metadataFindings';
import { provisioningFindings } from './provisioningFindings';
import { seatFindings } from './seatFindings';
import { settingFindings } from './settingFindings';

/** `usher doctor`: problems first, then what is worth knowing. */
export const doctor = command(
  z.strictObject({}),
  async ({ database, config, clock, box }: CommandContext): Promise<Finding[]> => {
    // A wrong SECRET_KEY throws here, and its message says what to do.
    const opened = await box();
    const [connections, creating] = await Promise.all([
      database.prisma.connection.findMany({
        include: doctoredConnection,
        orderBy: [{ site: { slug: 'asc' } }, { name: 'asc' }],
      }),
      database.prisma.site.findMany({
        where: { ssoEnabled: true, autoCreate: true, partnerId: null },
        select: { slug: true },
        orderBy: { slug: 'asc' },
      }),
    ]);
    const findings = [
      ...settingFindings(config),
      ...(await secretFindings(database, config, opened)),
      ...(await databaseFindings(database, clock)),
      ...(await seatFindings(database)),
      ...mailFindings(await outboxTrouble(database), config),
      ...(await announcedKeyFindings(database)),
      ...creating.map(({ slug }) => partnerIdMissing(slug)),
      ...endingKeyFindings(await readExpiring(database), clock()),
      ...(await provisioningFindings(database, clock())),
      ...metadataFindings(await listMetadata(database, null)),
      ...connections.flatMap((connection) => connectionFindings(connection, clock())),
    ];
    return findings.toSorted((one, other) => Number(one.level === 'notice') - Number(other.level === 'notice'));
  },
);

function partnerIdMissing(slug: string): Finding {
  return {
    id: 'partner_id_missing',
    level: 'problem',
    site: slug,
    subject: 'partnerId',
    what: 'Accounts are to be made at sign-in, but the site has no partner ID: everybody new is refused with 31.',
    todo: 'Set partnerId, or singleSignOn.autoCreate: false.',
  };
}
