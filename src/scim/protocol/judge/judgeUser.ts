import {
  characterCount,
  hasForbiddenCharacters,
  isTimeZone,
  isWellFormedEmail,
  revealForbiddenCharacters,
} from '../../../accounts';
import { scimError, type ErrorRow, type ScimError } from '../errors';
import { hasDiacritics, nameFields, type NamePolicy } from '../names';
import type { JsonObject } from '../schema';
import { canonicalLocale } from './canonicalLocale';
import { textsAt, textsOfUser, type TextAt } from './userValues';

/** What the judgement of a User depends on beside the User. */
export interface UserJudgement {
  readonly namePolicy: NamePolicy;
  /**
   * The User as it was; null when it is new. What a request leaves as it was is not judged again: a person whom another
   * door let in without a last name can still be deactivated.
   */
  readonly before: JsonObject | null;
}

const required = ['userName', 'name.givenName', 'name.familyName', 'displayName', 'emails.value'];
const trimmed = ['name.givenName', 'name.familyName', 'displayName', 'emails.value'];
const longestText = 255;
const names: readonly string[] = nameFields;
const phonePath = 'phoneNumbers.value';

interface TextRule {
  readonly appliesTo: (path: string) => boolean;
  /** The row of the refusal; null when there is nothing against the text. */
  readonly judge: (text: string, namePolicy: NamePolicy) => ErrorRow | null;
}

/** The rules on single texts, in the order in which they are asked. */
const textRules: readonly TextRule[] = [
  { appliesTo: (path) => path !== phonePath, judge: (text) => (isTooLong(text) ? 7 : null) },
  { appliesTo: (path) => path === 'userName', judge: judgeUserName },
  { appliesTo: (path) => trimmed.includes(path), judge: (text) => (text.trim() === text ? null : 4) },
  { appliesTo: (path) => names.includes(path), judge: judgeName },
  { appliesTo: (path) => path === 'emails.value', judge: (text) => (isWellFormedEmail(text) ? null : 12) },
  { appliesTo: (path) => path === 'timezone', judge: (text) => (isTimeZone(text) ? null : 14) },
  { appliesTo: (path) => path === 'locale', judge: (text) => (canonicalLocale(text) === null ? 15 : null) },
  { appliesTo: (path) => path === phonePath, judge: (text) => (isTooLong(text) || isBlank(text) ? 16 : null) },
];

/**
 * The first rule that a User breaks, as the error to answer; null when it breaks none. Asked in this order: what is
 * missing (rows 24, 25), lengths (7), the user name (4, 6, 5), blanks around names (4), names (5), e-mail addresses (12),
 * time zone (14), locale (15), phone numbers (16).
 *
 * @param resource the whole User as it would be stored, names already written as the policy has it (`applyNamePolicy`)
 */
export function judgeUser(resource: JsonObject, judgement: UserJudgement): ScimError | null {
  return missingValue(resource, judgement.before) ?? badText(resource, judgement);
}

function missingValue(resource: JsonObject, before: JsonObject | null): ScimError | null {
  for (const path of required) {
    const texts = textsAt(resource, path);
    const wasThere = before === null || textsAt(before, path).some((text) => !isBlank(text));
    if (wasThere && texts.length === 0) return scimError(24, { attribute: path });
    if (wasThere && texts.some(isBlank)) return scimError(25, { attribute: path });
  }
  return null;
}

function badText(resource: JsonObject, judgement: UserJudgement): ScimError | null {
  const known = new Set(judgement.before === null ? [] : textsOfUser(judgement.before).map(keyOf));
  const changed = textsOfUser(resource).filter((found) => !known.has(keyOf(found)));
  for (const { appliesTo, judge } of textRules) {
    for (const { path, text } of changed) {
      const row = appliesTo(path) ? judge(text, judgement.namePolicy) : null;
      if (row !== null) return scimError(row, { attribute: path, note: noteOf(row, text) });
    }
  }
  return null;
}

function judgeUserName(text: string): ErrorRow | null {
  if (/\s/u.test(text)) return 4;
  if (text.includes('=')) return 6;
  return hasForbiddenCharacters(text) ? 5 : null;
}

function judgeName(text: string, namePolicy: NamePolicy): ErrorRow | null {
  if (hasForbiddenCharacters(text)) return 5;
  return namePolicy === 'reject' && hasDiacritics(text) ? 5 : null;
}

// Whoever mends the source has to see what cannot be seen there.
function noteOf(row: ErrorRow, text: string): string {
  if (row === 7 || row === 16) return `${characterCount(text)} characters`;
  return `received "${revealForbiddenCharacters(text).slice(0, 100)}"`;
}

function isTooLong(text: string): boolean {
  return characterCount(text) > longestText;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function keyOf({ path, text }: TextAt): string {
  return `${path} ${text}`;
}
