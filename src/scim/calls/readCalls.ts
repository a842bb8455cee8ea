import type { Database } from '../../db';
import type { SecretBox } from '../../keys';
import { isScimErrorId, type ScimErrorId } from '../protocol/errors';
import type { CallLine, CallOutcome, CallSummary } from './callRecord';

/** Which calls of a site are meant; what is absent does not matter. */
export interface CallCriteria {
  readonly siteId: string;
  readonly provisioningId?: string;
  /** The account a call was about. */
  readonly accountId?: string;
  /** The role, workspace or group a call was about. */
  readonly entitlementId?: string;
  readonly outcome?: CallOutcome;
  readonly errorId?: ScimErrorId;
}

/** Which of them to list. */
export interface CallsAsked extends CallCriteria {
  /** Only calls older than this one. */
  readonly before?: string;
  /** Only calls newer than this one: those next to it. */
  readonly after?: string;
  /** 1 to 1000. */
  readonly limit: number;
}

interface Row {
  readonly id: string;
  readonly site_id: string;
  readonly provisioning_id: string;
  readonly at: Date | string;
  readonly duration_ms: number;
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly status: number;
  readonly outcome: CallOutcome;
  readonly error_id: string | null;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly entitlement_id: string | null;
  readonly entitlement_name: string | null;
  readonly summary: CallSummary | string;
  readonly user_agent: string | null;
  readonly client_address: string | null;
  readonly request_id: string | null;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const columns = `id, site_id, provisioning_id, at, duration_ms, method, path, query, status, outcome, error_id, account_id,
  account_name, entitlement_id, entitlement_name, summary, user_agent, client_address, request_id`;

/** Lists calls of one site, newest first. One statement, along an index. */
export async function readCalls(database: Database, asked: CallsAsked): Promise<CallLine[]> {
  const { conditions, values } = conditionsOf(asked);
  const towardsNewer = asked.after !== undefined && asked.before === undefined;
  const direction = towardsNewer ? 'ASC' : 'DESC';
  const limit = Math.min(Math.max(asked.limit, 1), 1000);
  const rows = await database.query<Row>(
    `SELECT ${columns} FROM scim_calls WHERE ${conditions.join(' AND ')} ORDER BY id ${direction} LIMIT ${limit}`,
    values,
  );
  const lines = rows.map(lineOf);
  return towardsNewer ? lines.toReversed() : lines;
}

/** Every call that is meant, newest first, read in pages: for exports, which may be longer than memory. */
export async function* everyCall(database: Database, criteria: CallCriteria): AsyncGenerator<CallLine> {
  let before: string | undefined;
  for (;;) {
    const page = await readCalls(database, { ...criteria, limit: 1000, ...(before === undefined ? {} : { before }) });
    yield* page;
    before = page.at(-1)?.id;
    if (before === undefined || page.length < 1000) return;
  }
}

/** A call with what was received and answered, as far as it is kept. */
export interface KeptCall extends CallLine {
  /** Redacted text; null when none is kept. */
  readonly requestBody: string | null;
  readonly responseBody: string | null;
}

interface RowWithBodies extends Row {
  readonly request_body_encrypted: string | null;
  readonly response_body_encrypted: string | null;
}

/**
 * Reads one call.
 *
 * @returns null when the site has none of that id
 * @throws {Error} when SECRET_KEY is another one than the bodies were sealed under
 */
export async function readCall(
  { database, box }: { readonly database: Database; readonly box: SecretBox },
  siteId: string,
  id: string,
): Promise<KeptCall | null> {
  const row = await readRow(database, siteId, id);
  if (row === null) return null;
  const open = (sealed: string | null) => (sealed === null ? null : box.open(sealed, `scim_calls:${row.id}`));
  const [requestBody, responseBody] = [open(row.request_body_encrypted), open(row.response_body_encrypted)];
  return { ...lineOf(row), requestBody, responseBody };
}

/** Reads one call without its bodies; null when the site has none of that id. */
export async function readCallLine(database: Database, siteId: string, id: string): Promise<CallLine | null> {
  const row = await readRow(database, siteId, id);
  return row === null ? null : lineOf(row);
}

async function readRow(database: Database, siteId: string, id: string): Promise<RowWithBodies | null> {
  if (!uuid.test(id)) return null;
  const [row] = await database.query<RowWithBodies>(
    `SELECT ${columns}, request_body_encrypted, response_body_encrypted FROM scim_calls
      WHERE site_id = $1::uuid AND id = $2::uuid`,
    [siteId, id],
  );
  return row ?? null;
}

/** Reads a stored line. */
function lineOf(row: Row): CallLine {
  const errorId = row.error_id !== null && /^\d+$/.test(row.error_id) ? Number(row.error_id) : row.error_id;
  const subject = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    siteId: row.site_id,
    provisioningId: row.provisioning_id,
    at: new Date(row.at),
    durationMs: row.duration_ms,
    method: row.method,
    path: row.path,
    query: row.query,
    status: row.status,
    outcome: row.outcome,
    errorId: errorId !== null && isScimErrorId(errorId) ? errorId : null,
    account: subject(row.account_id, row.account_name),
    entitlement: subject(row.entitlement_id, row.entitlement_name),
    summary: typeof row.summary === 'string' ? (JSON.parse(row.summary) as CallSummary) : row.summary,
    userAgent: row.user_agent,
    clientAddress: row.client_address,
    requestId: row.request_id,
  };
}

function conditionsOf(asked: CallsAsked): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = [asked.siteId];
  const conditions = ['site_id = $1::uuid'];
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  add((id) => `provisioning_id = ${id}::uuid`, asked.provisioningId);
  add((id) => `account_id = ${id}::uuid`, asked.accountId);
  add((id) => `entitlement_id = ${id}::uuid`, asked.entitlementId);
  add((outcome) => `outcome = ${outcome}`, asked.outcome);
  // The planner knows the index of what went wrong by these very words.
  if (asked.errorId !== undefined) conditions.push("outcome IN ('refused', 'failed', 'held')");
  add((error) => `error_id = ${error}`, asked.errorId === undefined ? undefined : String(asked.errorId));
  add((id) => `id < ${id}::uuid`, asked.before);
  add((id) => `id > ${id}::uuid`, asked.after);
  return { conditions, values };
}
