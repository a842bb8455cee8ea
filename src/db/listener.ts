import { Client } from 'pg';
import type { Database } from './database';

/** After the connection broke, another is tried this much later. */
const retryMs = 1_000;

/** What hears notifications of a server. */
export interface Listener {
  readonly listen: Database['listen'];
  /** Ends the connection; nothing is heard any more. */
  close(): Promise<void>;
}

/**
 * Hears notifications over one connection of its own, made when somebody first listens and made again when it breaks: a
 * pooled connection would be lent to others, and a pooler in transaction mode forgets LISTEN.
 *
 * @param url `DATABASE_URL`
 */
export function createListener(url: string): Listener {
  const connection = new ListeningConnection(url);
  return {
    listen: async (channel, heard) => {
      if (!/^[a-z_]+$/.test(channel)) throw new Error('The name of a channel stands in a statement as it is.');
      return connection.listen(channel, heard);
    },
    close: () => connection.close(),
  };
}

class ListeningConnection {
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();
  private connecting: Promise<Client> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(private readonly url: string) {}

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const of = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, of.add(heard));
    try {
      await (await this.connected()).query(`LISTEN ${channel}`);
    } catch {
      this.connectLater();
    }
    return () => {
      of.delete(heard);
      return Promise.resolve();
    };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const client = await this.connecting?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  private connected(): Promise<Client> {
    this.connecting ??= this.connect();
    return this.connecting;
  }

  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.url, keepAlive: true });
    const lost = () => {
      if (this.isClosed) return;
      this.connecting = null;
      void client.end().catch(() => undefined);
      this.connectLater();
    };
    client.once('error', lost);
    // Errors after the first have nobody else to hear them, and would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => {
      for (const heard of this.listeners.get(channel) ?? []) heard(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    return client;
  }

  private connectLater(): void {
    if (this.isClosed || this.retry !== null) return;
    this.connecting = null;
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.connected().catch(() => this.connectLater());
    }, retryMs).unref();
  }
}
