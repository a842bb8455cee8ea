import { contactLine, paragraphs, type MailTemplate } from '../mailText';
import type { RequestDecided } from './requestAccepted';

/** Goes to a person who had asked for an account and does not get one. */
export const requestRejected: MailTemplate<RequestDecided> = {
  en: ({ siteName, contact }) => ({
    subject: `${siteName}: your request`,
    text: paragraphs(
      `Your request for an account at ${siteName} was not accepted.`,
      `To learn why, ask ${contactLine(contact) ?? 'the administrator of the site'}.`,
    ),
  }),
  de: ({ siteName, contact }) => ({
    subject: `${siteName}: Ihre Anfrage`,
    text: paragraphs(
      `Ihre Anfrage nach einem Konto bei ${siteName} wurde nicht angenommen.`,
      `Den Grund erfahren Sie hier: ${contactLine(contact) ?? 'Administration der Site'}.`,
    ),
  }),
  nb: ({ siteName, contact }) => ({
    subject: `${siteName}: forespørselen din`,
    text: paragraphs(
      `Forespørselen din om en konto hos ${siteName} ble ikke godkjent.`,
      `Spør ${contactLine(contact) ?? 'administratoren for nettstedet'} om hvorfor.`,
    ),
  }),
};
