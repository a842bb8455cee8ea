import { kept, type Database, type Prisma } from '../../db';
import type { SecretBox } from '../../keys';
import type { CallRecord } from './callRecord';
import { cutSummary } from './cutSummary';
import { redactBody, redactQuery } from './redactBody';

const longestText = 500;

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

const storing = kept('SELECT usher_store_scim_calls($1::jsonb)');

/** Writes lines by themselves: one statement for any number. */
export async function storeCalls(database: Database, lines: readonly StoredLine[]): Promise<void> {
  await database.query(storing, [linesAsJson(lines)]);
}

/** Writes a line with the effect of its call. */
export async function storeCallWithin(tx: Prisma.TransactionClient, line: StoredLine): Promise<void> {
  await tx.$executeRawUnsafe(storing, linesAsJson([line]));
}

/** Lines as `usher_store_scim_calls` takes them. U+0000 and lone surrogates, which JSON can spell, are no text in jsonb. */
export function linesAsJson(lines: readonly StoredLine[]): string {
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
