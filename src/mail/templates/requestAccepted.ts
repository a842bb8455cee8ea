import type { Contact } from '../../web';
import { contactLine, paragraphs, type MailTemplate } from '../mailText';

/** What was decided about somebody who had asked for an account. */
export interface RequestDecided {
  readonly siteName: string;
  /** Whom to ask; null when the site names nobody. */
  readonly contact: Contact | null;
}

/** Goes to a person whose account waited for approval and has it. */
export const requestAccepted: MailTemplate<RequestDecided> = {
  en: ({ siteName, contact }) => ({
    subject: `${siteName}: you can sign in`,
    text: paragraphs(
      `Your request for an account at ${siteName} was accepted. You can sign in now.`,
      withContact('Questions', contact),
    ),
  }),
  de: ({ siteName, contact }) => ({
    subject: `${siteName}: Sie können sich anmelden`,
    text: paragraphs(
      `Ihre Anfrage nach einem Konto bei ${siteName} wurde angenommen. Sie können sich jetzt anmelden.`,
      withContact('Fragen', contact),
    ),
  }),
  nb: ({ siteName, contact }) => ({
    subject: `${siteName}: du kan logge på`,
    text: paragraphs(
      `Forespørselen din om en konto hos ${siteName} er godkjent. Du kan logge på nå.`,
      withContact('Spørsmål', contact),
    ),
  }),
};

function withContact(word: string, contact: Contact | null): string | null {
  const line = contactLine(contact);
  return line === null ? null : `${word}: ${line}`;
}
