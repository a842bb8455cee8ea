import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

const mark = '/* kept */ ';
/**
 * What a connection says of a statement that it does not know any more, or knows already (a pooler put another server behind it),
 * or whose columns were changed by a migration.
 */
const lostStatement = new Set(['26000', '42P05', '0A000']);

/**
 * Marks a statement that is sent again and again: each connection of a server parses and plans it once, which often takes longer
 * than to carry it out. Only for texts of which there are few, because each stays with each connection, and whose plan
 * does not hang on how many values a list has.
 */
export function kept(text: string): string {
  return mark + text;
}

/** Whether a text is marked. */
export function isKept(text: string): boolean {
  return text.startsWith(mark);
}

/** The names under which connections keep statements. */
export class StatementNames {
  private readonly names = new Map<string, string>();

  /** @param areKept false where a pooler does not follow prepared statements */
  constructor(private areKept: boolean) {}

  /** The name of a marked text; one name means one text, in every process: behind a pooler they may meet each other's statements. */
  of(text: string): string | undefined {
    if (!this.areKept || !isKept(text)) return undefined;
    const name = this.names.get(text) ?? `usher_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    this.names.set(text, name);
    return name;
  }

  /**
   * Sends a statement under its name; where a pooler has lost it, again without one, and from then on no statement is kept.
   *
   * @returns the rows; throws what the server refuses
   */
  async query<Row>(pool: Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
    const name = this.of(text);
    try {
      return (await pool.query({ name, text, values: [...values] })).rows as Row[];
    } catch (error) {
      if (name === undefined || !lostStatement.has((error as { readonly code?: string }).code ?? '')) throw error;
      // The server had not begun: it did not find what it should carry out.
      this.areKept = false;
      return (await pool.query(text, [...values])).rows as Row[];
    }
  }
}
