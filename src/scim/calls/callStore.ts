import type { Database, Prisma } from '../../db';
import type { SecretBox } from '../../keys';
import type { CallRecord } from './callRecord';
import { cutSummary } from './cutSummary';
import { redactBody, redactQuery } from './redactBody';

const longestText = 500;

/**
 * One statement for any number of lines. A line that is there already (written with its effect, before it was answered) takes
 * what is known by now. Lines of a provisioning that is gone have nobody left to read them.
 */
const upsert = `
  INSERT INTO scim_calls AS c (id, site_id, provisioning_id, at, duration_ms, method, path, query, status, outcome, error_id,
    account_id, account_name, entitlement_id, entitlement_name, summary, user_agent, client_address, request_id,
    request_body_encrypted, response_body_encrypted)
  SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, site_id uuid, provisioning_id uuid, at timestamptz,
    duration_ms integer, method text, path text, query text, status integer, outcome text, error_id text, account_id uuid,
    account_name text, entitlement_id uuid, entitlement_name text, summary jsonb, user_agent text, client_address text,
    request_id text, request_body_encrypted text, response_body_encrypted text)
   WHERE EXISTS (SELECT 1 FROM provisionings p WHERE p.id = r.provisioning_id AND p.site_id = r.site_id)
  ON CONFLICT (id) DO UPDATE SET duration_ms = EXCLUDED.duration_ms, status = EXCLUDED.status, outcome = EXCLUDED.outcome,
    error_id = EXCLUDED.error_id, account_id = EXCLUDED.account_id, account_name = EXCLUDED.account_name,
    entitlement_id = EXCLUDED.entitlement_id, entitlement_name = EXCLUDED.entitlement_name, summary = EXCLUDED.summary,
    request_body_encrypted = EXCLUDED.request_body_encrypted, response_body_encrypted = EXCLUDED.response_body_encrypted
   WHERE c.site_id = EXCLUDED.site_id AND c.provisioning_id = EXCLUDED.provisioning_id`;

/** A line as its statement takes it. */
export type StoredLine = Readonly<Record<string, unknown>>;

/** Makes of a call what is stored of it: cut, redacted, its bodies sealed. */
export function storedLine(box: SecretBox, call: CallRecord): StoredLine {
  const { id, account, entitlement } = call;
  const seal = (body: string | null) => (body === null ? null : box.seal(redactBody(body), `scim_calls:${id}`));
  return {
    id,
    site_id: call.siteId,
    provisioning_id: call.provisioningId,
    at: call.at.toISOString(),
    duration_ms: Math.round(call.durationMs),
    method: shortened(call.method),
    path: shortened(call.path),
    query: call.query === null ? null : storable(redactQuery(call.query)),
    status: call.status,
    outcome: call.outcome,
    error_id: call.errorId === null ? null : String(call.errorId),
    account_id: account?.id ?? null,
    account_name: shortened(account?.name ?? null),
    entitlement_id: entitlement?.id ?? null,
    entitlement_name: shortened(entitlement?.name ?? null),
    summary: cutSummary(call.summary),
    user_agent: shortened(call.userAgent),
    client_address: call.clientAddress,
    request_id: call.requestId,
    request_body_encrypted: seal(call.requestBody),
    response_body_encrypted: seal(call.responseBody),
  };
}

/** Writes lines by themselves. */
export async function storeCalls(database: Database, lines: readonly StoredLine[]): Promise<void> {
  await database.query(upsert, [asJson(lines)]);
}

/** Writes a line with the effect of its call. */
export async function storeCallWithin(tx: Prisma.TransactionClient, line: StoredLine): Promise<void> {
  await tx.$executeRawUnsafe(upsert, asJson([line]));
}

/** What jsonb takes: U+0000 and lone surrogates, which JSON can spell, are no text there. */
function asJson(lines: readonly StoredLine[]): string {
  return JSON.stringify(lines, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function storable(text: string): string {
  return text
    .replaceAll('\0', '�')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '�');
}

function shortened(text: string | null): string | null {
  return text === null ? null : storable(text.slice(0, longestText));
}
