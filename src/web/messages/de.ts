import { admin } from './admin/de';
import { codes } from './codes.de';
import type { Messages } from './en';
import { myAccount } from './myAccount.de';
import { ownSecrets } from './ownSecrets.de';
import { passwords } from './passwords.de';
import { reasons } from './reasons.de';

/** Every text of the pages in German. */
export const de = {
  codes,
  reasons,
  admin,

  common: {
    skipToContent: 'Zum Inhalt springen',
    tagline: 'Die Tür zu Ihren Anwendungen',
    signedInAs: (name: string) => `Angemeldet als ${name}`,
    signOut: 'Abmelden',
    allCodes: 'Codes und ihre Bedeutung',
    siteFooter: 'Usher steht an der Tür: prüft die Karte und sagt, warum, wenn jemand nicht hineinkann.',
    errorPrefix: 'Fehler:',
    errorSummary: 'Etwas stimmt noch nicht',
    required: 'Pflichtfeld',
    code: 'Code',
    continue: 'Weiter',
    cancel: 'Abbrechen',
    nothing: 'Keine',
    backToStart: 'Zur Anmeldeseite',
  },

  whoActs: {
    person: 'Die Person, die sich anmeldet',
    site_admin: 'Die Site-Administration',
    idp_admin: 'Die Administration des Identitätsanbieters',
    operator: 'Der Betrieb von Usher',
  },

  refusal: {
    title: 'Anmeldung nicht möglich',
    heading: (site: string | null) =>
      site ? `Sie konnten nicht bei ${site} angemeldet werden` : 'Sie konnten nicht angemeldet werden',
    sentence: (title: string, code: number) =>
      `${title} (${code}). Wenden Sie sich für weitere Unterstützung an Ihren Administrator.`,
    ticket: 'Das geben Sie an',
    reference: 'Referenz',
    spell: 'Buchstabieren',
    whomToAsk: 'An wen Sie sich wenden',
    askNamed:
      'Nennen Sie dort die Referenz. Damit ist zu sehen, was geschehen ist; Sie müssen es dafür nicht noch einmal versuchen.',
    askUnnamed:
      'Wenden Sie sich an die Administration Ihrer Organisation und nennen Sie die Referenz, falls oben eine steht.',
    mailSubject: (reference: string | null, code: number) =>
      reference ? `Anmeldung abgelehnt: Code ${code}, Referenz ${reference}` : `Anmeldung abgelehnt: Code ${code}`,
    whatItMeans: (code: number) => `Was Code ${code} bedeutet`,
    retry: 'Erneut versuchen',
    logoutTitle: 'Abmeldung nicht möglich',
    logoutHeading: 'Sie konnten nicht abgemeldet werden',
    wrongMethod:
      'Diese Adresse nimmt nur die als Formular gesendete Antwort eines Identitätsanbieters an. Sie ist keine Seite zum Öffnen und kein Lesezeichen.',
  },

  help: {
    codesTitle: 'Codes',
    codesIntro:
      'Lehnt Usher eine Anmeldung ab, zeigt die Seite einen dieser Codes und eine Referenz. Unter jedem Code stehen seine möglichen Ursachen.',
    codeTitle: (code: number, title: string) => `Code ${code}: ${title}`,
    codeColumn: 'Code',
    meaningColumn: 'Bedeutung',
    causesColumn: 'Mögliche Ursachen',
    forPerson: 'Wenn Sie diesen Code sehen',
    forPersonText:
      'Geben Sie Code und Referenz von der Seite an Ihre Administration weiter. Dort ist zu sehen, welche der Ursachen es war.',
    causes: 'Mögliche Ursachen',
    noCauses: 'Usher antwortet nicht mit diesem Code. Die Nummer bleibt reserviert.',
    whoActs: 'Wer handelt',
    whatToDo: 'Was zu tun ist',
    reasonId: 'Grund',
    belowCodes: 'Erscheint bei',
    backToCodes: 'Alle Codes',
  },

  signIn: {
    title: 'Anmelden',
    heading: (site: string | null) => (site ? `Bei ${site} anmelden` : 'Anmelden'),
    identifier: 'E-Mail-Adresse oder Benutzername',
    identifierHint: 'Wir bringen Sie zur Anmeldeseite Ihrer Organisation.',
    site: 'Site',
    siteHint: 'Der Kurzname Ihrer Organisation. Ihre Administration kennt ihn.',
    password: 'Passwort',
    submitIdentifier: 'Weiter',
    submitPassword: 'Anmelden',
    or: 'oder',
    withConnection: (connection: string) => `Anmelden mit ${connection}`,
    withPassword: 'Stattdessen ein Passwort verwenden',
    changeUser: 'Benutzer ändern',
    signingInAs: (name: string) => `Anmeldung als ${name}`,
    siteUnknown: 'Eine Site dieses Namens kennen wir nicht.',
    noConnection: 'Für diese Site ist kein Single Sign-On eingeschaltet.',
    wrongPassword: 'Benutzername und Passwort passen nicht zusammen, oder das Konto darf kein Passwort verwenden.',
    throttled:
      'Das Benutzerkonto ist gesperrt (16). Es wurden zu viele falsche Passwörter versucht. Warten Sie 15 Minuten und versuchen Sie es erneut.',
    demoTitle: 'Gleich ausprobieren',
    demoText: 'Dieser Usher läuft mit einer Demo-Site und eigenem Test-Identitätsanbieter. Niemand hier ist echt.',
    demoNewPerson: 'Als neue Person anmelden',
    demoNewPersonText: 'Wählen Sie Nina: An der Tür entsteht ein Konto für sie.',
    demoRefused: 'Eine 31 ansehen',
    demoRefusedText: 'Wählen Sie Sam: Er wird abgelehnt, mit Code und Referenz.',
    demoEverybody: 'Alle an der Tür kennenlernen',
  },

  passwords,
  myAccount,
  ownSecrets,

  signedOut: {
    title: 'Abgemeldet',
    heading: 'Sie sind abgemeldet',
    text: 'Ihre Sitzung hier ist beendet.',
    idpMayContinue:
      'Bei Ihrer Organisation sind Sie vielleicht noch angemeldet. Melden Sie sich an einem gemeinsam genutzten Computer auch dort ab oder schließen Sie den Browser.',
    again: 'Wieder anmelden',
  },

  account: {
    administration: 'Verwaltung',
    title: 'Mein Konto',
    details: 'Angaben',
    username: 'Benutzername',
    firstName: 'Vorname',
    lastName: 'Nachname',
    displayName: 'Anzeigename',
    email: 'E-Mail',
    language: 'Sprache',
    type: 'Kontotyp',
    status: 'Status',
    roles: 'Rollen',
    connection: 'Anmeldung über',
    password: 'Passwort',
    expires: 'Läuft ab',
    neverExpires: 'Nie',
    trackingCodes: 'Tracking-Codes',
    noTrackingCodes: 'Diese Site verwendet keine Tracking-Codes.',
    workspaces: 'Arbeitsbereiche',
    noWorkspaces: 'Sie sind in keinem Arbeitsbereich Mitglied.',
    plainMember: 'Mitglied',
    sessions: 'Sitzungen',
    sessionsCaption: 'Wo Sie angemeldet sind',
    started: 'Begonnen',
    lastSeen: 'Zuletzt gesehen',
    through: 'Über',
    thisSession: 'Diese Sitzung',
    anotherSession: 'Anderer Browser',
    endSession: 'Beenden',
    types: { host: 'Gastgeber', attendee: 'Teilnehmer' },
    statuses: {
      active: 'Aktiv',
      pending: 'Wartet auf Genehmigung',
      deactivated: 'Deaktiviert',
      locked: 'Gesperrt',
      expired: 'Abgelaufen',
    },
  },

  confirm: {
    title: 'Weiter?',
    heading: (person: string, site: string) => `Als ${person} bei ${site} weitermachen?`,
    text: 'Ihr Identitätsanbieter hat Sie hierher geschickt, ohne dass dieser Browser darum gebeten hat. Machen Sie nur weiter, wenn Sie diese Anwendung gerade selbst gewählt haben.',
    submit: (person: string) => `Weiter als ${person}`,
    cancel: 'Das bin ich nicht',
  },

  postRequest: {
    title: 'Weiter zu Ihrem Identitätsanbieter',
    heading: (provider: string) => `Weiter zu ${provider}`,
    text: 'Ihre Organisation meldet Sie an. Die Schaltfläche bringt Sie dorthin; zurück kommen Sie von selbst.',
    submit: (provider: string) => `Weiter zu ${provider}`,
  },

  postLogout: {
    title: 'Hier abgemeldet',
    heading: 'Sie sind hier abgemeldet',
    text: (provider: string) =>
      `Ihre Sitzung hier ist beendet. Mit der Schaltfläche melden Sie sich auch bei ${provider} ab.`,
    submit: (provider: string) => `Weiter zu ${provider}`,
  },

  redirect: {
    title: 'Einen Moment',
    heading: (destination: string) => `Weiter zu ${destination}`,
    text: 'Wenn nichts geschieht, nehmen Sie diesen Link:',
    link: (destination: string) => `Zu ${destination}`,
  },

  notFound: {
    title: 'Seite nicht gefunden',
    heading: 'Hier ist keine Tür',
    text: 'Die Adresse ist falsch, oder die Seite gibt es nicht mehr. Mit Ihrem Konto ist alles in Ordnung.',
  },

  error: {
    title: 'Etwas ist schiefgegangen',
    heading: 'Bei uns ist etwas schiefgegangen',
    text: 'Es liegt nicht an Ihnen, und nichts wurde geändert. Versuchen Sie es in einer Minute noch einmal. Geschieht es wieder, nennen Sie Ihrer Administration diese Nummer:',
    requestId: 'Nummer der Anfrage',
    tooLarge: {
      title: 'Zu groß',
      heading: 'Das ist mehr, als durch die Tür passt',
      text: 'Nichts wurde geändert. Gehen Sie zurück und senden Sie weniger auf einmal: eine kleinere Datei oder weniger Zeilen. Brauchen Sie Hilfe, nennen Sie Ihrer Administration diese Nummer:',
    },
    unreadable: {
      title: 'Nicht verstanden',
      heading: 'Diese Anfrage können wir nicht lesen',
      text: 'Nichts wurde geändert. Die Adresse oder das Formular ist nicht so, wie unsere Seiten es machen. Gehen Sie zurück, öffnen Sie die Seite neu und versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie Ihrer Administration diese Nummer:',
    },
  },

  forbidden: {
    title: 'Nicht erlaubt',
    heading: 'Dieses Formular kam nicht von hier',
    text: 'Zu Ihrer Sicherheit nimmt Usher nur Formulare von den eigenen Seiten an. Öffnen Sie die Seite neu und senden Sie das Formular von dort.',
  },

  busy: {
    title: 'Bitte warten',
    heading: 'An der Tür ist gerade Gedränge',
    tooMany: 'In kurzer Zeit kamen von Ihrer Seite zu viele erfolglose Versuche.',
    unavailable: 'Usher kann Ihre Anmeldung im Augenblick nicht prüfen. Es wurde nichts gespeichert.',
    retryAfter: (seconds: number) =>
      seconds < 90
        ? `Versuchen Sie es in ${seconds} Sekunden wieder.`
        : `Versuchen Sie es in ${Math.ceil(seconds / 60)} Minuten wieder.`,
  },

  operator: {
    setupTitle: 'Betrieb übernehmen',
    setupHeading: 'Den Betrieb dieses Usher übernehmen',
    setupText:
      'Dieser Link gilt einmal und 30 Minuten lang. Wählen Sie E-Mail-Adresse und Passwort, mit denen Sie sich anmelden werden.',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordHint: (characters: number) =>
      `Mindestens ${characters} Zeichen. Ein Satz lässt sich am leichtesten merken.`,
    passwordAgain: 'Passwort wiederholen',
    setupSubmit: 'Betriebskonto anlegen',
    signInTitle: 'Anmeldung für den Betrieb',
    signInText:
      'Der Betrieb betreut alle Sites. Personen und Administratoren einer Site melden sich an anderer Stelle an.',
    signInSubmit: 'Anmelden',
    homeTitle: 'Sites',
    homeText: 'Alle Sites dieses Usher mit ihren Plätzen und den Anmeldeversuchen der letzten 24 Stunden.',
    sitesCaption: 'Sites',
    noSites: 'Es gibt noch keine Site. Legen Sie eine mit einer Site-Datei an: npm run usher -- apply FILE',
    site: 'Site',
    accounts: 'Konten',
    seats: 'Belegte Plätze',
    seatsOf: (used: string, limit: string) => `${used} von ${limit}`,
    overdrawn: 'überzogen',
    passed: 'Erfolgreich (24 h)',
    refused: 'Abgelehnt (24 h)',
    state: 'Einmalanmeldung',
    on: 'Ein',
    off: 'Aus',
    emailInvalid: 'Geben Sie eine E-Mail-Adresse ein.',
    passwordTooShort: (characters: number) => `Wählen Sie ein Passwort mit mindestens ${characters} Zeichen.`,
    passwordsDiffer: 'Die beiden Passwörter sind nicht gleich.',
    linkUsed:
      'Dieser Link wurde verwendet, ist älter als 30 Minuten, oder es ist schon jemand für den Betrieb eingetragen.',
    wrongPassword: 'E-Mail-Adresse und Passwort passen nicht zusammen.',
    throttled: 'Es wurden zu viele falsche Passwörter versucht. Warten Sie 15 Minuten und versuchen Sie es erneut.',
    mailsTitle: 'Postausgang',
    mailsText:
      'Alle Mails der letzten 30 Tage, die neuesten zuerst. Der Text bleibt erhalten, bis die Mail verschickt ist.',
    noMails: 'Es gibt keine Mail.',
    mailSubject: 'Betreff',
    mailTo: 'An',
    mailWritten: 'Geschrieben',
    mailStatus: 'Status',
    mailStatuses: { waiting: 'wartet', sent: 'verschickt', failed: 'aufgegeben', kept: 'kein Mailserver' },
    mailTextGone: 'Der Text wird nicht aufbewahrt, wenn die Mail verschickt ist.',
  },

  testIdp: {
    title: 'Test-Identitätsanbieter',
    heading: 'Wer steht an der Tür?',
    spText: 'Usher fragt, wer Sie sind. Wählen Sie eine Person; ihre Antwort geht an Usher zurück.',
    idpText: 'Niemand hat gefragt. Wählen Sie eine Person; ihre Antwort geht ohne Anfrage an Usher.',
    toIdpMode: 'Stattdessen eine Antwort ohne Anfrage senden',
    toSpMode: 'Stattdessen bei Usher beginnen',
    demoOnly: 'Nur für die Demo: Alle hier sind erfunden, und keine andere Site vertraut diesem Anbieter.',
    signsIn: 'Meldet sich an',
    refusedWith: (code: number) => `Code ${code}`,
    choose: (name: string) => `Als ${name} anmelden`,
  },
} satisfies Messages;
