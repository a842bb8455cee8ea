import type { AdminMessages } from './en';
import { connection } from './ssoConnection.nb';
import { settings } from './ssoSettings.nb';

export const singleSignOn: AdminMessages['singleSignOn'] = {
  title: 'Enkel pålogging',
  notices: {
    saved: 'Innstillingene er lagret.',
    unchanged: 'Ingenting var annerledes, så ingenting ble endret.',
    removed: 'Tilkoblingen er fjernet.',
  },
  connections: 'Tilkoblinger',
  noConnections: 'Ingen identitetsleverandør er koblet til ennå.',
  columns: {
    name: 'Tilkobling',
    state: 'Tilstand',
    certificate: 'Sertifikatet utløper',
    lastPassed: 'Siste vellykkede pålogging',
  },
  on: 'På',
  off: 'Av',
  noCertificate: 'Ikke noe sertifikat',
  never: 'Ingen i det siste',
  needsAttention: 'Må ordnes',
  worthKnowing: 'Verdt å vite',
  findings: {
    no_sso_url: 'Den har ingen påloggingsadresse: Ingen kan begynne her. Importer metadata, eller skriv inn adressen.',
    no_certificate:
      'Den har ikke noe sertifikat: Alle pålogginger avvises med 4. Importer metadata, eller legg til et sertifikat.',
    certificate_unusable: 'Et sertifikat kan ikke brukes. Bytt det ut med et som har en sterkere nøkkel.',
    certificate_not_yet_valid: 'Et sertifikat gjelder ikke ennå. Ingenting må gjøres hvis et annet gjelder nå.',
    certificate_expired:
      'Et sertifikat er utløpt. Legg til det nye fra identitetsleverandøren, og fjern deretter det gamle.',
    certificate_ends_soon:
      'Et sertifikat utløper snart. Legg til det nye fra identitetsleverandøren, og fjern deretter det gamle.',
    legacy_algorithms: 'Svake algoritmer godtas inntil videre. La identitetsleverandøren signere med SHA-256.',
    legacy_algorithms_ended: 'Unntaket for svake algoritmer er over; de avvises igjen. Fjern det.',
    expiry_not_enforced: 'Utløpte sertifikater godtas fortsatt. Slå på kontrollen når sertifikatet er fornyet.',
    unsolicited_accepted:
      'Pålogginger som ingen her har begynt, godtas: Noen kan bli logget på som en annen. Velg en annen måte.',
  },
  forecast: {
    heading: 'Dette ville stenge folk ute',
    text: (refused, judged, since) =>
      `Med disse innstillingene ville ${refused} av de ${judged} vellykkede påloggingene siden ${since} blitt avvist. Ingenting er lagret ennå.`,
    and: (more) => `og ${more} til`,
    confirm: 'Lagre likevel',
  },
  requires: {
    test: 'La først en testpålogging lykkes, på en tilkobling som er på og med innstillingene den har nå.',
    bypass: 'Gi først en aktiv konto bypass og et passord, slik at noen alltid kommer inn.',
  },
  test: {
    heading: 'Testpålogging',
    text: 'En ekte rundtur gjennom identitetsleverandøren, fullstendig kontrollert. Ingen logges på, ingen konto lagres, ingen plass tas. Virker også mens tilkoblingen er av.',
    start: 'Start en testpålogging',
    notStarted: 'Testen kunne ikke starte',
    waiting: 'Identitetsleverandøren har ikke svart ennå',
    waitingText:
      'Ingenting kom tilbake for denne testen. Viste identitetsleverandøren en feil, sier meldingen hva som må endres der. Start så på nytt.',
    passed: 'Testen lyktes',
    refused: 'Testen ble avvist',
    outcome: 'Det som ville ha skjedd',
    wouldPass: 'Ville sluppet inn',
    wouldNot: 'Ville blitt avvist',
    nothingHappened: 'Dette var en test: Ingen ble logget på, ingen konto ble lagret, ingen plass ble tatt.',
    checks: 'Alt som ble kontrollert',
    username: 'Brukernavn',
    nameId: 'NameID',
    reference: 'Referanse',
    attributes: 'Attributter som kom',
    attribute: 'Attributt',
    values: 'Verdier',
  },
  settings,
  connection,
};
