import type { Database } from '../../db';
import { newId } from '../../newId';
import type { RateLimits, UsedUp } from '../../rateLimits';
import { buildAuthnRequest } from '../../saml';
import type { LoadedConnection } from '../../sites';
import type { Refusal } from '../catalogue';
import { storeRequest } from '../requestStore';
import { testHandle } from './testStore';

/** What starting a test needs of the process around it. */
export interface TestDependencies {
  readonly database: Database;
  readonly rateLimits: RateLimits;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** Who tests, and from where. */
export interface Tester {
  readonly actor: string;
  readonly browserHash: string;
  readonly clientAddress: string | null;
}

/** How the browser is sent to the identity provider, or why it is not. */
export type TestStart =
  | { readonly outcome: 'redirect'; readonly url: string }
  | { readonly outcome: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'used_up'; readonly usedUp: UsedUp };

/** Tests older than this are of no use: their attempts are gone, and what they showed is long ago. */
const keptForMs = 90 * 86_400_000;

/**
 * Begins a test sign-in: an AuthnRequest like everybody's, remembered as a test's. The connection need not be switched on.
 */
export async function startTest(
  { database, rateLimits, clock, random }: TestDependencies,
  connection: LoadedConnection,
  { actor, browserHash, clientAddress }: Tester,
): Promise<TestStart> {
  const now = clock();
  const { siteId, connectionId } = connection;
  const relayHandle = testHandle(random);
  const id = `_${random(20).toString('hex')}`;
  const request = await buildAuthnRequest(connection.login, {
    id,
    issueInstant: now,
    forceAuthn: false,
    relayState: relayHandle,
  });
  if (request.outcome === 'refused') return request;
  const kind = { forceAuthn: false, isRestart: false, isTest: true };
  const open = { id, siteId, connectionId, relayHandle, browserHash, target: null, ...kind, createdAt: now };
  const stored = await storeRequest(database, open, rateLimits.of('login', clientAddress, null));
  if (stored.outcome === 'used_up') return stored;
  if (stored.outcome === 'handle_taken') throw new Error('Chance gave the same handle twice.');
  const test = { id: newId(now), siteId, connectionId, requestId: id, startedBy: actor, browserHash, startedAt: now };
  await database.prisma.$transaction([
    database.prisma.testSignIn.deleteMany({
      where: { siteId, connectionId, startedAt: { lt: new Date(now.getTime() - keptForMs) } },
    }),
    database.prisma.testSignIn.create({ data: test }),
  ]);
  return request;
}
