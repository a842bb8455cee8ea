import { admin } from './admin/nb';
import { codes } from './codes.nb';
import type { Messages } from './en';
import { myAccount } from './myAccount.nb';
import { ownSecrets } from './ownSecrets.nb';
import { passwords } from './passwords.nb';
import { reasons } from './reasons.nb';

/** Every text of the pages in Norwegian Bokmål. */
export const nb = {
  codes,
  reasons,
  admin,

  common: {
    skipToContent: 'Hopp til innholdet',
    tagline: 'Døren til programmene dine',
    signedInAs: (name: string) => `Logget på som ${name}`,
    signOut: 'Logg av',
    allCodes: 'Koder og hva de betyr',
    siteFooter: 'Usher står i døren: sjekker billetten og sier hvorfor når svaret må bli nei.',
    errorPrefix: 'Feil:',
    errorSummary: 'Noe må rettes',
    required: 'obligatorisk',
    code: 'Kode',
    continue: 'Fortsett',
    cancel: 'Avbryt',
    nothing: 'Ingen',
    backToStart: 'Gå til påloggingssiden',
  },

  whoActs: {
    person: 'Personen som logger på',
    site_admin: 'Nettstedsadministratoren',
    idp_admin: 'Administratoren for identitetsleverandøren',
    operator: 'Driftsansvarlig for Usher',
  },

  refusal: {
    title: 'Pålogging ikke mulig',
    heading: (site: string | null) => (site ? `Du kunne ikke logges på ${site}` : 'Du kunne ikke logges på'),
    sentence: (title: string, code: number) => `${title} (${code}). Kontakt administratoren din for videre hjelp.`,
    ticket: 'Dette oppgir du',
    reference: 'Referanse',
    spell: 'Stav den',
    whomToAsk: 'Hvem du kan spørre',
    askNamed: 'Oppgi referansen. Da ser de hva som skjedde, og du slipper å prøve på nytt for dem.',
    askUnnamed: 'Spør administratoren i organisasjonen din, og oppgi referansen hvis det står en ovenfor.',
    mailSubject: (reference: string | null, code: number) =>
      reference ? `Pålogging avvist: kode ${code}, referanse ${reference}` : `Pålogging avvist: kode ${code}`,
    whatItMeans: (code: number) => `Hva kode ${code} betyr`,
    retry: 'Prøv igjen',
    logoutTitle: 'Avlogging ikke mulig',
    logoutHeading: 'Du kunne ikke logges av',
    wrongMethod:
      'Denne adressen tar bare imot svaret fra en identitetsleverandør, sendt som skjema. Den er ikke en side å åpne eller lagre som bokmerke.',
  },

  help: {
    codesTitle: 'Koder',
    codesIntro:
      'Når Usher avviser en pålogging, vises en av disse kodene og en referanse. Under hver kode står årsakene den kan ha.',
    codeTitle: (code: number, title: string) => `Kode ${code}: ${title}`,
    codeColumn: 'Kode',
    meaningColumn: 'Betydning',
    causesColumn: 'Mulige årsaker',
    forPerson: 'Hvis du ser denne koden',
    forPersonText:
      'Oppgi koden og referansen på siden til administratoren din. Der kan de se hvilken av årsakene nedenfor det var.',
    causes: 'Mulige årsaker',
    noCauses: 'Usher svarer ikke med denne koden. Nummeret er reservert.',
    whoActs: 'Hvem som handler',
    whatToDo: 'Hva som må gjøres',
    reasonId: 'Årsak',
    belowCodes: 'Vises med',
    backToCodes: 'Alle koder',
  },

  signIn: {
    title: 'Logg på',
    heading: (site: string | null) => (site ? `Logg på ${site}` : 'Logg på'),
    identifier: 'E-postadresse eller brukernavn',
    identifierHint: 'Vi tar deg til påloggingssiden for organisasjonen din.',
    site: 'Nettsted',
    siteHint: 'Kortnavnet for organisasjonen din her. Administratoren din kjenner det.',
    password: 'Passord',
    submitIdentifier: 'Fortsett',
    submitPassword: 'Logg på',
    or: 'eller',
    withConnection: (connection: string) => `Logg på med ${connection}`,
    withPassword: 'Bruk passord i stedet',
    changeUser: 'Bytt bruker',
    signingInAs: (name: string) => `Logger på som ${name}`,
    siteUnknown: 'Vi kjenner ikke noe nettsted med dette navnet.',
    noConnection: 'Dette nettstedet har ingen enkel pålogging som er slått på.',
    wrongPassword: 'Brukernavn og passord stemmer ikke overens, eller kontoen kan ikke bruke passord.',
    throttled: 'Brukerkontoen er låst (16). Det er prøvd for mange feil passord. Vent i 15 minutter og prøv igjen.',
    demoTitle: 'Prøv nå',
    demoText:
      'Denne Usher kjører med et demonettsted og sin egen testidentitetsleverandør. Ingen her er virkelige personer.',
    demoNewPerson: 'Logg på som en ny person',
    demoNewPersonText: 'Velg Nina: det opprettes en konto for henne i døren.',
    demoRefused: 'Se en 31',
    demoRefusedText: 'Velg Sam: han blir avvist, med kode og referanse.',
    demoEverybody: 'Møt alle ved døren',
  },

  passwords,
  myAccount,
  ownSecrets,

  signedOut: {
    title: 'Logget av',
    heading: 'Du er logget av',
    text: 'Økten din her er avsluttet.',
    idpMayContinue:
      'Du kan fortsatt være pålogget hos organisasjonen din. På en delt datamaskin bør du logge av der også eller lukke nettleseren.',
    again: 'Logg på igjen',
  },

  account: {
    administration: 'Administrasjon',
    title: 'Min konto',
    details: 'Opplysninger',
    username: 'Brukernavn',
    firstName: 'Fornavn',
    lastName: 'Etternavn',
    displayName: 'Visningsnavn',
    email: 'E-post',
    language: 'Språk',
    type: 'Kontotype',
    status: 'Status',
    roles: 'Roller',
    connection: 'Logger på via',
    password: 'Passord',
    expires: 'Utløper',
    neverExpires: 'Aldri',
    trackingCodes: 'Sporingskoder',
    noTrackingCodes: 'Dette nettstedet bruker ingen sporingskoder.',
    workspaces: 'Arbeidsområder',
    noWorkspaces: 'Du er ikke medlem av noe arbeidsområde.',
    plainMember: 'medlem',
    sessions: 'Økter',
    sessionsCaption: 'Hvor du er pålogget',
    started: 'Startet',
    lastSeen: 'Sist sett',
    through: 'Via',
    thisSession: 'Denne økten',
    anotherSession: 'En annen nettleser',
    endSession: 'Avslutt',
    types: { host: 'Vert', attendee: 'Deltaker' },
    statuses: {
      active: 'Aktiv',
      pending: 'Venter på godkjenning',
      deactivated: 'Deaktivert',
      locked: 'Låst',
      expired: 'Utløpt',
    },
  },

  confirm: {
    title: 'Fortsette?',
    heading: (person: string, site: string) => `Fortsette som ${person} på ${site}?`,
    text: 'Identitetsleverandøren sendte deg hit uten at denne nettleseren ba om det. Fortsett bare hvis du nettopp valgte dette programmet selv.',
    submit: (person: string) => `Fortsett som ${person}`,
    cancel: 'Dette er ikke meg',
  },

  postRequest: {
    title: 'Videre til identitetsleverandøren',
    heading: (provider: string) => `Videre til ${provider}`,
    text: 'Organisasjonen din logger deg på. Trykk på knappen for å gå dit; du kommer tilbake av deg selv.',
    submit: (provider: string) => `Fortsett til ${provider}`,
  },

  postLogout: {
    title: 'Logget av her',
    heading: 'Du er logget av her',
    text: (provider: string) => `Økten din her er avsluttet. Trykk på knappen for å logge av hos ${provider} også.`,
    submit: (provider: string) => `Fortsett til ${provider}`,
  },

  redirect: {
    title: 'Et øyeblikk',
    heading: (destination: string) => `Tar deg til ${destination}`,
    text: 'Hvis ingenting skjer, bruker du denne lenken:',
    link: (destination: string) => `Gå til ${destination}`,
  },

  notFound: {
    title: 'Fant ikke siden',
    heading: 'Det er ingen dør her',
    text: 'Adressen er feil, eller siden er borte. Det er ingenting galt med kontoen din.',
  },

  error: {
    title: 'Noe gikk galt',
    heading: 'Noe gikk galt hos oss',
    text: 'Det er ikke din feil, og ingenting ble endret. Prøv igjen om et minutt. Hvis det skjer igjen, oppgir du dette nummeret til administratoren din:',
    requestId: 'Forespørselsnummer',
    tooLarge: {
      title: 'For stort',
      heading: 'Det er mer enn døren har plass til',
      text: 'Ingenting ble endret. Gå tilbake og send mindre om gangen: en mindre fil eller færre linjer. Trenger du hjelp, oppgir du dette nummeret til administratoren din:',
    },
    unreadable: {
      title: 'Ikke forstått',
      heading: 'Denne forespørselen kan vi ikke lese',
      text: 'Ingenting ble endret. Adressen eller skjemaet er ikke slik sidene våre lager det. Gå tilbake, åpne siden på nytt og prøv igjen. Hvis det skjer igjen, oppgir du dette nummeret til administratoren din:',
    },
  },

  forbidden: {
    title: 'Ikke tillatt',
    heading: 'Dette skjemaet kom ikke herfra',
    text: 'For din sikkerhet tar Usher bare imot skjemaer fra sine egne sider. Åpne siden på nytt, og send skjemaet derfra.',
  },

  busy: {
    title: 'Vent litt',
    heading: 'Det er trengsel i døren akkurat nå',
    tooMany: 'Det kom for mange mislykkede forsøk fra din side på kort tid.',
    unavailable: 'Usher kan ikke kontrollere påloggingen din akkurat nå. Ingenting ble lagret.',
    retryAfter: (seconds: number) =>
      seconds < 90 ? `Prøv igjen om ${seconds} sekunder.` : `Prøv igjen om ${Math.ceil(seconds / 60)} minutter.`,
  },

  operator: {
    setupTitle: 'Bli driftsansvarlig',
    setupHeading: 'Bli driftsansvarlig for denne Usher',
    setupText: 'Denne lenken virker én gang, i 30 minutter. Velg e-postadressen og passordet du skal logge på med.',
    email: 'E-postadresse',
    password: 'Passord',
    passwordHint: (characters: number) => `Minst ${characters} tegn. En setning er lettest å huske.`,
    passwordAgain: 'Passordet en gang til',
    setupSubmit: 'Opprett driftskonto',
    signInTitle: 'Pålogging for drift',
    signInText:
      'Driftsansvarlige tar seg av alle nettsteder. Brukere og administratorer av et nettsted logger på et annet sted.',
    signInSubmit: 'Logg på',
    homeTitle: 'Nettsteder',
    homeText: 'Alle nettsteder i denne Usher, med plasser og påloggingsforsøk de siste 24 timene.',
    sitesCaption: 'Nettsteder',
    noSites: 'Det finnes ingen nettsteder ennå. Opprett et med en nettstedsfil: npm run usher -- apply FILE',
    site: 'Nettsted',
    accounts: 'Kontoer',
    seats: 'Plasser i bruk',
    seatsOf: (used: string, limit: string) => `${used} av ${limit}`,
    overdrawn: 'overtrukket',
    passed: 'Godtatt (24 t)',
    refused: 'Avvist (24 t)',
    state: 'Enkel pålogging',
    on: 'På',
    off: 'Av',
    emailInvalid: 'Skriv inn en e-postadresse.',
    passwordTooShort: (characters: number) => `Velg et passord på minst ${characters} tegn.`,
    passwordsDiffer: 'De to passordene er ikke like.',
    linkUsed: 'Denne lenken er brukt, er eldre enn 30 minutter, eller det finnes allerede en driftsansvarlig.',
    wrongPassword: 'E-postadresse og passord stemmer ikke overens.',
    throttled: 'Det er prøvd for mange feil passord. Vent i 15 minutter og prøv igjen.',
    mailsTitle: 'Utboks',
    mailsText: 'All e-post fra de siste 30 dagene, nyeste først. Teksten beholdes til e-posten er sendt.',
    noMails: 'Det er ingen e-post.',
    mailSubject: 'Emne',
    mailTo: 'Til',
    mailWritten: 'Skrevet',
    mailStatus: 'Status',
    mailStatuses: { waiting: 'venter', sent: 'sendt', failed: 'oppgitt', kept: 'ingen e-postserver' },
    mailTextGone: 'Teksten beholdes ikke når e-posten er sendt.',
  },

  testIdp: {
    title: 'Testidentitetsleverandør',
    heading: 'Hvem står i døren?',
    spText: 'Usher spør hvem du er. Velg en person; svaret går tilbake til Usher.',
    idpText: 'Ingen har spurt. Velg en person; svaret går til Usher uten forespørsel.',
    toIdpMode: 'Send et svar uten forespørsel i stedet',
    toSpMode: 'Begynn hos Usher i stedet',
    demoOnly: 'Bare for demoen: Alle her er oppdiktet, og ingen andre nettsteder stoler på denne leverandøren.',
    signsIn: 'Logger på',
    refusedWith: (code: number) => `Kode ${code}`,
    choose: (name: string) => `Logg på som ${name}`,
  },
} satisfies Messages;
