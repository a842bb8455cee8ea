import type { ClientBase } from 'pg';

/** Waits until a statement of the client's database waits for a lock. The client may be within a transaction, which else would see one moment only. */
export async function untilSomebodyWaits(client: ClientBase): Promise<void> {
  const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (;;) {
    await client.query('SELECT pg_stat_clear_snapshot()');
    if ((await client.query(waits)).rowCount !== 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
