import type { FieldChange } from '../../activity';
import type { WantedAccount } from '../../accounts/change';
import type { Provisioning } from '../call';
import { sameJson } from '../protocol/patch';
import { isJsonObject, ownValue, urns, type JsonObject } from '../protocol/schema';
import { decideActive } from './decideActive';
import { mapEmails, mapProfileAttribute, profileAttributes } from './mapSentUser';
import { decidingType, knownLanguage } from './mapStoredUser';
import { resourceChanges } from './resourceChanges';
import { assigned, textAt } from './members';
import { emptyProfile, type StoredUser, type UserProfile } from './storedUser';

/** What a person is to become. */
export interface UserWish {
  /** The resource as the provisioning saw it; empty for a new person. */
  readonly before: JsonObject;
  /** The whole resource as it is to be, names as the policy has them, judged by `judgeUser`. */
  readonly after: JsonObject;
}

/** What writing a person comes to. */
export interface UserWrite {
  /** For the rules of every door; only what changes. */
  readonly wanted: WantedAccount;
  readonly profile: UserProfile;
  readonly externalId: string | null;
  /** True when the account is deactivated by this provisioning, which may bring it back. */
  readonly suspends: boolean;
  /** What changes beside the account, by SCIM path, for the activity log. */
  readonly alsoChanges: readonly FieldChange[];
  /** True when something beside the account is to be written, or the account is taken on. */
  readonly writesBeside: boolean;
  /** English, for the call log: what of the wish is not followed. */
  readonly notes: readonly string[];
}

/** What deciding needs beside the person. */
export interface WriteContext {
  readonly provisioning: Pick<Provisioning, 'name' | 'defaultType' | 'actingAccount'>;
  readonly now: Date;
}

/**
 * Decides what a POST, PUT or PATCH of a person writes. Only attributes that differ are written: what another door changed,
 * and the client did not speak of, stays. Pure.
 *
 * @param stored null when the person is new
 * @throws ScimError account_protected
 */
export function decideUserWrite(stored: StoredUser | null, wish: UserWish, context: WriteContext): UserWrite {
  const { before, after } = wish;
  const { provisioning } = context;
  const active = decideStatus(stored, after, context);
  const emails = mapEmails(after);
  const emailsChange = differs(wish, 'emails');
  const storedProfile = stored?.profile ?? emptyProfile;
  const profile: UserProfile = {
    attributes: attributesAfter(storedProfile.attributes, wish),
    mainEmail: emailsChange ? emails.mainEmail : storedProfile.mainEmail,
    otherEmails: emailsChange ? emails.otherEmails : storedProfile.otherEmails,
  };
  const externalId = textAt(after, 'externalId');
  const wanted: WantedAccount = {
    ...wantedFields(stored, wish, provisioning.defaultType),
    ...(emailsChange && emails.email !== (stored?.account.email ?? null) && { email: emails.email }),
    ...(active.status !== null && { status: active.status }),
  };
  // Whoever is written to for the first time is taken on; so is whom nobody manages any more.
  const isTakenOn = stored === null || stored.link === null || stored.link.isHidden || stored.managedBy === null;
  const profileChanges = !sameProfile(storedProfile, profile);
  return {
    wanted,
    profile,
    externalId,
    suspends: active.status === 'deactivated' && active.mayReturn,
    alsoChanges: changesBeside(stored, before, after, provisioning.name),
    writesBeside: isTakenOn || profileChanges || externalId !== (stored?.link?.externalId ?? null),
    notes: active.note === null ? [] : [active.note],
  };
}

function decideStatus(stored: StoredUser | null, after: JsonObject, { provisioning, now }: WriteContext) {
  const wanted = ownValue(after, 'active') ?? true;
  if (stored === null) {
    const status = wanted === false ? ('deactivated' as const) : null;
    return { status, mayReturn: true, note: null };
  }
  return decideActive(stored, wanted === true, { actingAccountId: provisioning.actingAccount.id, now });
}

/** The columns whose attribute changes. */
function wantedFields(
  stored: StoredUser | null,
  wish: UserWish,
  defaultType: Provisioning['defaultType'],
): WantedAccount {
  const { after } = wish;
  const name = ownValue(after, 'name');
  const part = (key: string) => (isJsonObject(name) ? textAt(name, key) : null);
  const type = decidingType(textAt(after, 'userType') ?? '') ?? (stored === null ? defaultType : null);
  const language = textAt(after, 'preferredLanguage');
  return {
    ...(differs(wish, 'userName') && { username: textAt(after, 'userName') ?? '' }),
    ...(differs(wish, 'name') && { firstName: part('givenName'), lastName: part('familyName') }),
    ...(differs(wish, 'displayName') && { displayName: textAt(after, 'displayName') }),
    ...(differs(wish, 'preferredLanguage') && { language: language === null ? null : knownLanguage(language) }),
    ...(differs(wish, 'timezone') && { timeZone: textAt(after, 'timezone') }),
    ...(type !== null && type !== stored?.account.type && { type }),
    ...(differs(wish, urns.usherUser) && { trackingCodes: wantedCodes(wish) }),
  };
}

/** Codes that are sent or cleared; one that stays as it is is not judged again. */
function wantedCodes({ before, after }: UserWish): Readonly<Record<string, string | null>> {
  const [stored, sent] = [before, after].map((resource) => {
    const codes = ownValue(resource, urns.usherUser);
    return isJsonObject(codes) ? codes : {};
  }) as [JsonObject, JsonObject];
  const names = [...new Set([...Object.keys(stored), ...Object.keys(sent)])];
  return Object.fromEntries(
    names.filter((name) => textAt(stored, name) !== textAt(sent, name)).map((name) => [name, textAt(sent, name)]),
  );
}

function attributesAfter(stored: JsonObject, wish: UserWish): JsonObject {
  return assigned(
    Object.fromEntries(
      profileAttributes.map((name) => [
        name,
        differs(wish, name) ? mapProfileAttribute(wish.after, name) : ownValue(stored, name),
      ]),
    ),
  );
}

/** What of the changes no column of the account shows. */
function changesBeside(
  stored: StoredUser | null,
  before: JsonObject,
  after: JsonObject,
  owner: string,
): readonly FieldChange[] {
  const inAccount =
    /^(userName|displayName|name\.(givenName|familyName)|active|timezone|preferredLanguage|urn:usher:.*)$/;
  const managedBy = stored?.managedBy ?? null;
  return [
    ...resourceChanges(before, after).filter(({ field }) => !inAccount.test(field)),
    ...(managedBy === owner ? [] : [{ field: 'managedBy', before: managedBy, after: owner }]),
  ];
}

function sameProfile(one: UserProfile, other: UserProfile): boolean {
  const asJson = ({ attributes, mainEmail, otherEmails }: UserProfile) => ({ attributes, mainEmail, otherEmails });
  return sameJson(asJson(one), asJson(other));
}

function differs({ before, after }: UserWish, name: string): boolean {
  return !sameJson(ownValue(before, name), ownValue(after, name));
}
