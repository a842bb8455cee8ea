import type { MyAccountMessages } from './myAccount.en';

/** What people change about their own account, in Norwegian Bokmål. */
export const myAccount: MyAccountMessages = {
  edit: 'Rediger opplysningene mine',
  editTitle: 'Rediger opplysningene mine',
  changePassword: 'Bytt passord',
  endOthers: 'Avslutt alle andre økter',
  sessionsText: 'Er en av disse ikke din? Avslutt den, og bytt passord hvis du har et.',
  timeZone: 'Tidssone',
  languageOfBrowser: 'Slik nettleseren min ber om',
  timeZoneUtc: 'UTC',
  languages: { en: 'English', de: 'Deutsch', nb: 'Norsk bokmål' },
  keptBy: {
    identity_provider:
      'Navn, e-post og sporingskoder holdes av identitetsleverandøren din: det du endrer her, ville bli overskrevet ved neste pålogging.',
    provisioning: 'Navn, e-post og sporingskoder holdes av katalogen til organisasjonen din.',
    person: '',
  },
  emailByAdministrator:
    'Bare en administrator kan endre e-postadressen din, fordi du ikke har noe passord her å bekrefte den med.',
  emailNeedsPassword:
    'For å endre adressen skriver du inn passordet nedenfor; ved neste pålogging med passord bekrefter du den nye.',
  currentPassword: 'Nåværende passord',
  currentPasswordForEmail: 'Trengs bare for en ny e-postadresse.',
  preferences: 'Innstillinger',
  you: 'Deg',
  wrongPassword: 'Dette er ikke det nåværende passordet ditt.',
  passwordNeeded: 'Skriv inn det nåværende passordet for å endre e-postadressen.',
  throttled: 'For mange feil passord er forsøkt. Vent 15 minutter og prøv igjen.',
  conflict: 'Kontoen din ble endret i mellomtiden. Ingenting ble lagret; se over feltene og send dem en gang til.',
  passwordTitle: 'Bytt passord',
  passwordText: 'Alle de andre øktene dine avsluttes.',
  noPassword: 'Du har ikke noe passord ennå. Få en lenke sendt til e-postadressen din for å velge et.',
  noPasswordAllowed: 'Du logger på gjennom organisasjonen din og har ikke noe passord her.',
  sendLink: 'Send meg en lenke',
  notices: {
    saved: 'Endringene dine er lagret.',
    unchanged: 'Ingenting var annerledes, så ingenting ble endret.',
    password: 'Passordet ditt er byttet, og alle andre økter er avsluttet.',
    ended: 'Alle andre økter er avsluttet.',
  },
};
