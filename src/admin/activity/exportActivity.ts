import { everyActivity, type ActivityCriteria, type ActivityEntry } from '../../activity';
import { formatCsvRow } from '../../csv';
import type { Database } from '../../db';

/** The forms in which the log leaves: comma-separated values, or one JSON object a line. */
export type ExportFormat = 'csv' | 'lines';

const columns = ['at', 'actor', 'action', 'subject', 'reference', 'before', 'after'] as const;

/** The log as text, in pieces: it may be longer than memory. */
export async function* exportActivity(
  database: Database,
  filter: ActivityCriteria & { readonly siteId: string },
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield formatCsvRow(columns);
  const write = format === 'csv' ? csvLine : jsonLine;
  for await (const entry of everyActivity(database, filter)) yield write(entry);
}

function csvLine({ at, before, after, ...entry }: ActivityEntry): string {
  const sides = [before, after].map((side) => side && JSON.stringify(side));
  return formatCsvRow([at.toISOString(), entry.actor, entry.action, entry.subject, entry.reference, ...sides]);
}

function jsonLine({ at, actor, action, subject, reference, before, after }: ActivityEntry): string {
  return `${JSON.stringify({ at, actor, action, subject, reference, before, after })}\n`;
}
