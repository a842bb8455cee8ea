import type { AdminMessages } from './en';

/** What operators do beyond one site, in German. */
export const operator: AdminMessages['operator'] = {
  title: 'Alle Sites',
  navigation: 'Seiten des Betriebs',
  areas: { sites: 'Sites', newSite: 'Neue Site', health: 'Zustand', mails: 'Postausgang', operators: 'Betrieb' },
  notices: {
    made: 'Die Site ist angelegt, und ihre erste Administration hat einen Link zum Wählen des Passworts erhalten.',
  },
  search: 'Name oder Kurzname',
  noneFound: (text) => `Keine Site heißt ${text}.`,
  before: 'Zurück',
  after: 'Weiter',
  partnerId: 'Partner-ID',
  partnerIdHint: 'Ohne sie kann bei der Anmeldung kein Konto angelegt werden.',
  theSite: 'Die Site',
  slug: 'Kurzname',
  slugHint: 'Steht in jeder Adresse der Site und ist nicht änderbar: Kleinbuchstaben, Ziffern und Bindestriche.',
  slugTaken: 'Eine Site mit diesem Kurznamen gibt es schon.',
  name: 'Name',
  seats: 'Plätze',
  firstAdministrator: 'Erste Administration',
  firstAdministratorMailed:
    'Erhält ein Konto, das sich mit Passwort anmeldet und keinen Platz belegt, und eine Mail mit einem Link zum Wählen des Passworts.',
  firstAdministratorShown:
    'Erhält ein Konto, das sich mit Passwort anmeldet und keinen Platz belegt. Da keine Mail gesendet werden kann (SMTP_URL fehlt), wird Ihnen der Link zum Wählen des Passworts einmal gezeigt.',
  email: 'E-Mail-Adresse',
  firstName: 'Vorname',
  lastName: 'Nachname',
  missing: {
    email: 'Geben Sie eine E-Mail-Adresse ein.',
    firstName: 'Geben Sie einen Vornamen ein.',
    lastName: 'Geben Sie einen Nachnamen ein.',
  },
  makeSite: 'Site anlegen',
  madeTitle: (site) => `${site} ist angelegt`,
  handOver: (email) =>
    `Geben Sie diesen Link an ${email} weiter. Er wird nur jetzt gezeigt, gilt einmal und 3 Tage lang, und wer ihn hat, wählt das Passwort.`,
  link: 'Link zum Wählen des Passworts',
  goToSite: 'Zur Site',
  healthText: 'Was usher doctor in diesem Augenblick findet, Probleme zuerst, auf Englisch.',
  allWell: 'Es ist nichts zu tun.',
  problems: (count) => (count === 1 ? 'Ein Problem ist zu lösen.' : `${count} Probleme sind zu lösen.`),
  findings: 'Befunde',
  level: 'Stufe',
  levels: { problem: 'Problem', notice: 'Hinweis' },
  subject: 'Betrifft',
  what: 'Was gefunden wurde',
  todo: 'Was zu tun ist',
  operatorsText:
    'Sie dürfen auf allen Sites handeln. Hinzugefügt und entfernt werden sie nur mit dem Befehl usher operator.',
  operatorsCaption: 'Alle, die auf allen Sites handeln dürfen',
  operatorEmail: 'E-Mail-Adresse',
  operatorSince: 'Seit',
};
