import { emailKey } from '../../accounts';
import { isJsonObject, ownValue, urns, type Json, type JsonObject } from '../protocol/schema';
import { plainAttributes } from './mapStoredUser';
import { assigned, textAt, without } from './members';
import type { UserProfile } from './storedUser';

/** What the address of an account becomes, and what is kept of the others. */
export interface SentEmails extends Pick<UserProfile, 'mainEmail' | 'otherEmails'> {
  /** Null when there is none at all. */
  readonly email: string | null;
}

/** Attributes of the core schema whose text says more than the column it decides about. */
const alsoKept = ['name', 'userType', 'preferredLanguage'] as const;

/** The attributes that the profile keeps, each in the form of the resource. */
export const profileAttributes: readonly string[] = [...plainAttributes, ...alsoKept, urns.enterpriseUser];

/** One attribute as the profile keeps it. The name of a manager is not kept: it is read with the manager. */
export function mapProfileAttribute(resource: JsonObject, name: string): Json | undefined {
  const value = ownValue(resource, name);
  if (name !== urns.enterpriseUser || !isJsonObject(value)) return value;
  const manager = ownValue(value, 'manager');
  if (!isJsonObject(manager)) return Object.keys(value).length === 0 ? undefined : value;
  return { ...value, manager: without(manager, 'displayName') };
}

/**
 * The address of an account out of those of a person: the primary one, else the first for work, else the first. The others
 * are kept beside it.
 */
export function mapEmails(resource: JsonObject): SentEmails {
  const sent = ownValue(resource, 'emails');
  const emails = (Array.isArray(sent) ? (sent as readonly Json[]) : []).filter(isJsonObject);
  const isWork = (email: JsonObject) => textAt(email, 'type')?.toLowerCase() === 'work';
  const main =
    emails.find((email) => ownValue(email, 'primary') === true && textOf(email) !== null) ??
    emails.find((email) => isWork(email) && textOf(email) !== null) ??
    emails.find((email) => textOf(email) !== null);
  return {
    email: main === undefined ? null : textOf(main),
    mainEmail: main === undefined ? {} : without(main, 'value'),
    otherEmails: emails
      .filter((email) => email !== main)
      .map((email) => assigned({ ...email, valueKey: emailKey(textOf(email) ?? '') })),
  };
}

function textOf(email: JsonObject): string | null {
  return textAt(email, 'value') || null;
}
