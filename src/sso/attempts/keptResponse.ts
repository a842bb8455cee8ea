import type { Database } from '../../db';
import type { SecretBox } from '../../keys';

/**
 * Opens the response that is kept of an attempt: the value of the form field as it was posted, base64.
 *
 * @returns null when none is kept, or it is past its time
 * @throws {Error} when SECRET_KEY is another one than it was sealed under
 */
export async function openResponse(
  { database, box }: { readonly database: Database; readonly box: SecretBox },
  attempt: { readonly id: string; readonly siteId: string },
  now: Date,
): Promise<string | null> {
  const row = await database.prisma.rawResponse.findFirst({
    where: { attemptId: attempt.id, siteId: attempt.siteId, expiresAt: { gt: now } },
    select: { encrypted: true },
  });
  return row === null ? null : box.open(row.encrypted, `raw_responses:${attempt.id}`);
}
