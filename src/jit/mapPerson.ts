import { hasForbiddenCharacters, revealForbiddenCharacters } from '../accounts';
import type { VerifiedAssertion } from '../saml/gate';
import { type Check, type Finding, type Refusal, safeValue } from '../sso/catalogue';
import {
  checkList,
  failed,
  notJudged,
  passed,
  type PersonCheckId,
  personCheckIds,
  refusalOf,
  type RuleResult,
} from './checkList';
import { findingOf } from './findingOf';
import { nearMiss } from './nearMiss';
import { type AttributeReading, filledValue, readAttribute } from './readAttribute';
import type { Person, PolicySettings } from './types';

/** Stands in `usernameFrom` for the subject's NameID; every other entry is the name of an attribute. */
export const nameIdSource = 'NameID';

/** Who signs in, or why nobody can be named. `checks` are the lines of `personCheckIds`, complete in both arms. */
export type PersonResult =
  | { readonly outcome: 'person'; readonly person: Person; readonly checks: readonly Check[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly checks: readonly Check[] };

type PersonRule = RuleResult<PersonCheckId>;
/** What names the person; nothing else of an assertion has a say. */
type Naming = Pick<VerifiedAssertion, 'nameId' | 'attributes'>;
interface Username {
  readonly source: string;
  readonly username: string;
  /** What `removeUpnSuffix` cut, with its `@`; null when nothing. */
  readonly cutSuffix: string | null;
}

/**
 * Names the person of a verified assertion: the first source of `usernameFrom` that is present and not empty decides,
 * after `removeUpnSuffix`. Refuses with 2 when there is none, and with 25 when the name holds characters nobody can see.
 */
export function mapPerson(assertion: Naming, settings: PolicySettings): PersonResult {
  const found = findUsername(assertion, settings);
  if (found === null) return refused([usernameMissing(assertion, settings), compareSubjects(assertion)]);
  const results = [usernameFound(found), judgeCharacters(found), compareSubjects(assertion)];
  if (results.some((result) => result.passed === false)) return refused(results);
  const { nameId, attributes } = assertion;
  const person = { username: found.username, usernameSource: found.source, nameId, attributes };
  return { outcome: 'person', person, checks: checkList(personCheckIds, results, notReached) };
}

const notReached = 'There is no user name to judge.';

function refused(results: readonly PersonRule[]): PersonResult {
  const refusal = refusalOf(personCheckIds, results);
  if (refusal === null) throw new Error('A person was refused without a broken rule');
  return { outcome: 'refused', refusal, checks: checkList(personCheckIds, results, notReached) };
}

function findUsername(assertion: Naming, settings: PolicySettings): Username | null {
  for (const source of settings.usernameFrom) {
    const sent = filledValue(readSource(assertion, source));
    if (sent === null) continue;
    const cutSuffix = upnSuffixOf(sent, settings);
    const username = cutSuffix === null ? sent : sent.slice(0, -cutSuffix.length);
    // A value that is nothing but a suffix names nobody.
    if (username.trim() !== '') return { source, username, cutSuffix };
  }
  return null;
}

function readSource(assertion: Naming, source: string): AttributeReading {
  if (source !== nameIdSource) return readAttribute(assertion.attributes, source);
  if (assertion.nameId === null) return { state: 'missing' };
  const { value } = assertion.nameId;
  return value.trim() === '' ? { state: 'empty', name: source } : { state: 'filled', name: source, value };
}

/** The part from the last `@` on when the connection's site lists it as a UPN suffix; any other suffix is part of the name. */
function upnSuffixOf(username: string, settings: PolicySettings): string | null {
  const at = username.lastIndexOf('@');
  if (!settings.removeUpnSuffix || at === -1) return null;
  const suffix = username.slice(at + 1).toLowerCase();
  const isListed = settings.upnSuffixes.some((listed) => listed.replace(/^@/, '').toLowerCase() === suffix);
  return isListed && suffix !== '' ? username.slice(at) : null;
}

function usernameFound({ source, username, cutSuffix }: Username): PersonRule {
  const cut = cutSuffix === null ? '' : `, after "${safeValue(cutSuffix)}" was cut`;
  return passed('username_found', `${source} gives the user name "${shown(username)}"${cut}.`);
}

function usernameMissing(assertion: Naming, settings: PolicySettings): PersonRule {
  const sources = settings.usernameFrom;
  const empty = sources.filter((source) => readSource(assertion, source).state === 'empty');
  const near = nearMiss(assertion.attributes, sources, 'username');
  const finding: Finding = findingOf('username_missing', {
    field: 'username',
    expected: safeValue(`one of ${sources.join(', ')}`),
    received: empty.length === 0 ? null : safeValue(`${empty.join(', ')}: present but empty`),
    hint: near,
  });
  return failed('username_found', 2, `None of ${safeValue(sources.join(', '))} is present and filled.`, [finding]);
}

function judgeCharacters({ source, username }: Username): PersonRule {
  if (!hasForbiddenCharacters(username)) return passed('username_characters', 'Every character can be seen.');
  const finding = findingOf('name_id_characters', {
    field: source,
    expected: 'no control, invisible or bidirectional characters',
    received: shown(username),
  });
  return failed('username_characters', 25, 'The user name holds characters nobody can see.', [finding]);
}

/** The public documents recommend one value for both; different values are allowed, but explain many a wrong account. */
function compareSubjects(assertion: Naming): PersonRule {
  const subject = filledValue(readAttribute(assertion.attributes, 'SAML_SUBJECT'));
  const nameId = assertion.nameId?.value ?? null;
  if (subject === null || nameId === null)
    return notJudged('name_id_agrees', 'At most one of NameID and SAML_SUBJECT was sent.');
  if (subject === nameId) return passed('name_id_agrees', 'NameID and SAML_SUBJECT are the same.');
  return passed('name_id_agrees', `Noted: NameID "${shown(nameId)}" and SAML_SUBJECT "${shown(subject)}" differ.`);
}

function shown(value: string): string {
  return safeValue(revealForbiddenCharacters(value));
}
