import { formatCsvRow } from '../../../csv';
import type { Database } from '../../../db';
import { everyCall, type CallCriteria, type CallLine } from '../../../scim/calls';

/** The forms in which the log leaves: comma-separated values, or one JSON object a line. */
export type ExportFormat = 'csv' | 'lines';

const columns = [
  'at',
  'method',
  'path',
  'query',
  'status',
  'outcome',
  'error',
  'person',
  'group',
  'userAgent',
  'requestId',
];

/** The log as text, in pieces: it may be longer than memory. Without bodies. Null criteria mean no call. */
export async function* exportCalls(
  database: Database,
  criteria: CallCriteria | null,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield formatCsvRow(columns);
  if (criteria === null) return;
  const write = format === 'csv' ? csvLine : jsonLine;
  for await (const call of everyCall(database, criteria)) yield write(call);
}

function csvLine(call: CallLine): string {
  const { at, method, path, query, status, outcome, errorId, account, entitlement, userAgent, requestId } = call;
  const error = errorId === null ? null : String(errorId);
  const subjects = [account?.name, entitlement?.name];
  return formatCsvRow([
    at.toISOString(),
    method,
    path,
    query,
    String(status),
    outcome,
    error,
    ...subjects,
    userAgent,
    requestId,
  ]);
}

function jsonLine(call: CallLine): string {
  const { siteId, provisioningId, ...told } = call;
  void [siteId, provisioningId];
  return `${JSON.stringify(told)}\n`;
}
