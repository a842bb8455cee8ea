import type { Database } from '../../db';
import type { LoadedConnection } from '../../sites';

/** A test sign-in as it is stored. */
export interface StoredTest {
  readonly id: string;
  readonly connectionId: string;
  readonly startedAt: Date;
  /** Null until an answer came. */
  readonly passed: boolean | null;
  /** Of its attempt. */
  readonly reference: string | null;
}

/** Marks the RelayState of a test, so that everybody else's answers are never looked up. */
const handleOfTest = /^test\.[A-Za-z0-9_-]{32}$/;

/** A RelayState for a test, from chance. */
export function testHandle(random: (bytes: number) => Buffer): string {
  return `test.${random(24).toString('base64url')}`;
}

/** The open test of this connection that a RelayState names; null for everybody else's, without a statement. */
export async function findOpenTest(
  { database, clock }: { readonly database: Database; readonly clock: () => Date },
  { siteId, connectionId }: Pick<LoadedConnection, 'siteId' | 'connectionId'>,
  relayState: string | null,
): Promise<string | null> {
  if (relayState === null || !handleOfTest.test(relayState)) return null;
  const rows = await database.query<{ id: string }>(
    `SELECT t.id FROM authn_requests r JOIN test_sign_ins t ON t.request_id = r.id
      WHERE r.relay_handle = $1 AND r.site_id = $2::uuid AND r.connection_id = $3::uuid AND r.is_test
        AND r.consumed_at IS NULL AND r.expires_at > $4::timestamptz`,
    [relayState, siteId, connectionId, clock().toISOString()],
  );
  return rows[0]?.id ?? null;
}

/** Who may see the result of a test. */
export interface TestReader {
  readonly siteId: string;
  /** As the activity log names them. */
  readonly actor: string;
  /** Of the binding cookie of their browser; null when it sent none. */
  readonly browserHash: string | null;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A test of this site, begun by whoever asks in this very browser; null for everybody else. */
export async function readTest(database: Database, id: string, reader: TestReader): Promise<StoredTest | null> {
  if (!uuid.test(id) || reader.browserHash === null) return null;
  const { siteId, actor, browserHash } = reader;
  return database.prisma.testSignIn.findFirst({
    where: { id, siteId, startedBy: actor, browserHash },
    select: { id: true, connectionId: true, startedAt: true, passed: true, reference: true },
  });
}

/** Where, on our own origin, whoever tests sees what came of it. */
export function testResultPath(site: string, testId: string): string {
  return `/admin/${encodeURIComponent(site)}/single-sign-on/tests/${testId}`;
}
