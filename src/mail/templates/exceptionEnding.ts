import { formatDateTime, type Language } from '../../web';
import { paragraphs, type MailTemplate } from '../mailText';

/** An exception that ends soon, by which a connection still accepts weak algorithms. */
export interface ExceptionEnding {
  readonly siteName: string;
  readonly connection: string;
  /** What it admits, such as `sha1, cbc`. */
  readonly algorithms: string;
  readonly endsAt: Date;
  /** Whole days, 1 or more. */
  readonly daysLeft: number;
  /** The page where the connection is set up. */
  readonly link: string;
}

interface Words {
  readonly subject: (data: ExceptionEnding) => string;
  readonly what: (data: ExceptionEnding) => string;
  readonly end: string;
  readonly todo: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: an exception ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`,
    what: ({ connection, siteName, algorithms }) =>
      `The connection "${connection}" of ${siteName} still accepts weak algorithms (${algorithms}). After the end of this exception, sign-ins that use them are refused.`,
    end: 'Ends',
    todo: 'Ask the people who run the identity provider to sign with SHA-256 and to encrypt with AES-GCM, then take the exception away:',
  },
  de: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: Eine Ausnahme endet in ${daysLeft} ${daysLeft === 1 ? 'Tag' : 'Tagen'}`,
    what: ({ connection, siteName, algorithms }) =>
      `Die Verbindung „${connection}“ von ${siteName} nimmt noch schwache Algorithmen an (${algorithms}). Nach dem Ende der Ausnahme werden Anmeldungen damit abgelehnt.`,
    end: 'Endet',
    todo: 'Bitten Sie die Betreiber des Identitätsanbieters, mit SHA-256 zu signieren und mit AES-GCM zu verschlüsseln, und nehmen Sie dann die Ausnahme zurück:',
  },
  nb: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: Et unntak opphører om ${daysLeft} ${daysLeft === 1 ? 'dag' : 'dager'}`,
    what: ({ connection, siteName, algorithms }) =>
      `Tilkoblingen «${connection}» hos ${siteName} godtar fortsatt svake algoritmer (${algorithms}). Når unntaket opphører, avvises pålogginger som bruker dem.`,
    end: 'Opphører',
    todo: 'Be dem som drifter identitetsleverandøren om å signere med SHA-256 og kryptere med AES-GCM, og fjern deretter unntaket:',
  },
};

/** Goes to the administrators of a site while there is still time. */
export const exceptionEnding: MailTemplate<ExceptionEnding> = {
  en: (data) => write(data, 'en'),
  de: (data) => write(data, 'de'),
  nb: (data) => write(data, 'nb'),
};

function write(data: ExceptionEnding, language: Language) {
  const text = words[language];
  return {
    subject: text.subject(data),
    text: paragraphs(
      text.what(data),
      `${text.end}: ${formatDateTime(data.endsAt, language)}`,
      `${text.todo}\n${data.link}`,
    ),
  };
}
