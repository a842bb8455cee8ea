import { formatDateTime, formatNumber, type Language } from '../../web';
import { paragraphs, type MailTemplate } from '../mailText';

/** A SCIM client that the brake holds. */
export interface ProvisioningHeld {
  readonly siteName: string;
  /** Name of the provisioning. */
  readonly provisioning: string;
  readonly heldAt: Date;
  /** Accounts that would have been deactivated or lost something … */
  readonly removed: number;
  /** … of so many of the site … */
  readonly accounts: number;
  /** … within so many minutes. */
  readonly windowMinutes: number;
  /** The limits that were both passed: accounts, and percent of the site. */
  readonly count: number;
  readonly percent: number;
  /** The page where it is looked into and let go on. */
  readonly link: string;
}

/** The numbers as the language writes them. */
type Numbers = Readonly<Record<'removed' | 'accounts' | 'windowMinutes' | 'count' | 'percent', string>>;

interface Words {
  readonly subject: (data: ProvisioningHeld) => string;
  readonly what: (data: ProvisioningHeld) => string;
  readonly why: (data: Numbers) => string;
  readonly since: string;
  readonly todo: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: ({ siteName, provisioning }) => `${siteName}: the provisioning "${provisioning}" is held`,
    what: ({ provisioning, siteName }) =>
      `The provisioning "${provisioning}" of ${siteName} is held. Nothing that would have gone too far was done; until somebody lets it go on, it takes nothing more from anybody. Everything else goes on.`,
    why: ({ removed, accounts, windowMinutes, count, percent }) =>
      `${removed} of ${accounts} accounts would have been deactivated, or would have lost a seat, a role or a workspace, within ${windowMinutes} minutes. The limits are ${count} accounts and ${percent} % of the site.`,
    since: 'Held since',
    todo: 'Find out at the identity provider whether that is meant: often a rule or an assignment there was changed by mistake. If it is, let it go on here. If it is not, mend it there first: the identity provider sends again what was held. The call log shows what it sent:',
  },
  de: {
    subject: ({ siteName, provisioning }) => `${siteName}: Die Bereitstellung „${provisioning}“ ist angehalten`,
    what: ({ provisioning, siteName }) =>
      `Die Bereitstellung „${provisioning}“ von ${siteName} ist angehalten. Nichts von dem, was zu weit gegangen wäre, ist geschehen; bis jemand sie weitermachen lässt, nimmt sie niemandem mehr etwas weg. Alles andere geht weiter.`,
    why: ({ removed, accounts, windowMinutes, count, percent }) =>
      `${removed} von ${accounts} Konten wären innerhalb von ${windowMinutes} Minuten deaktiviert worden oder hätten einen Platz, eine Rolle oder einen Arbeitsbereich verloren. Die Grenzen sind ${count} Konten und ${percent} % der Site.`,
    since: 'Angehalten seit',
    todo: 'Klären Sie beim Identitätsanbieter, ob das gewollt ist: Oft wurde dort versehentlich eine Regel oder eine Zuweisung geändert. Ist es gewollt, lassen Sie sie hier weitermachen. Sonst berichtigen Sie es zuerst dort: Was aufgehalten wurde, sendet der Identitätsanbieter wieder. Das Aufrufprotokoll zeigt, was er gesendet hat:',
  },
  nb: {
    subject: ({ siteName, provisioning }) => `${siteName}: klargjøringen «${provisioning}» er holdt tilbake`,
    what: ({ provisioning, siteName }) =>
      `Klargjøringen «${provisioning}» hos ${siteName} er holdt tilbake. Ingenting av det som ville gått for langt, er gjort; før noen lar den fortsette, tar den ikke noe mer fra noen. Alt annet går videre.`,
    why: ({ removed, accounts, windowMinutes, count, percent }) =>
      `${removed} av ${accounts} kontoer ville blitt deaktivert, eller mistet en plass, en rolle eller et arbeidsområde, i løpet av ${windowMinutes} minutter. Grensene er ${count} kontoer og ${percent} % av nettstedet.`,
    since: 'Holdt tilbake siden',
    todo: 'Finn ut hos identitetsleverandøren om dette er ment: Ofte er en regel eller en tildeling der endret ved en feil. Er det ment, lar du den fortsette her. Hvis ikke, retter du det der først: Identitetsleverandøren sender det som ble holdt tilbake, på nytt. Kalloggen viser hva den sendte:',
  },
};

/** Goes to whoever looks after a provisioning, and to the administrators of its site, when the brake holds it. */
export const provisioningHeld: MailTemplate<ProvisioningHeld> = {
  en: (data) => write(data, 'en'),
  de: (data) => write(data, 'de'),
  nb: (data) => write(data, 'nb'),
};

function write(data: ProvisioningHeld, language: Language) {
  const text = words[language];
  return {
    subject: text.subject(data),
    text: paragraphs(
      text.what(data),
      text.why(numbersOf(data, language)),
      `${text.since}: ${formatDateTime(data.heldAt, language)}`,
      `${text.todo}\n${data.link}`,
    ),
  };
}

function numbersOf(
  { removed, accounts, windowMinutes, count, percent }: ProvisioningHeld,
  language: Language,
): Numbers {
  const shown = (value: number) => formatNumber(value, language);
  return {
    removed: shown(removed),
    accounts: shown(accounts),
    windowMinutes: shown(windowMinutes),
    count: shown(count),
    percent: shown(percent),
  };
}
