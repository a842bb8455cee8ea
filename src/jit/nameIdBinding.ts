import { emailKey } from '../accounts';
import type { NameId } from '../saml/gate';
import type { Binding } from './types';

const persistentFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/**
 * The form of a NameID that is bound and looked up, or null when its format does not bind (transient, unspecified and
 * the others say nothing that lasts). An e-mail address is bound by its key, because identity providers do change its
 * case; a persistent one is opaque and stays as it is (SAML Core 8.3.2, 8.3.7).
 */
export function bindingOf(nameId: NameId | null): Binding {
  if (nameId === null) return null;
  if (nameId.format === persistentFormat) return nameId;
  if (nameId.format === emailFormat) return { ...nameId, value: emailKey(nameId.value) };
  return null;
}

/** True when both are bound forms of the same identity: value, format and both qualifiers. */
export function isSameBinding(one: Binding, other: Binding): boolean {
  const left = bindingOf(one);
  const right = bindingOf(other);
  if (left === null || right === null) return false;
  return (
    left.value === right.value &&
    left.format === right.format &&
    left.nameQualifier === right.nameQualifier &&
    left.spNameQualifier === right.spNameQualifier
  );
}
