import { randomBytes } from 'node:crypto';
import type { Database, Prisma } from '../../src/db';
import { newId } from '../../src/newId';
import { hashSecret, newSecret } from '../../src/sessions';
import { testNow } from './site';

/** Puts a live session into the database, as a passed sign-in would, and gives its token. */
export async function makeSession(
  database: Database,
  owner: { siteId: string; accountId: string; connectionId?: string | null },
  overrides: Partial<Prisma.SessionUncheckedCreateInput> = {},
): Promise<{ token: string; id: string }> {
  const token = newSecret(randomBytes);
  const id = newId();
  await database.prisma.session.create({
    data: {
      ...owner,
      id,
      tokenHash: hashSecret(token),
      createdAt: testNow,
      lastSeenAt: testNow,
      expiresAt: new Date(testNow.getTime() + 12 * 3_600_000),
      ...overrides,
    },
  });
  return { token, id };
}
