import { newId } from '../../newId';
import type { Provisioning, ScimCall } from '../call';
import type { CallLog, CallOutcome, CallRecord } from '../calls';
import type { ScimError } from '../protocol/errors';
import type { Quirk } from '../protocol/quirks';
import type { ScimEffect } from '../services';

/** A request as the call log keeps it. */
export interface ExchangeFacts {
  readonly provisioning: Omit<Provisioning, 'actingAccount'>;
  readonly at: Date;
  readonly method: string;
  /** Below the base address. */
  readonly path: string;
  readonly query: string | null;
  readonly userAgent: string | null;
  readonly clientAddress: string | null;
  readonly requestId: string;
  /** Place in a bulk request; null outside. */
  readonly bulkIndex: number | null;
}

/** How a call ended. */
export interface ExchangeEnd {
  readonly status: number;
  readonly durationMs: number;
  readonly effect: ScimEffect | null;
  readonly error: ScimError | null;
  readonly responseBody: string | null;
  /** Why the provisioning is stopped, where that refused it. */
  readonly stopped?: string;
}

/** Quirks and notes of one call: what a client sends thousands of is told once, and no log is flooded. */
const mostNotes = 100;
const changing: ReadonlySet<string> = new Set(['created', 'changed', 'removed']);

/** One call on its way, with what is noted about it: the source of its line in the call log. */
export class Exchange {
  readonly id: string;
  private readonly quirks: Quirk[] = [];
  private readonly notes: string[] = [];
  private requestBody: string | null = null;

  constructor(private readonly facts: ExchangeFacts) {
    this.id = newId(facts.at);
  }

  /** The exchange of one operation of this bulk request. */
  part(bulkIndex: number, method: string, path: string, at: Date): Exchange {
    return new Exchange({ ...this.facts, bulkIndex, method, path, query: null, at });
  }

  /** Takes note of how something was read. */
  note(what: Quirk | string): void {
    if (typeof what === 'string') {
      const note = what.slice(0, 500);
      // What is decided again, after somebody else was quicker, is noted once.
      if (this.notes.length < mostNotes && !this.notes.includes(note)) this.notes.push(note);
    } else if (this.quirks.length < mostNotes) {
      this.quirks.push({ id: what.id, at: what.at.slice(0, 200) });
    }
  }

  /** Takes the body as it came, before anybody reads it. */
  received(body: string): void {
    this.requestBody = body;
  }

  /** The call as the services see it. */
  callFor(
    client: Pick<ScimCall, 'provisioning' | 'baseUrl' | 'signal' | 'requireStanding' | 'tellHeld'>,
    log: CallLog,
  ): ScimCall {
    const { at, requestId } = this.facts;
    const { provisioning, baseUrl, signal } = client;
    return {
      provisioning,
      now: at,
      baseUrl,
      requestId,
      signal,
      requireStanding: () => client.requireStanding(),
      tellHeld: (tx, counted) => client.tellHeld(tx, counted),
      note: (what) => this.note(what),
      record: (tx, effect) => log.write(tx, this.recordOf(effect)),
      lineOf: (effect) => log.lineOf(this.recordOf(effect)),
    };
  }

  /** As it will be answered, should the process end before it is. */
  private recordOf(effect: ScimEffect): CallRecord {
    return this.record({ ...unanswered, status: expectedStatus(this.facts.method, effect), effect });
  }

  /** The line of the call log. */
  record(end: ExchangeEnd): CallRecord {
    const { provisioning, at, method, path, query, userAgent, clientAddress, requestId, bulkIndex } = this.facts;
    const { effect, error, status } = end;
    const outcome = outcomeOf(status, effect);
    const keepsBodies = outcome !== 'read';
    return {
      id: this.id,
      ...{ at, method, path, query, userAgent, clientAddress, requestId },
      siteId: provisioning.siteId,
      provisioningId: provisioning.id,
      durationMs: end.durationMs,
      status,
      outcome,
      errorId: error?.id ?? null,
      account: effect?.account ?? null,
      entitlement: effect?.entitlement ?? null,
      summary: {
        effect: effect?.outcome ?? null,
        quirks: this.quirks,
        notes: this.notes,
        changes: effect?.changes ?? [],
        error: error && { attribute: error.attribute, note: error.note },
        stopped: end.stopped ?? null,
        bulkIndex,
      },
      requestBody: keepsBodies ? this.requestBody : null,
      responseBody: keepsBodies ? end.responseBody : null,
    };
  }
}

const unanswered = { durationMs: 0, error: null, responseBody: null };

function expectedStatus(method: string, { outcome }: ScimEffect): number {
  if (outcome === 'created') return 201;
  return method === 'DELETE' ? 204 : 200;
}

function outcomeOf(status: number, effect: ScimEffect | null): CallOutcome {
  if (status === 429) return 'held';
  if (status >= 500 || status === 499) return 'failed';
  if (status >= 400) return 'refused';
  if (effect === null) return 'read';
  return changing.has(effect.outcome) ? 'changed' : effect.outcome === 'unchanged' ? 'unchanged' : 'read';
}
