import { characterCount, trackingCodeLimit } from '../accounts';
import type { TrackingCodeSetting } from '../jit';
import { type Finding, safeValue } from '../sso/catalogue';
import { nearValue } from './nearValue';
import { spellingKey, valueIndex } from './valueIndex';

/** What is known of one code of one person. */
export interface TrackingCodeInput {
  /** What came: null when nothing did, an empty string when it came empty. */
  readonly sent: string | null;
  /** The value the account has; null for a new account or one without. */
  readonly stored: string | null;
  /** Whether this door asks for required codes: SAML, pages and CSV do, SCIM only when it sends the codes, files do not. */
  readonly demandsRequired: boolean;
}

/** What becomes of one code. `findings` is never empty when refused. */
export type TrackingCodeVerdict =
  | { readonly outcome: 'keep' }
  | { readonly outcome: 'set'; readonly value: string }
  | { readonly outcome: 'clear' }
  | { readonly outcome: 'refused'; readonly findings: readonly [Finding, ...Finding[]] };

/** The name a tracking code has in an assertion, a file and a CSV: `TC1` to `TC10`. */
export function trackingCodeName(number: number): string {
  return `TC${number}`;
}

/**
 * Usage times input mode times value. Not used: ignored. Required: present and not empty. Dropdown: one of the active
 * values, or empty when optional. Values compare exactly, save for their Unicode form (NFC); the spelling of the list
 * is what is stored. A required code that did not come is judged by the stored value, as if that had come.
 */
export function decideTrackingCode(setting: TrackingCodeSetting, input: TrackingCodeInput): TrackingCodeVerdict {
  if (setting.usage === 'not_used') return { outcome: 'keep' };
  const isRequired = setting.usage === 'required' && input.demandsRequired;
  if (input.sent === null) return isRequired ? judgeStored(setting, input.stored) : { outcome: 'keep' };
  if (input.sent.trim() === '') {
    if (isRequired) return refused([missing(setting, 'empty')]);
    return input.stored === null ? { outcome: 'keep' } : { outcome: 'clear' };
  }
  const findings = judgeValue(setting, input.sent);
  if (isNotEmpty(findings)) return refused(findings);
  const value = listedSpelling(setting, input.sent);
  return value === input.stored ? { outcome: 'keep' } : { outcome: 'set', value };
}

function judgeStored(setting: TrackingCodeSetting, stored: string | null): TrackingCodeVerdict {
  if (stored === null || stored.trim() === '') return refused([missing(setting, null)]);
  const findings = judgeValue(setting, stored).map((finding) => ({
    ...finding,
    hint: ['not sent: this is the stored value', finding.hint].filter((part) => part !== undefined).join('; '),
  }));
  return isNotEmpty(findings) ? refused(findings) : { outcome: 'keep' };
}

/** Length and list are told apart, so that a value that breaks both rules is reported with both. */
function judgeValue(setting: TrackingCodeSetting, value: string): Finding[] {
  const findings: Finding[] = [];
  const length = characterCount(value);
  if (length > trackingCodeLimit) {
    findings.push({
      reason: 'tracking_code_too_long',
      field: trackingCodeName(setting.number),
      expected: `at most ${trackingCodeLimit} characters`,
      received: safeValue(value),
      hint: `${length} characters`,
    });
  }
  if (setting.input === 'dropdown') findings.push(...judgeAgainstList(setting, value));
  return findings;
}

function judgeAgainstList(setting: TrackingCodeSetting, value: string): Finding[] {
  const sameSpelling = valueIndex(setting.values).bySpelling.get(spellingKey(value)) ?? [];
  if (sameSpelling.some((candidate) => candidate.active)) return [];
  const hint = sameSpelling.length > 0 ? null : nearValue(setting.values, value);
  return [
    {
      reason: sameSpelling.length > 0 ? 'tracking_code_inactive' : 'tracking_code_not_listed',
      field: trackingCodeName(setting.number),
      expected: valueIndex(setting.values).expected,
      received: safeValue(value),
      ...(hint === null ? {} : { hint: safeValue(hint) }),
    },
  ];
}

function missing(setting: TrackingCodeSetting, received: 'empty' | null): Finding {
  return {
    reason: 'tracking_code_missing',
    field: trackingCodeName(setting.number),
    expected:
      setting.input === 'dropdown' ? valueIndex(setting.values).expected : `a value (${safeValue(setting.label)})`,
    received: received === null ? null : '',
    ...(received === null ? {} : { hint: 'present but empty' }),
  };
}

function listedSpelling(setting: TrackingCodeSetting, value: string): string {
  if (setting.input !== 'dropdown') return value;
  const sameSpelling = valueIndex(setting.values).bySpelling.get(spellingKey(value)) ?? [];
  return sameSpelling.find(({ active }) => active)?.value ?? value;
}

function isNotEmpty(findings: readonly Finding[]): findings is readonly [Finding, ...Finding[]] {
  return findings.length > 0;
}

function refused(findings: readonly [Finding, ...Finding[]]): TrackingCodeVerdict {
  return { outcome: 'refused', findings };
}
