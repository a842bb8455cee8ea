import type { Finding } from '../sso/catalogue';
import { decideTrackingCode, trackingCodeName } from '../trackingCodes';
import { failed, passed, type RuleResult } from './checkList';
import { nearMiss } from './nearMiss';
import { codeOf, type Purpose } from './profileRules';
import { type Attributes, filledValue, readAttribute } from './readAttribute';
import type { PolicySettings, TrackingCodeSetting } from './types';

/** What the sent tracking codes come to. */
export interface TrackingCodesDecision {
  readonly result: RuleResult;
  /** By number, only what changes; null clears. Means nothing when the result failed. */
  readonly changes: Readonly<Record<number, string | null>>;
}

/** Judges TC1 to TC10 of an assertion against what is stored (nothing, for a new account). */
export function judgeTrackingCodes(
  settings: PolicySettings,
  attributes: Attributes,
  stored: Readonly<Record<number, string>>,
  purpose: Purpose,
): TrackingCodesDecision {
  const findings: Finding[] = [];
  const changes: Record<number, string | null> = {};
  for (const setting of settings.trackingCodes) {
    const verdict = decideTrackingCode(setting, {
      sent: sentValue(attributes, setting.number),
      stored: stored[setting.number] ?? null,
      demandsRequired: true,
    });
    if (verdict.outcome === 'set') changes[setting.number] = verdict.value;
    if (verdict.outcome === 'clear') changes[setting.number] = null;
    if (verdict.outcome === 'refused') findings.push(...verdict.findings.map((it) => named(it, setting, attributes)));
  }
  const [first, ...others] = findings;
  if (first === undefined) return { result: passed('tracking_codes', codesInWords(settings)), changes };
  const why = `${[...new Set(findings.map(({ field }) => field))].join(', ')}: not acceptable.`;
  return { result: failed('tracking_codes', codeOf(purpose), why, [first, ...others]), changes };
}

function sentValue(attributes: Attributes, number: number): string | null {
  const reading = readAttribute(attributes, trackingCodeName(number));
  return reading.state === 'missing' ? null : (filledValue(reading) ?? '');
}

/** A code that did not come may have come under another spelling, or under its label. */
function named(finding: Finding, { number, label }: TrackingCodeSetting, attributes: Attributes): Finding {
  if (finding.reason !== 'tracking_code_missing' || finding.hint !== undefined) return finding;
  const name = trackingCodeName(number);
  const hint =
    nearMiss(attributes, [name], null) ??
    (label === '' ? null : nearMiss(attributes, [label], null)) ??
    (attributes.has(label) ? `present under its label "${label}": release it as ${name}` : null);
  return hint === null ? finding : { ...finding, hint };
}

function codesInWords({ trackingCodes }: PolicySettings): string {
  const inUse = trackingCodes.filter(({ usage }) => usage !== 'not_used');
  if (inUse.length === 0) return 'None is in use.';
  return `${inUse.map(({ number }) => trackingCodeName(number)).join(', ')}: acceptable.`;
}
