import type { Check, Finding, ReasonId, Refusal, SsoCode } from '../../sso/catalogue';
import { safeValue } from '../../sso/catalogue';
import type { GateCheckId } from './checks';

/** What one check says. `passed: null` means it could not, or must not, be judged. */
export type Judgement =
  { readonly passed: true; readonly why: string } | { readonly passed: null; readonly why: string } | Failure;

/** A failing check, with what it refuses by. */
export interface Failure {
  readonly passed: false;
  readonly why: string;
  readonly code: SsoCode;
  readonly finding: Finding;
}

/** The check holds. Sentences, too, are cut to a safe length: they may repeat what anybody posted. */
export function pass(why: string): Judgement {
  return { passed: true, why: safeValue(why) };
}

/** The check has nothing to judge, or must not run. */
export function skip(why: string): Judgement {
  return { passed: null, why: safeValue(why) };
}

/** What a failing check reports besides its code and reason. Every text is cut to a safe length here. */
export interface FailureDetail {
  readonly why: string;
  readonly field?: string;
  readonly expected?: string | null;
  readonly received?: string | null;
  readonly hint?: string | undefined;
}

/** The check fails and refuses with `code`. */
export function fail(code: SsoCode, reason: ReasonId, detail: FailureDetail): Failure {
  const finding: Finding = {
    reason,
    field: cut(detail.field),
    expected: cut(detail.expected),
    received: cut(detail.received),
    ...(detail.hint === undefined ? {} : { hint: safeValue(detail.hint) }),
  };
  return { passed: false, why: safeValue(detail.why), code, finding };
}

function cut(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : safeValue(value);
}

/** Of several judgements of one check: the first failure, else a pass, else the first. */
export function worst(judgements: readonly [Judgement, ...Judgement[]]): Judgement {
  return (
    judgements.find((one) => one.passed === false) ?? judgements.find((one) => one.passed === true) ?? judgements[0]
  );
}

/** Collects judgements while the gate runs; the order of the list, not of the calls, decides the code. */
export class CheckList<Id extends string = GateCheckId> {
  readonly #entries = new Map<Id, { judgement: Judgement; unverified: boolean }>();
  #unverified = false;

  /** @param ids every check of the list, in the order that fixes the code */
  constructor(readonly ids: readonly Id[]) {}

  /** True as long as nothing has failed. */
  get holds(): boolean {
    return ![...this.#entries.values()].some(({ judgement }) => judgement.passed === false);
  }

  /** From here on judgements are about a document that no signature vouches for. */
  startUnverified(): void {
    this.#unverified = true;
  }

  /** Adds the judgement of one check, which must not have been judged before. */
  record(id: Id, judgement: Judgement): void {
    if (this.#entries.has(id)) throw new Error(`check ${id} was judged twice`);
    this.#entries.set(id, { judgement, unverified: this.#unverified && judgement.passed !== null });
  }

  /** Ids without any judgement yet. */
  missing(): Id[] {
    return this.ids.filter((id) => !this.#entries.has(id));
  }

  /** The whole list in its fixed order; what was never judged is null with `whyNotRun`. */
  checks(whyNotRun: string): Check[] {
    return this.ids.map((id) => {
      const entry = this.#entries.get(id);
      if (entry === undefined) return { id, passed: null, why: whyNotRun };
      const check: Check = { id, passed: entry.judgement.passed, why: entry.judgement.why };
      return entry.unverified ? { ...check, unverified: true } : check;
    });
  }

  /**
   * The refusal the list amounts to: the first failing check gives the code and the first finding; later failures that
   * a signature vouches for add theirs. Null when nothing failed.
   */
  refusal(): Refusal | null {
    const failures = this.ids.flatMap((id) => {
      const entry = this.#entries.get(id);
      return entry?.judgement.passed === false ? [{ ...entry.judgement, unverified: entry.unverified }] : [];
    });
    const [first, ...later] = failures;
    if (first === undefined) return null;
    const others = later.filter((failure) => !failure.unverified).map((failure) => failure.finding);
    return { code: first.code, findings: [first.finding, ...others] };
  }
}
