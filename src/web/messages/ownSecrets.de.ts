import type { OwnSecretMessages } from './ownSecrets.en';

/** Secrets of SCIM clients on My Account, in German. */
export const ownSecrets: OwnSecretMessages = {
  heading: 'Identitätsanbieter',
  caption: 'Systeme, die in Ihrem Namen handeln',
  text: 'Diese Identitätsanbieter handeln in Ihrem Namen. Nur Sie können ihre Geheimnisse erzeugen, und jedes wird einmal gezeigt.',
  secrets: 'Gültige Geheimnisse',
  none: 'Noch keines',
  regenerate: 'Neu generieren',
  title: (name) => `Geheimnis von ${name} neu generieren?`,
  warning:
    'Bis das neue Geheimnis beim Identitätsanbieter eingetragen ist, wird nichts abgeglichen, außer das vorige gilt noch eine Weile weiter.',
  madeMeanwhile:
    'Nachdem diese Seite geöffnet war, wurde ein Geheimnis erzeugt; darum ist jetzt nichts geschehen. Haben Sie es kopiert, sind Sie fertig: Verlassen Sie diese Seite. Ein weiteres beendet es, außer es gilt noch eine Weile weiter.',
  overlap: 'Das vorige Geheimnis',
  overlaps: {
    '0': 'endet sofort',
    '1': 'gilt noch einen Tag',
    '7': 'gilt noch 7 Tage',
    '30': 'gilt noch 30 Tage',
  },
  lifetime: 'Das neue Geheimnis',
  lifetimes: {
    none: 'hat kein Ende',
    '365': 'endet in einem Jahr',
    '730': 'endet in zwei Jahren',
    '1095': 'endet in drei Jahren',
  },
  lifetimeHint: 'Sie werden 60, 30, 7 und 1 Tage vorher gewarnt.',
  noEmail:
    'Ihr Konto hat keine gültige E-Mail-Adresse; ohne sie lässt sich kein Geheimnis erzeugen. Bitten Sie Ihre Administration, eine einzutragen.',
  madeTitle: (name) => `Das neue Geheimnis von ${name}`,
  once: 'Kopieren Sie es jetzt: Es wird dieses eine Mal gezeigt und nie wieder.',
  basic: 'Basic Auth Secret',
  bearer: 'Bearer Token Secret',
  client: 'Client Secret',
  active: 'In Gebrauch',
  notActive: 'Nicht in Gebrauch',
  typeText: (type) => `Diese Bereitstellung nimmt nur ${type}.`,
  endsAt: (when) => `Es endet am ${when}.`,
  previousEndsAt: (when) => `Das vorige Geheimnis gilt bis ${when}.`,
  previousEnded: 'Das vorige Geheimnis gilt nicht mehr.',
  done: 'Ich habe es kopiert',
};
