import type { AdminMessages } from './en';

export const rename: AdminMessages['singleSignOn']['rename'] = {
  link: 'Gi tilkoblingen et nytt navn',
  title: (name) => `Gi tilkoblingen ${name} et nytt navn`,
  text: 'Navnet er en del av entity-ID-en vår og av alle adresser identitetsleverandøren kjenner. Du ser begge navnene ved siden av hverandre før noe endres.',
  newName: 'Nytt navn',
  newNameHint: 'Små bokstaver, sifre og bindestreker, for eksempel main.',
  same: 'Det heter den allerede. Skriv inn et annet navn.',
  preview: 'Vis hva som endres',
  previewTitle: (name, renameTo) => `Endre navnet ${name} til ${renameTo}?`,
  meaning: 'Hva dette betyr',
  stops: [
    'Ingen logger på gjennom den før folkene hos identitetsleverandøren har lagt inn de nye verdiene.',
    'De gamle adressene svarer med en gang som for en ukjent tilkobling; pålogginger som er i gang, begynner på nytt.',
    'Først den neste testpåloggingen teller igjen: En tidligere gjaldt den gamle entity-ID-en.',
    'En nettstedsfil med det gamle navnet ville lage en tilkobling til. Endre navnet også der.',
  ],
  follows: (accounts, shown) =>
    accounts === 1
      ? 'Én åpen konto logger på gjennom den. Den er den samme som før, også NameID-en, og ingen logges av.'
      : `${shown} åpne kontoer logger på gjennom den. De er de samme som før, også NameID-ene, og ingen logges av.`,
  addresses: 'Adresser',
  address: 'Adresse',
  now: 'Nå',
  then: 'Etterpå',
  login: 'Start på en pålogging',
  toCopy: 'Nye verdier som kan kopieres',
  toCopyText: 'Gi dem til folkene hos identitetsleverandøren samtidig. Et klikk velger en verdi.',
  confirm: (renameTo) => `Endre navnet til ${renameTo}`,
};
