import type { Database } from '../../db';
import type { Finding } from '../../findings';

/** Clocks of the process and the database may differ by this much. */
const mostOffsetMs = 5_000;
const oldestServer = 15;

/** The database's version and its clock beside ours. */
export async function databaseFindings(database: Database, clock: () => Date): Promise<Finding[]> {
  const before = clock().getTime();
  const [row] = await database.query<{ now: string; version: string }>(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS now, current_setting('server_version_num') AS version",
    [],
  );
  const after = clock().getTime();
  const findings: Finding[] = [];
  const major = Math.floor(Number(row?.version ?? 0) / 10_000);
  if (major < oldestServer) {
    findings.push({
      id: 'database_too_old',
      level: 'problem',
      site: null,
      subject: 'DATABASE_URL',
      what: `The database is PostgreSQL ${major}.`,
      todo: `Move to PostgreSQL ${oldestServer} or newer.`,
    });
  }
  // It read its clock at some moment between the two of ours.
  const time = Number(row?.now ?? 0);
  const offsetMs = time < before ? time - before : time > after ? time - after : 0;
  if (Math.abs(offsetMs) > mostOffsetMs) {
    findings.push({
      id: 'clocks_differ',
      level: 'problem',
      site: null,
      subject: 'clock',
      what: `The clock of the database is ${Math.round(Math.abs(offsetMs) / 1000)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} ours.`,
      todo: 'Let both machines take their time from NTP: sign-ins are judged by seconds.',
    });
  }
  return findings;
}
