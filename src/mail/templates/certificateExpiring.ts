import { formatDateTime, type Language } from '../../web';
import { paragraphs, type MailTemplate } from '../mailText';

/** A certificate that ends soon, or has ended. */
export interface CertificateExpiring {
  readonly siteName: string;
  /** The connection whose identity provider signs with it; null when it is a key of our own. */
  readonly connection: string | null;
  /** Whom the certificate names. */
  readonly subject: string;
  readonly fingerprint: string;
  readonly endsAt: Date;
  /** Whole days; 0 or less: it has ended. */
  readonly daysLeft: number;
  /** The page where it is replaced. */
  readonly link: string;
}

interface Words {
  readonly subject: (data: CertificateExpiring) => string;
  readonly ofConnection: (connection: string, siteName: string) => string;
  readonly ofOurs: (siteName: string) => string;
  readonly todoThere: string;
  readonly todoHere: string;
  readonly facts: readonly [subject: string, fingerprint: string, end: string];
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: ({ siteName, daysLeft }) => `${siteName}: a certificate ${endsEn(daysLeft)}`,
    ofConnection: (connection, siteName) =>
      `The identity provider of the connection "${connection}" of ${siteName} signs with this certificate. After its end, sign-ins are refused with code 15.`,
    ofOurs: (siteName) => `Usher signs or decrypts for ${siteName} with this certificate.`,
    todoThere:
      'Ask the people who run the identity provider for its next certificate, add it beside this one, and remove this one when it is no longer used:',
    todoHere: 'Give the next certificate to the people who run the identity provider, then change over:',
    facts: ['Subject', 'SHA-256 fingerprint', 'Ends'],
  },
  de: {
    subject: ({ siteName, daysLeft }) => `${siteName}: Ein Zertifikat ${endsDe(daysLeft)}`,
    ofConnection: (connection, siteName) =>
      `Mit diesem Zertifikat signiert der Identitätsanbieter der Verbindung „${connection}“ von ${siteName}. Danach werden Anmeldungen mit Code 15 abgelehnt.`,
    ofOurs: (siteName) => `Mit diesem Zertifikat signiert oder entschlüsselt Usher für ${siteName}.`,
    todoThere:
      'Bitten Sie die Betreiber des Identitätsanbieters um das nächste Zertifikat, nehmen Sie es zusätzlich auf, und entfernen Sie dieses, wenn es nicht mehr verwendet wird:',
    todoHere: 'Geben Sie den Betreibern des Identitätsanbieters das nächste Zertifikat, und stellen Sie dann um:',
    facts: ['Inhaber', 'SHA-256-Fingerabdruck', 'Gültig bis'],
  },
  nb: {
    subject: ({ siteName, daysLeft }) => `${siteName}: Et sertifikat ${endsNb(daysLeft)}`,
    ofConnection: (connection, siteName) =>
      `Identitetsleverandøren for tilkoblingen «${connection}» hos ${siteName} signerer med dette sertifikatet. Når det er utløpt, avvises pålogginger med kode 15.`,
    ofOurs: (siteName) => `Usher signerer eller dekrypterer for ${siteName} med dette sertifikatet.`,
    todoThere:
      'Be dem som drifter identitetsleverandøren om det neste sertifikatet, legg det til ved siden av dette, og fjern dette når det ikke lenger er i bruk:',
    todoHere: 'Gi det neste sertifikatet til dem som drifter identitetsleverandøren, og bytt deretter:',
    facts: ['Utstedt til', 'SHA-256-fingeravtrykk', 'Utløper'],
  },
};

function endsEn(days: number): string {
  if (days <= 0) return 'has ended';
  return days === 1 ? 'ends in 1 day' : `ends in ${days} days`;
}

function endsDe(days: number): string {
  if (days <= 0) return 'ist abgelaufen';
  return days === 1 ? 'läuft in 1 Tag ab' : `läuft in ${days} Tagen ab`;
}

function endsNb(days: number): string {
  if (days <= 0) return 'er utløpt';
  return days === 1 ? 'utløper om 1 dag' : `utløper om ${days} dager`;
}

/** Goes to the administrators of a site while there is still time. */
export const certificateExpiring: MailTemplate<CertificateExpiring> = {
  en: (data) => write(data, 'en'),
  de: (data) => write(data, 'de'),
  nb: (data) => write(data, 'nb'),
};

function write(data: CertificateExpiring, language: Language) {
  const { siteName, connection, subject, fingerprint, endsAt, link } = data;
  const text = words[language];
  const [subjectWord, fingerprintWord, endWord] = text.facts;
  return {
    subject: text.subject(data),
    text: paragraphs(
      connection === null ? text.ofOurs(siteName) : text.ofConnection(connection, siteName),
      `${subjectWord}: ${subject}\n${fingerprintWord}: ${fingerprint}\n${endWord}: ${formatDateTime(endsAt, language)}`,
      `${connection === null ? text.todoHere : text.todoThere}\n${link}`,
    ),
  };
}
