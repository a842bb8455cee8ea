/**
 * A process that fills and empties one group by PUT, in turns, and prints `begun` before each and `done` when it was
 * acknowledged. It goes on until it is killed.
 */
import { openEmbeddedDatabase, openServerDatabase } from '../../../src/db';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import { migrationsFolder } from '../../support/database';
import { callOf } from './groupsSite';

async function main(): Promise<void> {
  const [databaseUrl = '', dataDir = '', provisioningId = '', groupId = ''] = process.argv.slice(2);
  const database =
    databaseUrl === ''
      ? await openEmbeddedDatabase(dataDir, migrationsFolder)
      : await openServerDatabase(databaseUrl, migrationsFolder);
  const provisioning = await database.prisma.provisioning.findUniqueOrThrow({ where: { id: provisioningId } });
  const people = await database.prisma.account.findMany({
    where: { siteId: provisioning.siteId },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const groups = createScimGroups({ database, queue: createQueue(database), clock: () => new Date() });
  const { displayName } = await database.prisma.entitlement.findUniqueOrThrow({ where: { id: groupId } });
  for (let n = 0; ; n += 1) {
    const members = people.slice(0, n % 2 === 0 ? people.length : 0).map(({ id: value }) => ({ value }));
    console.log('begun');
    const options = { ifMatch: null, projection: null };
    await groups.replace(callOf(provisioning, new Date()), groupId, { displayName, members }, options);
    console.log('done');
  }
}

void main();
