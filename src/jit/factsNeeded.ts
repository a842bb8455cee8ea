import { confusableKey, emailKey, usernameKey } from '../accounts';
import type { Binding, Person, PolicySettings } from './types';
import { bindingOf } from './nameIdBinding';
import { filledValue, readField } from './readAttribute';

/** The keys by which the database finds what `decideSignIn` has to know. */
export interface LookupKeys {
  readonly usernameKey: string;
  readonly confusableKey: string;
  /** Null when no e-mail address was sent. */
  readonly emailKey: string | null;
  /** The bound form of the NameID, exactly as a verdict's `bind` stores it; null when its format does not bind. */
  readonly nameId: Binding;
}

/** What to look up for this person before the policy can judge. */
export function lookupKeys(person: Person, settings: PolicySettings): LookupKeys {
  const email = filledValue(readField(person, settings, 'email'));
  return {
    usernameKey: usernameKey(person.username),
    confusableKey: confusableKey(person.username),
    emailKey: email === null ? null : emailKey(email),
    nameId: bindingOf(person.nameId),
  };
}
