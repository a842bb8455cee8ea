import type { PasswordMessages } from './passwords.en';

/** Passwords, in Norwegian Bokmål. */
export const passwords: PasswordMessages = {
  forgotten: 'Glemt passordet?',
  forgottenTitle: 'Glemt passord',
  forgottenText:
    'Vi sender en lenke til e-postadressen på kontoen din. Den virker én gang, i 30 minutter. De som logger på gjennom organisasjonen sin, har ikke noe passord her: organisasjonen kan hjelpe dem.',
  forgottenSubmit: 'Send lenken',
  sentTitle: 'Se i postkassen din',
  sentText:
    'Hvis det finnes en konto med dette navnet som kan bruke passord, er en lenke på vei til e-postadressen dens. Det kan ta et minutt.',
  sentNothing: 'Kom det ingenting? Se i mappen for søppelpost, eller spør administratoren din.',
  nameMissing: 'Skriv inn e-postadressen eller brukernavnet ditt.',
  siteMissing: 'Skriv inn kortnavnet på organisasjonen din.',
  newTitle: 'Velg et passord',
  newHeading: (site) => `Velg passordet ditt for ${site}`,
  newText: (username) =>
    `For kontoen ${username}. Når det er satt, blir du logget av overalt og logger på med det nye passordet.`,
  newPassword: 'Nytt passord',
  newPasswordHint: (characters) => `Minst ${characters} tegn. En setning er lettest å huske.`,
  newPasswordAgain: 'Nytt passord en gang til',
  newSubmit: 'Sett passordet',
  unusable: (characters) => `Velg et passord på minst ${characters} tegn.`,
  differ: 'De to passordene er ikke like.',
  closedTitle: 'Denne lenken virker ikke lenger',
  closedText: 'Den er brukt, for gammel, eller noe ved kontoen er endret siden den ble sendt. Be om en ny.',
  closedAgain: 'Be om en ny lenke',
  confirmTitle: 'Bekreft e-postadressen din',
  confirmText: (email, site) => `Du har logget på ${site} med passord. Bekreft at ${email} er adressen din.`,
  confirmSubmit: 'Ja, dette er adressen min',
  checkMailTitle: 'Ett steg til',
  checkMailText:
    'Passordet er riktig. Siden du logger på med det for første gang, har vi sendt en lenke til e-postadressen på kontoen din. Åpne den for å bekrefte adressen, og logg så på igjen.',
  notices: {
    password_set: 'Passordet ditt er satt. Logg på med det nå.',
    email_confirmed: 'Adressen din er bekreftet. Logg på nå.',
  },
};
