import { chooseLanguage } from '../../web';
import { isJsonObject, ownValue, urns, userTypes, type Json, type JsonObject } from '../protocol/schema';
import { versionText } from '../version';
import { assigned, without } from './members';
import { isShownActive, type StoredUser, type UserAccount, type UserProfile } from './storedUser';

/** Attributes that are stored and given back as they were sent, and decide nothing. */
export const plainAttributes = [
  'nickName',
  'profileUrl',
  'title',
  'locale',
  'phoneNumbers',
  'addresses',
  'roles',
] as const;

/**
 * The resource of a person, in canonical names. What another door changed since is shown as the account has it; what was
 * sent is shown as it was sent.
 *
 * @param baseUrl of the provisioning, for the addresses in it
 */
export function mapStoredUser(stored: StoredUser, baseUrl: string): JsonObject {
  const { account, profile, link, id } = stored;
  const { attributes } = profile;
  const enterprise = enterpriseOf(stored);
  const codes = account.trackingCodes;
  const hasCodes = Object.keys(codes).length > 0;
  return assigned({
    schemas: [urns.user, ...(enterprise ? [urns.enterpriseUser] : []), ...(hasCodes ? [urns.usherUser] : [])],
    id,
    externalId: link?.externalId,
    meta: {
      resourceType: 'User',
      created: stored.createdAt.toISOString(),
      lastModified: stored.updatedAt.toISOString(),
      location: `${baseUrl}/Users/${id}`,
      version: versionText(stored.version),
    },
    userName: account.username,
    name: nameOf(account, attributes),
    displayName: account.displayName ?? fullName(account),
    ...Object.fromEntries(plainAttributes.map((name) => [name, ownValue(attributes, name)])),
    userType: userTypeOf(account, attributes),
    preferredLanguage: languageOf(account, attributes),
    timezone: account.timeZone,
    active: isShownActive(account),
    emails: emailsOf(account, profile),
    groups: groupsOf(stored, baseUrl),
    [urns.enterpriseUser]: enterprise,
    [urns.usherUser]: hasCodes ? codes : undefined,
  });
}

function fullName({ firstName, lastName }: UserAccount): string | undefined {
  return [firstName, lastName].filter((part) => part !== null && part !== '').join(' ') || undefined;
}

/** The whole name is kept as it was sent; it is true only while its parts are those it came with. */
function nameOf({ firstName, lastName }: UserAccount, attributes: JsonObject): JsonObject | undefined {
  const sent = ownValue(attributes, 'name');
  const { givenName, familyName, formatted, ...others } = isJsonObject(sent) ? sent : {};
  const isStill = (givenName ?? null) === firstName && (familyName ?? null) === lastName;
  const name = assigned({
    ...(isStill && { formatted }),
    familyName: lastName,
    givenName: firstName,
    ...others,
  });
  return Object.keys(name).length === 0 ? undefined : name;
}

/** Only what a client said is shown, and of the two that decide something, what was decided since. */
function userTypeOf({ type }: UserAccount, attributes: JsonObject): Json | undefined {
  const sent = ownValue(attributes, 'userType');
  const decides = typeof sent === 'string' && decidingType(sent) !== null;
  return decides && decidingType(sent) !== type ? type : sent;
}

/** The account type that a userType names, in any case; null when it names none. */
export function decidingType(userType: string): UserAccount['type'] | null {
  const name = userType.toLowerCase();
  return userTypes.includes(name) ? (name as UserAccount['type']) : null;
}

function languageOf({ language }: UserAccount, attributes: JsonObject): Json | undefined {
  const sent = ownValue(attributes, 'preferredLanguage');
  return typeof sent === 'string' && knownLanguage(sent) === language ? sent : (language ?? undefined);
}

/** The language of our pages that a language tag means; null when it is none of them. */
export function knownLanguage(tag: string): string | null {
  // English is also the answer to everything unknown: only a text that says so means it.
  const language = chooseLanguage(undefined, tag);
  return language !== 'en' || /^en([-_]|$)/i.test(tag.trim()) ? language : null;
}

function emailsOf({ email }: UserAccount, { mainEmail, otherEmails }: UserProfile): readonly Json[] | undefined {
  const others = otherEmails.map((other) => without(other, 'valueKey'));
  const all = email === null ? others : [{ value: email, ...mainEmail }, ...others];
  return all.length === 0 ? undefined : all;
}

function groupsOf({ groups }: StoredUser, baseUrl: string): readonly Json[] | undefined {
  if (groups === null || groups.length === 0) return undefined;
  return groups.map(({ id, displayName }) => ({
    value: id,
    $ref: `${baseUrl}/Groups/${id}`,
    display: displayName,
    type: 'direct',
  }));
}

function enterpriseOf({ profile, managerName }: StoredUser): JsonObject | undefined {
  const enterprise = ownValue(profile.attributes, urns.enterpriseUser);
  if (!isJsonObject(enterprise)) return undefined;
  const manager = ownValue(enterprise, 'manager');
  return isJsonObject(manager) && managerName !== null
    ? { ...enterprise, manager: { ...manager, displayName: managerName } }
    : enterprise;
}
