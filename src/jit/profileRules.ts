import {
  characterCount,
  decideEmailDomain,
  emailDomain,
  fieldLimits,
  hasForbiddenCharacters,
  isWellFormedEmail,
  type LimitedField,
  revealForbiddenCharacters,
} from '../accounts';
import { type Finding, safeValue } from '../sso/catalogue';
import { failed, notJudged, passed, type PolicyCheckId, type RuleResult } from './checkList';
import { findingOf } from './findingOf';
import { nearMiss } from './nearMiss';
import { type AttributeReading, readField } from './readAttribute';
import type { AccountFacts, MappedField, Person, PolicySettings } from './types';

/** Whether an account is to be made or changed; it decides the code and what an absent attribute means. */
export type Purpose = 'creation' | 'update';

/** The mapped fields of one assertion. */
export type Profile = Readonly<Record<MappedField, AttributeReading>>;

/** What every rule on the profile looks at. */
export interface ProfileQuestion {
  readonly purpose: Purpose;
  readonly settings: PolicySettings;
  readonly facts: AccountFacts;
  readonly person: Person;
  readonly profile: Profile;
  /** The account to be changed; null for a new one. */
  readonly accountId: string | null;
}

/** The code a broken rule stands for. */
export function codeOf(purpose: Purpose): 31 | 32 {
  return purpose === 'creation' ? 31 : 32;
}

/** Reads all mapped fields. */
export function readProfile(person: Person, settings: PolicySettings): Profile {
  return {
    firstName: readField(person, settings, 'firstName'),
    lastName: readField(person, settings, 'lastName'),
    email: readField(person, settings, 'email'),
    displayName: readField(person, settings, 'displayName'),
    language: readField(person, settings, 'language'),
  };
}

/** The rules on what was sent about the person that creation and update share. */
export function judgeProfile(question: ProfileQuestion): RuleResult[] {
  return [
    judgeMemberStatus(question),
    judgeRequired(question, 'first_name', 'firstName', () => []),
    judgeRequired(question, 'last_name', 'lastName', () => []),
    judgeRequired(question, 'email', 'email', (name, value) => judgeEmailForm(name, value)),
    judgeEmailDomain(question),
    judgeEmailFree(question),
    judgeDisplayName(question),
  ];
}

/** The attribute must not be sent in any case of its name, whatever its value. */
function judgeMemberStatus({ person, purpose }: ProfileQuestion): RuleResult {
  const sent = [...person.attributes.keys()].filter((name) => name.toLowerCase() === 'memberstatus');
  const [first, ...others] = sent.map((name) =>
    findingOf('member_status_present', {
      field: safeValue(name),
      expected: 'not sent',
      received: safeValue(person.attributes.get(name)?.[0] ?? ''),
    }),
  );
  if (first === undefined) return passed('member_status_absent', 'It was not sent.');
  return failed('member_status_absent', codeOf(purpose), `It was sent as ${safeValue(sent.join(', '))}.`, [
    first,
    ...others,
  ]);
}

/** Required and limited in length; `more` adds what else the value must be. Absent is fine in an update: the value stays. */
function judgeRequired(
  { purpose, profile, settings, person }: ProfileQuestion,
  id: PolicyCheckId,
  field: 'firstName' | 'lastName' | 'email',
  more: (name: string, value: string) => readonly Finding[],
): RuleResult {
  const reading = profile[field];
  const accepted = settings.attributes[field];
  const code = codeOf(purpose);
  if (reading.state === 'missing') {
    if (purpose === 'update') return passed(id, 'It was not sent and stays as it is.');
    const finding = findingOf('attribute_missing', {
      field: accepted[0] ?? field,
      expected: accepted.length === 0 ? `an attribute mapped to ${field}` : safeValue(accepted.join(' or ')),
      hint: nearMiss(person.attributes, accepted, field),
    });
    return failed(id, code, 'It was not sent.', [finding]);
  }
  const { name } = reading;
  if (reading.state === 'empty') {
    const finding = findingOf('attribute_empty', { field: name, expected: 'a value', received: '' });
    return failed(id, code, `${safeValue(name)} is empty.`, [finding]);
  }
  const [first, ...others] = [...judgeLength(field, name, reading.value), ...more(name, reading.value)];
  const why = `${safeValue(name)} is "${safeValue(revealForbiddenCharacters(reading.value))}".`;
  return first === undefined ? passed(id, why) : failed(id, code, why, [first, ...others]);
}

function judgeLength(field: Exclude<LimitedField, 'username'>, name: string, value: string): Finding[] {
  const limit = fieldLimits.saml[field];
  const length = characterCount(value);
  if (length <= limit) return [];
  return [
    findingOf('attribute_too_long', {
      field: name,
      expected: `at most ${limit} characters`,
      received: safeValue(value),
      hint: `${length} characters`,
    }),
  ];
}

function judgeEmailForm(name: string, value: string): Finding[] {
  if (isWellFormedEmail(value)) return [];
  return [
    findingOf('email_invalid', {
      field: name,
      expected: 'an address such as name@example.com',
      received: safeValue(revealForbiddenCharacters(value)),
      hint: hasForbiddenCharacters(value) ? 'it holds a character nobody can see' : null,
    }),
  ];
}

function judgeEmailDomain({ purpose, profile, settings }: ProfileQuestion): RuleResult {
  const { email } = profile;
  const id = 'email_domain';
  if (email.state !== 'filled') return notJudged(id, 'No address was sent.');
  const verdict = decideEmailDomain(email.value, settings);
  const domain = emailDomain(email.value);
  if (domain === null) return notJudged(id, 'The address has no usable domain.');
  if (verdict === 'allowed') return passed(id, `${safeValue(domain)} is allowed.`);
  const allowed = settings.allowedEmailDomains.join(', ');
  const finding = findingOf('email_domain_restricted', {
    field: email.name,
    expected: verdict === 'not_listed' ? safeValue(`one of ${allowed}`) : 'a domain that is not blocked',
    received: safeValue(domain),
    hint: verdict === 'blocked' ? 'the domain, or one above it, is on blockedEmailDomains' : null,
  });
  return failed(id, codeOf(purpose), `${safeValue(domain)} is ${verdict === 'blocked' ? 'blocked' : 'not allowed'}.`, [
    finding,
  ]);
}

function judgeEmailFree({ purpose, profile, facts, accountId }: ProfileQuestion): RuleResult {
  const { email } = profile;
  const id = 'email_free';
  if (email.state !== 'filled') return notJudged(id, 'No address was sent.');
  const owner = facts.emailOwnerId;
  if (owner === null || owner === accountId) return passed(id, 'No other account has this address.');
  const finding = findingOf('email_taken', {
    field: email.name,
    expected: 'an address no other account of the site has',
    received: safeValue(email.value),
  });
  return failed(id, codeOf(purpose), 'Another account has this address.', [finding]);
}

function judgeDisplayName({ purpose, profile }: ProfileQuestion): RuleResult {
  const reading = profile.displayName;
  const id = 'display_name';
  if (reading.state !== 'filled')
    return passed(id, reading.state === 'empty' ? 'It was sent empty.' : 'It was not sent.');
  const [first, ...others] = judgeLength('displayName', reading.name, reading.value);
  const why = `${safeValue(reading.name)} has ${characterCount(reading.value)} characters.`;
  return first === undefined ? passed(id, why) : failed(id, codeOf(purpose), why, [first, ...others]);
}
