import type { AdminMessages } from './en';

export const siteInformation: AdminMessages['siteInformation'] = {
  title: 'Om nettstedet',
  edit: 'Rediger',
  editTitle: 'Rediger nettstedet',
  waiting: 'Det som venter på deg',
  nothingWaits: 'Ingenting venter på deg.',
  attention: {
    partnerIdMissing: 'Kontoer skal lages ved pålogging, men nettstedet har ingen partner-ID: Alle nye avvises med 31.',
    partnerIdMissingLink: 'Sett partner-ID',
    overdrawn: (used, seats) =>
      `Plassene er overtrukket: ${used} er i bruk, og nettstedet har ${seats}. Ingen nye får en.`,
    overdrawnLink: 'Se hvem som har en plass',
    seatsFull: 'Ingen plass er ledig: En ny vert avvises med 31.',
    seatsFullLink: 'Øk antallet plasser',
    ended: (what, day) => `${what} utløp ${day}.`,
    endsSoon: (what, days, day) =>
      days === 0
        ? `${what} utløper i dag (${day}).`
        : `${what} utløper om ${days} ${days === 1 ? 'dag' : 'dager'} (${day}).`,
    things: {
      idp_certificate: (connection, subject) => `Sertifikatet ${subject} for tilkoblingen ${connection}`,
      signing_key: () => 'Vårt eget signeringssertifikat',
      encryption_key: () => 'Vårt eget krypteringssertifikat',
      legacy_algorithms: (connection, subject) =>
        `Unntaket for svake algoritmer (${subject}) for tilkoblingen ${connection}`,
      scim_secret: (connection, subject) =>
        `Hemmeligheten til klargjøringen ${connection} (utførende bruker: ${subject})`,
    },
    endingLink: 'Åpne enkel pålogging',
    endingSecretLink: 'Åpne klargjøring',
    held: (connection) =>
      `Identitetsleverandøren for tilkoblingen ${connection} har publisert andre nøkler eller adresser. Sammenlign fingeravtrykkene, og godta dem eller ikke.`,
    heldLink: 'Sammenlign',
    pending: (people, one) =>
      one ? 'Én person venter på godkjenning fra deg.' : `${people} personer venter på godkjenning fra deg.`,
    pendingLink: 'Godta eller avvis',
    unlisted: (signIns, one, orMore) =>
      one
        ? 'Én pålogging de siste 14 dagene ble avvist fordi en sporingskode ikke sto i listen.'
        : `${signIns}${orMore ? ' eller flere' : ''} pålogginger de siste 14 dagene ble avvist fordi en sporingskode ikke sto i listen.`,
    unlistedLink: 'Se verdiene',
  },
  seats: 'Plasser',
  seatsUsed: 'Plasser i bruk',
  seatsFree: 'Ledige plasser',
  overdrawn: 'overtrukket',
  accountsByStatus: 'Kontoer etter status',
  seatsChart: 'Plasser de siste 90 dagene',
  seatsSummary: (used, seats, most) =>
    `I dag er ${used} av ${seats} plasser i bruk; det meste i disse dagene var ${most}.`,
  seatsHeld: 'I bruk',
  seatsThere: 'Nettstedets',
  signIns: 'Pålogginger de siste 14 dagene',
  signInsChart: 'Lyktes og avvist etter dag',
  signInsSummary: (passed, refused, busiest) =>
    `${passed} pålogginger lyktes, og ${refused} ble avvist. Flest ble avvist ${busiest}.`,
  signInsQuiet: (passed) => `${passed} pålogginger lyktes, og ingen ble avvist.`,
  passed: 'Lyktes',
  refused: 'Avvist',
  day: 'Dag (UTC)',
  byCode: 'Avvist etter kode',
  byCodeCaption: 'Avviste pålogginger de siste 14 dagene etter kode',
  code: 'Kode',
  meaning: 'Betydning',
  times: 'Antall',
  noRefusals: 'Ingen pålogging ble avvist.',
  theSite: 'Nettstedet',
  name: 'Navn',
  slug: 'Kortnavn i adresser',
  partnerId: 'Partner-ID',
  contact: 'Hvem folk kan spørre',
  contactHint: 'Vises til personer som fikk påloggingen avvist.',
  contactName: 'Kontakt: navn',
  contactEmail: 'Kontakt: e-post',
  contactUrl: 'Kontakt: nettside',
  singleSignOn: 'Enkel pålogging',
  on: 'På',
  off: 'Av',
  rawResponseDays: 'Dager avviste svar blir tatt vare på',
  rawResponseDaysHint:
    'Lagres kryptert, slik at brukerstøtten kan vurdere dem på nytt etter nye innstillinger. 0 til 90; 0 lagrer ingen.',
  nameHint: 'Slik folk kjenner det. Det står på hver side av nettstedet.',
  partnerIdHint: 'Uten den kan ingen konto lages ved pålogging (31).',
  seatsHint: (used) => `I bruk nå: ${used}. Færre plasser er lov: Da får ingen nye en plass før nok er ledige.`,
  notices: {
    saved: 'Nettstedet er lagret.',
    unchanged: 'Ingenting var annerledes, så ingenting ble endret.',
  },
};
