import { safeValue } from '../../sso/catalogue';
import { decideEmailDomain, emailDomain, isWellFormedEmail } from '../email';
import type { AccountState } from '../accountState';
import { fieldLimits } from '../fieldLimits';
import { revealForbiddenCharacters } from '../names';
import { organizationRoles } from '../organizationRoles';
import { isLanguageTag, textFault, type TextFault } from '../textRule';
import { isTimeZone } from '../timeZone';
import { problemOf, type AccountProblem, type AccountReason } from './accountProblem';

/** What a site says about the fields of its accounts. */
export interface FieldRules {
  readonly allowedEmailDomains: readonly string[];
  readonly blockedEmailDomains: readonly string[];
  /** Names of its connections. */
  readonly connections: ReadonlySet<string>;
}

/** The fields of which the public documents say that an account must have them: those with an asterisk. */
export const requiredFields = ['username', 'firstName', 'lastName', 'email'] as const;

const limits = fieldLimits.other;
const texts = ['username', 'firstName', 'lastName', 'displayName', 'email'] as const;

const reasonOfFault: Readonly<Record<TextFault, AccountReason>> = {
  empty: 'value_missing',
  blank_ends: 'value_blank_ends',
  too_long: 'value_too_long',
  invisible: 'value_invisible',
};

/**
 * The rules on single fields. Only what changes is judged, so that nobody has to mend what they did not touch.
 *
 * @param required fields that may not be empty
 */
export function judgeFields(
  rules: FieldRules,
  before: AccountState | null,
  after: AccountState,
  required: ReadonlySet<string>,
): AccountProblem[] {
  const problems: AccountProblem[] = [];
  for (const field of texts) {
    const value = after[field];
    if (value === null || value === '') {
      if (required.has(field)) problems.push(problemOf(field, 'value_missing'));
      continue;
    }
    if (value === before?.[field]) continue;
    const fault = textFault(value, limits[field]);
    if (fault !== null) problems.push(faultOf(field, fault, value));
    else if (field === 'email') problems.push(...judgeEmail(rules, value));
  }
  const { language, timeZone, connection } = after;
  if (language !== null && language !== before?.language && !isLanguageTag(language)) {
    problems.push(problemOf('language', 'value_unknown', { expected: 'en, de, nb', received: safeValue(language) }));
  }
  if (timeZone !== null && timeZone !== before?.timeZone && !isTimeZone(timeZone)) {
    problems.push(problemOf('timeZone', 'time_zone_unknown', { received: safeValue(timeZone) }));
  }
  if (connection !== null && !rules.connections.has(connection)) {
    const expected = [...rules.connections].join(', ');
    problems.push(problemOf('connection', 'connection_unknown', { expected, received: safeValue(connection) }));
  }
  const known: readonly string[] = organizationRoles;
  for (const role of after.roles) {
    if (known.includes(role)) continue;
    problems.push(problemOf('roles', 'value_unknown', { expected: known.join(', '), received: safeValue(role) }));
  }
  return problems;
}

function faultOf(field: (typeof texts)[number], fault: TextFault, value: string): AccountProblem {
  return problemOf(field, reasonOfFault[fault], {
    expected: fault === 'too_long' ? String(limits[field]) : null,
    received: safeValue(revealForbiddenCharacters(value)),
  });
}

function judgeEmail(rules: FieldRules, email: string): AccountProblem[] {
  if (!isWellFormedEmail(email)) return [problemOf('email', 'email_invalid', { received: safeValue(email) })];
  const verdict = decideEmailDomain(email, rules);
  if (verdict === 'allowed') return [];
  const received = safeValue(emailDomain(email) ?? email);
  if (verdict === 'blocked') return [problemOf('email', 'email_domain_blocked', { received })];
  const expected = safeValue(rules.allowedEmailDomains.join(', '));
  return [problemOf('email', 'email_domain_not_listed', { expected, received })];
}
