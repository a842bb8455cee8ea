import type { AdminMessages } from './en';

export const rename: AdminMessages['singleSignOn']['rename'] = {
  link: 'Diese Verbindung umbenennen',
  title: (name) => `Die Verbindung ${name} umbenennen`,
  text: 'Der Name ist Teil unserer Entity-ID und jeder Adresse, die der Identitätsanbieter kennt. Sie sehen beide Namen nebeneinander, bevor sich etwas ändert.',
  newName: 'Neuer Name',
  newNameHint: 'Kleinbuchstaben, Ziffern und Bindestriche, etwa main.',
  same: 'So heißt sie schon. Geben Sie einen anderen Namen ein.',
  preview: 'Zeigen, was sich ändert',
  previewTitle: (name, renameTo) => `${name} in ${renameTo} umbenennen?`,
  meaning: 'Was das bedeutet',
  stops: [
    'Niemand meldet sich darüber an, bis die Leute des Identitätsanbieters die neuen Werte eingetragen haben.',
    'Die alten Adressen antworten sofort wie die einer unbekannten Verbindung; laufende Anmeldungen beginnen neu.',
    'Erst die nächste Testanmeldung zählt wieder: Eine frühere galt der alten Entity-ID.',
    'Eine Site-Datei mit dem alten Namen würde eine zweite Verbindung anlegen. Ändern Sie den Namen auch dort.',
  ],
  follows: (accounts, shown) =>
    accounts === 1
      ? 'Ein offenes Konto meldet sich darüber an. Es bleibt dasselbe, auch seine NameID, und niemand wird abgemeldet.'
      : `${shown} offene Konten melden sich darüber an. Sie bleiben dieselben, auch ihre NameIDs, und niemand wird abgemeldet.`,
  addresses: 'Adressen',
  address: 'Adresse',
  now: 'Jetzt',
  then: 'Danach',
  login: 'Beginn einer Anmeldung',
  toCopy: 'Neue Werte zum Kopieren',
  toCopyText: 'Geben Sie sie zur selben Zeit den Leuten des Identitätsanbieters. Ein Klick wählt einen Wert aus.',
  confirm: (renameTo) => `In ${renameTo} umbenennen`,
};
