import type { Check, Finding, Refusal, SsoCode } from '../sso/catalogue';

/** The checks of `mapPerson`, in the order in which the first failing one gives the code; the value is a short label. */
export const personCheckLabels = {
  username_found: 'User name found',
  username_characters: 'User name without invisible characters',
  name_id_agrees: 'NameID and SAML_SUBJECT compared',
} as const;

/** The checks of `decideSignIn`, in the order in which the first failing one gives the code; the value is a short label. */
export const policyCheckLabels = {
  account_found: 'Account found, or may be created',
  account_not_bound_elsewhere: 'Account not bound to another NameID',
  account_of_this_connection: 'Account belongs to this connection',
  account_not_locked: 'Account not locked',
  account_not_expired: 'Account not expired',
  account_active: 'Account active and approved',
  account_type_allowed: 'Account type allowed on this connection',
  update_timestamp: 'updateTimestamp usable',
  partner_id: 'Site has a partner ID',
  member_status_absent: 'memberStatus not sent',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail address',
  email_domain: 'E-mail domain allowed',
  email_free: 'E-mail address not taken',
  display_name: 'Display name',
  username_length: 'Length of the user name',
  username_distinct: 'User name not confusable',
  seat: 'Seat free',
  tracking_codes: 'Tracking codes',
} as const;

/** Id of a check of `mapPerson`. */
export type PersonCheckId = keyof typeof personCheckLabels;
/** Id of a check of `decideSignIn`. */
export type PolicyCheckId = keyof typeof policyCheckLabels;

/** Ids of the person's checks, in order. */
export const personCheckIds = Object.keys(personCheckLabels) as readonly PersonCheckId[];
/** Ids of the policy's checks, in order. */
export const policyCheckIds = Object.keys(policyCheckLabels) as readonly PolicyCheckId[];

/** What one rule found. A failed one carries the code it stands for and at least one finding. */
export type RuleResult<Id extends string = PolicyCheckId> =
  | { readonly id: Id; readonly passed: true | null; readonly why: string }
  | {
      readonly id: Id;
      readonly passed: false;
      readonly why: string;
      readonly code: SsoCode;
      readonly findings: readonly [Finding, ...Finding[]];
    };

/** A rule that holds; `why` says what was compared. */
export function passed<Id extends string>(id: Id, why: string): RuleResult<Id> {
  return { id, passed: true, why };
}

/** A rule that did not apply; `why` says what made it needless or impossible. */
export function notJudged<Id extends string>(id: Id, why: string): RuleResult<Id> {
  return { id, passed: null, why };
}

/** A rule that is broken. */
export function failed<Id extends string>(
  id: Id,
  code: SsoCode,
  why: string,
  findings: readonly [Finding, ...Finding[]],
): RuleResult<Id> {
  return { id, passed: false, code, why, findings };
}

/** The check-list of `ids`, each once and in order; a rule without a result stands as null with `otherwise` as its reason. */
export function checkList<Id extends string>(
  ids: readonly Id[],
  results: readonly RuleResult<Id>[],
  otherwise: string,
): Check[] {
  return ids.map((id) => {
    const result = results.find((candidate) => candidate.id === id);
    return { id, passed: result?.passed ?? null, why: result?.why ?? otherwise };
  });
}

/** The whole part of person and policy when neither ran, for an attempt that failed before; `why` stands on every line. */
export function unjudgedChecks(why: string): Check[] {
  return [...personCheckIds, ...policyCheckIds].map((id) => ({ id, passed: null, why }));
}

/** The code of the first broken rule in the order of `ids`, with the findings of all broken ones; null when none is broken. */
export function refusalOf<Id extends string>(ids: readonly Id[], results: readonly RuleResult<Id>[]): Refusal | null {
  const broken = ids.flatMap((id) => results.find((result) => result.id === id && result.passed === false) ?? []);
  const [first, ...others] = broken;
  if (first?.passed !== false) return null;
  const [deciding, ...more] = first.findings;
  const rest = others.flatMap((result) => (result.passed === false ? result.findings : []));
  return { code: first.code, findings: [deciding, ...more, ...rest] };
}
