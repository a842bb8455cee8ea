import { messagesFor, type Language } from '../web';

/** Attributes of an extension carry its URN (RFC 7644 section 3.10). */
const extension = /^urn:.+:(?:User|Group)\./;
const trackingCode = /^(?:trackingCodes\.)?(TC\d+)$/;

/**
 * What a changed field is called for people, by its name in the site file or its path in SCIM; null when it has no other name.
 * Pure.
 */
export function fieldNameOf(field: string, language: Language): string | null {
  const texts = messagesFor(language).admin.fieldNames;
  const bare = field.replace(extension, '');
  const code = trackingCode.exec(bare)?.[1];
  if (code !== undefined) return texts.trackingCode(code);
  return Object.hasOwn(texts.names, bare) ? texts.names[bare as keyof typeof texts.names] : null;
}
