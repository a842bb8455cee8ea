import type { SsoCode } from './codes';
import type { ReasonId } from './reasons';

/** One line of an attempt's check-list. `passed` is null when the check could not or must not run. */
export interface Check {
  readonly id: string;
  readonly passed: boolean | null;
  /** One sentence for a support agent: what was compared with what. Never a secret, at most a few hundred characters. */
  readonly why: string;
  /** True when the check ran on a document that no signature vouches for: explanation only. */
  readonly unverified?: true;
}

/** One cause of a refusal, as the rule that found it reports it. Values are already cut to a safe length. */
export interface Finding {
  readonly reason: ReasonId;
  /** What is concerned: an attribute, an element or a setting, such as `firstname`, `TC1`, `Destination`. */
  readonly field: string | null;
  readonly expected: string | null;
  readonly received: string | null;
  /** A near miss in words: "present as FirstName", "differs by a final slash", "94 s off". */
  readonly hint?: string;
}

/** A refusal: the one code (first failing check) and all its findings, the deciding one first. */
export interface Refusal {
  readonly code: SsoCode;
  readonly findings: readonly [Finding, ...Finding[]];
}

const longestValue = 200;

/** Cuts a received value to a length that is safe to store and show (200 characters, the rest counted). */
export function safeValue(value: string): string {
  const characters = [...value];
  if (characters.length <= longestValue) return value;
  return `${characters.slice(0, longestValue).join('')}… (${characters.length} characters)`;
}
