import type { Contact, Language } from '../web';

/** What a mail says: plain text, so that nothing in it can be more than it looks. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** A mail in every language; a missing one does not compile. */
export type MailTemplate<Data extends object> = Readonly<Record<Language, (data: Data) => MailText>>;

/** Paragraphs with a blank line between them; null leaves one out. */
export function paragraphs(...parts: readonly (string | null)[]): string {
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

/** How somebody is reached, in one line; null when nothing is known. */
export function contactLine(contact: Contact | null): string | null {
  const known = [contact?.name, contact?.email, contact?.url].filter((part) => (part ?? '') !== '');
  return known.length === 0 ? null : known.join(', ');
}
