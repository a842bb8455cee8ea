import { parse, PGlite, protocol } from '@electric-sql/pglite';

/** A statement that the session keeps, and the types of its parameters. */
interface KeptStatement {
  readonly name: string;
  readonly types: readonly number[];
}

const { bind, describe, execute, parse: prepare, sync } = protocol.serialize;

/** PGlite behind a guard, which also keeps statements as a connection to a server does (see `kept`). */
export class GuardedPGlite extends PGlite {
  /** Called before every message to the database; what it throws keeps the message away from the data. */
  beforeStatement: (() => void) | undefined;
  private readonly statements = new Map<string, KeptStatement>();
  private names = 0;

  /** PGlite writes only while it handles a message, so this is the one door to guard. */
  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    this.beforeStatement?.();
    return super.execProtocolRawSync(message);
  }

  /**
   * Sends a statement that is parsed and planned once; PGlite's own `query` does so each time.
   *
   * @param text one of few texts, as the session keeps each
   */
  async queryKept<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this._runExclusiveTransaction(() =>
      this._runExclusiveQuery(async () => {
        await this._checkReady();
        const { name, types } = this.statements.get(text) ?? (await this.keep(text));
        const bound = values.map((value, index) => this.asText(value, types[index] ?? 0));
        // One message to the database: each costs an entry into WebAssembly. After an error it skips to the end, which is sync.
        const whole = [bind({ statement: name, values: bound }), describe({ type: 'P' }), execute({}), sync()];
        const { messages } = await this.execProtocol(Buffer.concat(whole));
        // PGlite is silent about what ends its engine rather than the statement.
        if (!messages.some((message) => message.name === 'commandComplete')) {
          throw new Error('The embedded database did not carry out a statement.');
        }
        return (parse.parseResults([...messages], this.parsers)[0]?.rows ?? []) as Row[];
      }),
    );
  }

  private async keep(text: string): Promise<KeptStatement> {
    this.names += 1;
    const name = `kept_${this.names}`;
    const whole = [prepare({ name, text }), describe({ type: 'S', name }), sync()];
    const { messages } = await this.execProtocol(Buffer.concat(whole));
    const statement = { name, types: parse.parseDescribeStatementResults(messages) };
    this.statements.set(text, statement);
    return statement;
  }

  private asText(value: unknown, type: number): string | null {
    if (value === null || value === undefined) return null;
    const serializer = this.serializers[type] as ((value: unknown) => string) | undefined;
    return serializer ? serializer(value) : (value as string | number | boolean).toString();
  }
}
