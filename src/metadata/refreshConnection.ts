import { activityEntry, recordActivity } from '../activity';
import type { Database, Prisma } from '../db';
import type { Log } from '../log';
import {
  addressProblems,
  noAccounts,
  providerState,
  readStoredSite,
  type ConnectionState,
  type ProviderState,
} from '../sites';
import { changeProvider } from './changeProvider';
import { decideRefresh, digestOf, endpointsOf, type Proposal, type RefreshVerdict } from './decideRefresh';
import { fetchMetadata, type FetchResult } from './fetchMetadata';
import { hold, recordCheck, release, type CheckOutcome, type CheckRecord, type ConnectionIds } from './metadataStore';
import type { AddressRules } from './parseAddress';
import { readTrusted } from './readTrusted';

/** What a refresh needs. */
export interface RefreshDependencies {
  readonly database: Database;
  readonly rules: AddressRules;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly clock: () => Date;
}

/** What a refresh came to. */
export interface RefreshResult {
  readonly outcome: CheckOutcome;
  /** One sentence when it was refused or unreachable. */
  readonly problem: string | null;
}

/** Who is told in the activity log to have applied or held something. */
export const refreshActor = 'metadata';

/** A connection with an address for its metadata, as it is now. */
interface Refreshed extends ConnectionIds {
  readonly site: string;
  readonly state: ConnectionState;
  readonly metadataUrl: string;
  /** Of the document last seen, while the connection still has what was compared with it. */
  readonly etag: string | null;
}

/**
 * Looks at the metadata of a connection, applies what may be applied by itself, holds the rest, and keeps what came of it.
 *
 * @returns null when the connection is gone or has no address for its metadata
 * @throws when somebody changed the connection meanwhile: then it is looked at again
 */
export async function refreshConnection(
  deps: RefreshDependencies,
  connectionId: string,
): Promise<RefreshResult | null> {
  const connection = await findConnection(deps.database, connectionId);
  if (connection === null) return null;
  const fetched = await fetchMetadata(connection.metadataUrl, { ...deps.rules, etag: connection.etag });
  const result = await judge(deps, connection, fetched);
  const fields = { site: connection.site, connection: connection.state.name, ...result };
  if (result.problem === null) deps.log.info('Metadata was looked at', fields);
  else deps.log.warn('Metadata could not be used', fields);
  return result;
}

async function findConnection({ prisma }: Database, connectionId: string): Promise<Refreshed | null> {
  const row = await prisma.connection.findUnique({
    where: { id: connectionId },
    select: { name: true, siteId: true, site: { select: { slug: true } }, metadataCheck: true },
  });
  const stored = row && (await readStoredSite(prisma, row.site.slug, noAccounts));
  const state = stored?.connections.find(({ id }) => id === connectionId)?.state;
  if (row === null || state === undefined || state.metadataUrl === null) return null;
  const { siteId, metadataCheck: check } = row;
  const etag = check?.stateDigest === digestOf(state) ? check.etag : null;
  return { siteId, connectionId, site: row.site.slug, state, metadataUrl: state.metadataUrl, etag };
}

async function judge(deps: RefreshDependencies, connection: Refreshed, fetched: FetchResult): Promise<RefreshResult> {
  const stateDigest = digestOf(connection.state);
  switch (fetched.outcome) {
    case 'failed':
      return keep(deps, connection, {
        outcome: 'unreachable',
        problem: `Its metadata address ${fetched.problem}.`,
        etag: connection.etag,
        stateDigest,
      });
    case 'not_modified':
      return keep(deps, connection, { outcome: 'unchanged', problem: null, etag: connection.etag, stateDigest });
    case 'fetched': {
      const verdict = decide(deps, connection.state, fetched.xml);
      return apply(deps, connection, verdict, fetched.etag);
    }
  }
}

function decide({ rules, clock }: RefreshDependencies, stored: ConnectionState, xml: string): RefreshVerdict {
  const read = readTrusted(xml, stored);
  if ('problems' in read) return { outcome: 'refuse', why: read.problems[0] ?? 'It cannot be read.' };
  const { metadata, trust } = read;
  return decideRefresh({
    stored,
    fetched: providerState(metadata, stored.ssoBinding),
    validUntil: metadata.validUntil,
    trust,
    addressProblems: addressProblems(metadata, undefined, rules.allowHttp),
    now: clock(),
  });
}

async function keep(
  { database, clock }: RefreshDependencies,
  connection: Refreshed,
  record: CheckRecord,
): Promise<RefreshResult> {
  await recordCheck(database.prisma, connection, record, clock());
  return { outcome: record.outcome, problem: record.problem };
}

async function apply(
  deps: RefreshDependencies,
  connection: Refreshed,
  verdict: RefreshVerdict,
  etag: string | null,
): Promise<RefreshResult> {
  switch (verdict.outcome) {
    case 'refuse':
      return keep(deps, connection, { outcome: 'refused', problem: verdict.why, etag: null, stateDigest: null });
    case 'unchanged':
      return write(deps, connection, connection.state, { outcome: 'unchanged', hold: null, etag });
    case 'hold':
      return write(deps, connection, connection.state, { outcome: 'held', hold: verdict.hold, etag });
    case 'apply':
      return write(deps, connection, verdict.next, { outcome: 'applied', hold: null, etag });
    case 'apply_and_hold':
      return write(deps, connection, verdict.next, { outcome: 'held', hold: verdict.hold, etag });
  }
}

/** Everything one look changes, in one transaction. */
async function write(
  { database, rules, clock }: RefreshDependencies,
  connection: Refreshed,
  next: ProviderState,
  { outcome, hold: proposal, etag }: { outcome: CheckOutcome; hold: Proposal | null; etag: string | null },
): Promise<RefreshResult> {
  const now = clock();
  const alongside = async (tx: Prisma.TransactionClient) => {
    if (proposal === null) await release(tx, connection.connectionId);
    else if (await hold(tx, connection, proposal, now)) await tellHeld(tx, connection, proposal, now);
    await recordCheck(tx, connection, { outcome, problem: null, etag, stateDigest: digestOf(next) }, now);
  };
  const facts = { database, actor: refreshActor, allowHttp: rules.allowHttp, now, alongside };
  const result = await changeProvider(connection, next, facts);
  if (result.outcome === 'conflict') throw new Error('The connection was changed while its metadata was looked at.');
  if (result.outcome !== 'refused') return { outcome, problem: null };
  const problem = `It cannot be used: ${result.problems.join('; ')}.`;
  await recordCheck(database.prisma, connection, { outcome: 'refused', problem, etag: null, stateDigest: null }, now);
  return { outcome: 'refused', problem };
}

async function tellHeld(
  tx: Prisma.TransactionClient,
  { siteId, state }: Refreshed,
  { proposed, reasons }: Proposal,
  at: Date,
): Promise<void> {
  const entry = activityEntry({
    at,
    siteId,
    actor: refreshActor,
    action: 'metadata.hold',
    subject: state.name,
    before: shownProvider(state),
    after: { ...shownProvider(proposed), reasons },
  });
  await recordActivity(tx, [entry]);
}

/** What an administrator compares: addresses, and certificates by their fingerprints. */
export function shownProvider(provider: ProviderState) {
  return { ...endpointsOf(provider), certificates: provider.certificates.map(({ fingerprint }) => fingerprint) };
}
