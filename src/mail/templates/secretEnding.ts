import { formatDateTime, type Language } from '../../web';
import { paragraphs, type MailTemplate } from '../mailText';

/** A secret of a SCIM client that ends soon. */
export interface SecretEnding {
  readonly siteName: string;
  /** Name of the provisioning. */
  readonly provisioning: string;
  /** User name of the account that alone can make a new one. */
  readonly actingUser: string;
  readonly endsAt: Date;
  /** Whole days, 1 or more. */
  readonly daysLeft: number;
  /** The page of the site's administration. */
  readonly link: string;
}

interface Words {
  readonly subject: (data: SecretEnding) => string;
  readonly what: (data: SecretEnding) => string;
  readonly end: string;
  readonly todo: (data: SecretEnding) => string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: a provisioning secret ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`,
    what: ({ provisioning, siteName }) =>
      `A secret of the provisioning "${provisioning}" of ${siteName} ends soon. If the identity provider still uses it then, nothing is synchronized any more.`,
    end: 'Ends',
    todo: ({ actingUser }) =>
      `If a newer secret is entered there already, nothing is to be done. Otherwise ${actingUser} makes a new one under My Account, Identity Provider. How it stands:`,
  },
  de: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: Ein Geheimnis der Bereitstellung endet in ${daysLeft} ${daysLeft === 1 ? 'Tag' : 'Tagen'}`,
    what: ({ provisioning, siteName }) =>
      `Ein Geheimnis der Bereitstellung „${provisioning}“ von ${siteName} endet bald. Benutzt der Identitätsanbieter es dann noch, wird nichts mehr abgeglichen.`,
    end: 'Endet',
    todo: ({ actingUser }) =>
      `Ist dort schon ein neueres eingetragen, ist nichts zu tun. Sonst erzeugt ${actingUser} ein neues unter Mein Konto, Identitätsanbieter. Wie es steht:`,
  },
  nb: {
    subject: ({ siteName, daysLeft }) =>
      `${siteName}: En hemmelighet for klargjøring utløper om ${daysLeft} ${daysLeft === 1 ? 'dag' : 'dager'}`,
    what: ({ provisioning, siteName }) =>
      `En hemmelighet for klargjøringen «${provisioning}» hos ${siteName} utløper snart. Bruker identitetsleverandøren den fortsatt da, synkroniseres ingenting mer.`,
    end: 'Utløper',
    todo: ({ actingUser }) =>
      `Er en nyere allerede lagt inn der, er det ingenting å gjøre. Ellers lager ${actingUser} en ny under Min konto, Identitetsleverandør. Slik står det:`,
  },
};

/** Goes to the administrators of a site while there is still time. */
export const secretEnding: MailTemplate<SecretEnding> = {
  en: (data) => write(data, 'en'),
  de: (data) => write(data, 'de'),
  nb: (data) => write(data, 'nb'),
};

function write(data: SecretEnding, language: Language) {
  const text = words[language];
  return {
    subject: text.subject(data),
    text: paragraphs(
      text.what(data),
      `${text.end}: ${formatDateTime(data.endsAt, language)}`,
      `${text.todo(data)}\n${data.link}`,
    ),
  };
}
