import type { TrackingCodeSetting } from '../../jit';
import { safeValue, type Finding } from '../../sso/catalogue';
import { decideTrackingCode, trackingCodeName } from '../../trackingCodes';
import { problemOf, type AccountProblem, type AccountReason } from './accountProblem';

/** Values of tracking codes as somebody wants them. */
export interface CodesQuestion {
  readonly settings: readonly TrackingCodeSetting[];
  /** By name (`TC1`), as stored. */
  readonly stored: Readonly<Record<string, string>>;
  /** By name; an absent one stays, null clears. */
  readonly wanted: Readonly<Record<string, string | null | undefined>>;
  /**
   * `all` for a new account, `wanted` for one that is changed, by the doors that ask for required codes; `none` by the
   * others (design 6). An edit that does not speak of a code leaves it, empty or not: deactivating must not fail on it.
   */
  readonly demanded: 'all' | 'wanted' | 'none';
}

/** What the codes come to. */
export interface MergedCodes {
  /** In the order of their numbers. */
  readonly codes: Readonly<Record<string, string>>;
  readonly problems: readonly AccountProblem[];
  /** Names of wanted codes that are not used on the site: their values are not kept. */
  readonly passedOver: readonly string[];
}

/** Merges wanted values into stored ones. Only a value that changes is judged: what was stored before a list changed may stay. */
export function mergeTrackingCodes({ settings, stored, wanted, demanded }: CodesQuestion): MergedCodes {
  const merged = new Map(Object.entries(stored));
  const problems: AccountProblem[] = [];
  const passedOver: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined || (merged.get(name) ?? null) === value) continue;
    const setting = settings.find(({ number }) => trackingCodeName(number) === name);
    if (value === null) merged.delete(name);
    else if (setting === undefined) {
      problems.push(problemOf(`trackingCodes.${name}`, 'tracking_code_unknown', { received: safeValue(value) }));
    } else if (setting.usage === 'not_used') passedOver.push(name);
    else {
      const verdict = decideTrackingCode(setting, { sent: value, stored: null, demandsRequired: false });
      if (verdict.outcome === 'set') merged.set(name, verdict.value);
      if (verdict.outcome === 'refused') problems.push(...verdict.findings.map(problemOfFinding));
    }
  }
  const asked = settings.filter(({ number }) =>
    demanded === 'wanted' ? wanted[trackingCodeName(number)] !== undefined : demanded === 'all',
  );
  problems.push(...judgeRequired(asked, merged, problems));
  const byNumber = ([one]: [string, string], [other]: [string, string]) =>
    Number(one.slice(2)) - Number(other.slice(2));
  return { codes: Object.fromEntries([...merged].toSorted(byNumber)), problems, passedOver };
}

function judgeRequired(
  settings: readonly TrackingCodeSetting[],
  merged: ReadonlyMap<string, string>,
  problems: readonly AccountProblem[],
): AccountProblem[] {
  return settings.flatMap((setting) => {
    const name = trackingCodeName(setting.number);
    if (merged.has(name) || problems.some(({ field }) => field === `trackingCodes.${name}`)) return [];
    const verdict = decideTrackingCode(setting, { sent: null, stored: null, demandsRequired: true });
    return verdict.outcome === 'refused' ? verdict.findings.map(problemOfFinding) : [];
  });
}

/** The reasons of the rule on one tracking code carry the same names here. */
const reasons = new Map<string, AccountReason>(
  (
    [
      'tracking_code_missing',
      'tracking_code_too_long',
      'tracking_code_not_listed',
      'tracking_code_inactive',
    ] as const satisfies readonly AccountReason[]
  ).map((reason) => [reason, reason]),
);

function problemOfFinding({ field, reason, expected, received, hint }: Finding): AccountProblem {
  return problemOf(`trackingCodes.${field}`, reasons.get(reason) ?? 'value_unknown', {
    expected,
    received,
    ...(hint === undefined ? {} : { hint }),
  });
}
