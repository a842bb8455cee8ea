import type { OwnSecretMessages } from './ownSecrets.en';

/** Secrets of SCIM clients on My Account, in Norwegian Bokmål. */
export const ownSecrets: OwnSecretMessages = {
  heading: 'Identitetsleverandør',
  caption: 'Systemer som handler på dine vegne',
  text: 'Disse identitetsleverandørene handler i ditt navn. Bare du kan lage hemmelighetene deres, og hver vises én gang.',
  secrets: 'Gyldige hemmeligheter',
  none: 'Ingen ennå',
  regenerate: 'Lag på nytt',
  title: (name) => `Lage hemmeligheten til ${name} på nytt?`,
  warning:
    'Til den nye hemmeligheten er lagt inn hos identitetsleverandøren, synkroniseres ingenting, med mindre den forrige virker en stund til.',
  madeMeanwhile:
    'Etter at denne siden ble åpnet, ble en hemmelighet laget; derfor skjedde ingenting nå. Har du kopiert den, er du ferdig: forlat denne siden. Lager du enda en, slutter den å virke, med mindre den virker en stund til.',
  overlap: 'Den forrige hemmeligheten',
  overlaps: {
    '0': 'utløper med en gang',
    '1': 'virker én dag til',
    '7': 'virker 7 dager til',
    '30': 'virker 30 dager til',
  },
  lifetime: 'Den nye hemmeligheten',
  lifetimes: {
    none: 'har ikke utløp',
    '365': 'utløper om ett år',
    '730': 'utløper om to år',
    '1095': 'utløper om tre år',
  },
  lifetimeHint: 'Du varsles 60, 30, 7 og 1 dager i forveien.',
  noEmail:
    'Kontoen din har ingen gyldig e-postadresse; uten den kan ingen hemmelighet lages. Be administratoren legge inn en.',
  madeTitle: (name) => `Den nye hemmeligheten til ${name}`,
  once: 'Kopier den nå: den vises denne ene gangen og aldri igjen.',
  basic: 'Basic Auth Secret',
  bearer: 'Bearer Token Secret',
  client: 'Klienthemmelighet',
  active: 'I bruk',
  notActive: 'Ikke i bruk',
  typeText: (type) => `Denne klargjøringen tar bare ${type}.`,
  endsAt: (when) => `Den utløper ${when}.`,
  previousEndsAt: (when) => `Den forrige hemmeligheten virker til ${when}.`,
  previousEnded: 'Den forrige hemmeligheten virker ikke lenger.',
  done: 'Jeg har kopiert den',
};
