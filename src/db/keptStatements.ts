import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** What a connection says that no longer knows, or does not yet know, a statement: a pooler put another server behind it. */
const lostStatement = new Set(['26000', '42P05']);

/**
 * Sends statements that come again and again: each connection parses and plans them once. Behind a pooler that hands a
 * connection on after every transaction and does not follow prepared statements, it notices, and plans them each time.
 */
export class KeptStatements {
  private readonly names = new Map<string, string>();
  private areLost = false;

  constructor(private readonly pool: Pool) {}

  /** @returns the rows; throws what the server refuses */
  async query<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (!this.areLost) {
      try {
        return (await this.pool.query({ name: this.nameOf(text), text, values: [...values] })).rows as Row[];
      } catch (error) {
        // The server had not begun: it did not find what it should carry out.
        if (!lostStatement.has((error as { readonly code?: string }).code ?? '')) throw error;
        this.areLost = true;
      }
    }
    return (await this.pool.query(text, [...values])).rows as Row[];
  }

  /** One name means one text, in every process: behind a pooler they may meet each other's statements. */
  private nameOf(text: string): string {
    const name = this.names.get(text) ?? `usher_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    this.names.set(text, name);
    return name;
  }
}
