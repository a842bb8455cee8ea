import { loadConnection, type LoadDeps } from './loadConnection';
import type { LoadedConnection } from './loadedConnection';

/**
 * Keeps each connection as it was last loaded. What it gives may be out of date: whoever acts on it compares the
 * settings version in the same statement that reads or writes, and calls `reload` when it is stale.
 */
export class ConnectionCache {
  private readonly kept = new Map<string, LoadedConnection>();
  private readonly loading = new Map<string, Promise<LoadedConnection | null>>();

  constructor(private readonly deps: LoadDeps) {}

  /** The connection as last loaded; loads it when it is not kept. Null when there is no such site or connection. */
  async get(site: string, connection: string): Promise<LoadedConnection | null> {
    return this.kept.get(keyOf(site, connection)) ?? (await this.reload(site, connection));
  }

  /** The connection as it is now: one statement asks for the settings version, and only a change loads it again. */
  async current(site: string, connection: string): Promise<LoadedConnection | null> {
    const kept = this.kept.get(keyOf(site, connection));
    if (!kept) return this.reload(site, connection);
    const rows = await this.deps.database.query<{ version: string | number | bigint }>(
      'SELECT settings_version AS version FROM sites WHERE id = $1::uuid',
      [kept.siteId],
    );
    const isCurrent = rows[0] !== undefined && Number(rows[0].version) === kept.settingsVersion;
    return isCurrent ? kept : this.reload(site, connection);
  }

  /** Loads the connection anew; callers that come while it is being loaded share that one load. */
  async reload(site: string, connection: string): Promise<LoadedConnection | null> {
    const key = keyOf(site, connection);
    const running = this.loading.get(key);
    if (running) return running;
    const load = loadConnection(this.deps, site, connection)
      .then((loaded) => {
        // Only what exists is kept: made-up names cannot fill the memory.
        if (loaded) this.kept.set(key, loaded);
        else this.kept.delete(key);
        return loaded;
      })
      .finally(() => this.loading.delete(key));
    this.loading.set(key, load);
    return load;
  }
}

function keyOf(site: string, connection: string): string {
  return JSON.stringify([site, connection]);
}
