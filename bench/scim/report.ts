import type { MeasuredProcess } from '../servingProcess';
import type { ScimClient } from './client';

/** What a part of a scenario came to. Times in milliseconds. */
export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  readonly errors: number;
  /** Of a request, all of its transaction included. */
  readonly statements: number;
  readonly cpuMs: number;
  readonly delayP99: number;
  readonly rssMb: number;
}

/** Collects what scenarios measure and says how it stands against the pass lines. */
export class Report {
  private readonly rows: Record<string, string | number>[] = [];
  private readonly verdicts: { readonly passed: boolean; readonly line: string }[] = [];

  constructor(private readonly database: string) {}

  /** Measures a piece of work that sends its requests through the clients; afterwards they have no times left. */
  async measure(
    name: string,
    server: MeasuredProcess,
    clients: readonly ScimClient[],
    work: () => Promise<unknown>,
  ): Promise<Measured> {
    clients.forEach((client) => client.take());
    const before = await server.use();
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1_000;
    const after = await server.use();
    const taken = clients.map((client) => client.take());
    const times = taken.flatMap((one) => one.times).toSorted((one, other) => one - other);
    const failures = taken.flatMap((one) => one.failures);
    const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? 0;
    const requests = times.length;
    const measured = {
      ...{ requests, perSecond: requests / seconds, errors: failures.length },
      ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) },
      statements: (after.statements - before.statements) / requests,
      cpuMs: (after.cpuMs - before.cpuMs) / requests,
      ...{ delayP99: after.delayP99Ms, rssMb: after.rssMb },
    };
    this.add(name, measured, failures);
    return measured;
  }

  /** Says whether a pass line is kept. */
  judge(scenario: string, line: string, passed: boolean, measured: string): void {
    const verdict = `${passed ? 'PASS' : 'FAIL'}  ${this.database} ${scenario}: ${line} (${measured})`;
    this.verdicts.push({ passed, line: verdict });
    console.log(verdict);
  }

  /** Prints all of it. */
  print(): void {
    console.table(this.rows);
    for (const { line } of this.verdicts) console.log(line);
    const failed = this.verdicts.filter(({ passed }) => !passed).length;
    console.log(`${this.database}: ${this.verdicts.length - failed} of ${this.verdicts.length} pass lines kept`);
  }

  private add(name: string, measured: Measured, failures: readonly string[]): void {
    const rounded = Object.entries(measured).map(
      ([key, value]) => [key, Number((value as number).toFixed(1))] as const,
    );
    this.rows.push({ what: name, ...Object.fromEntries(rounded) });
    console.log(`${this.database} ${name}: ${rounded.map(([key, value]) => `${key} ${value}`).join(', ')}`);
    for (const failure of failures.slice(0, 5)) console.log(`  error: ${failure}`);
  }
}

/** A number for people. */
export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
