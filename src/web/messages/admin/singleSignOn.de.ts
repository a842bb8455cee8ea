import type { AdminMessages } from './en';
import { connection } from './ssoConnection.de';
import { importAgain } from './ssoImport.de';
import { keys } from './ssoKeys.de';
import { rename } from './ssoRename.de';
import { settings } from './ssoSettings.de';
import { setUp } from './ssoSetUp.de';

export const singleSignOn: AdminMessages['singleSignOn'] = {
  title: 'Single Sign-on',
  notices: {
    saved: 'Die Einstellungen sind gespeichert.',
    unchanged: 'Nichts war anders, also wurde nichts geändert.',
    removed: 'Die Verbindung ist entfernt.',
    made: 'Die Verbindung ist angelegt. Übertragen Sie unsere Adressen zum Identitätsanbieter, und beginnen Sie dann eine Testanmeldung.',
    renamed:
      'Die Verbindung hat ihren neuen Namen. Erst wenn der Identitätsanbieter die Adressen unten hat, meldet sich wieder jemand darüber an.',
    announced: 'Die nächsten Schlüssel stehen in unseren Metadaten. Sagen Sie es den Leuten der Identitätsanbieter.',
    waits: 'Die nächsten Schlüssel stehen schon in unseren Metadaten; ihre Zeit ist noch nicht da.',
    promoted: 'Die angekündigten Schlüssel sind in Gebrauch.',
    replaced: 'Neue Schlüssel sind in Gebrauch. Geben Sie unsere Metadaten sofort den Leuten der Identitätsanbieter.',
    imported: 'Die Metadaten sind eingelesen. Beginnen Sie eine Testanmeldung.',
  },
  connections: 'Verbindungen',
  noConnections: 'Noch ist kein Identitätsanbieter verbunden.',
  columns: {
    name: 'Verbindung',
    state: 'Zustand',
    certificate: 'Zertifikat endet',
    lastPassed: 'Letzte gelungene Anmeldung',
  },
  on: 'An',
  off: 'Aus',
  noCertificate: 'Kein Zertifikat',
  never: 'Keine in letzter Zeit',
  needsAttention: 'Zu erledigen',
  worthKnowing: 'Gut zu wissen',
  findings: {
    no_sso_url:
      'Sie hat keine Anmeldeadresse: Von hier aus kann niemand beginnen. Importieren Sie die Metadaten, oder tragen Sie die Adresse ein.',
    no_certificate:
      'Sie hat kein Zertifikat: Jede Anmeldung wird mit 4 abgelehnt. Importieren Sie die Metadaten, oder fügen Sie ein Zertifikat hinzu.',
    certificate_unusable: 'Ein Zertifikat ist unbrauchbar. Ersetzen Sie es durch eines mit stärkerem Schlüssel.',
    certificate_not_yet_valid:
      'Ein Zertifikat gilt noch nicht. Es ist nichts zu tun, wenn ein anderes jetzt schon gilt.',
    certificate_expired:
      'Ein Zertifikat ist abgelaufen. Fügen Sie das neue des Identitätsanbieters hinzu, und entfernen Sie dann das alte.',
    certificate_ends_soon:
      'Ein Zertifikat läuft bald ab. Fügen Sie das neue des Identitätsanbieters hinzu, und entfernen Sie dann das alte.',
    legacy_algorithms:
      'Schwache Verfahren werden vorerst angenommen. Lassen Sie den Identitätsanbieter mit SHA-256 signieren.',
    legacy_algorithms_ended:
      'Die Ausnahme für schwache Verfahren ist beendet; sie werden wieder abgelehnt. Entfernen Sie sie.',
    expiry_not_enforced:
      'Abgelaufene Zertifikate gelten noch. Lassen Sie das Ende wieder prüfen, wenn das Zertifikat erneuert ist.',
    unsolicited_accepted:
      'Anmeldungen, die niemand hier begonnen hat, werden angenommen: Jemand kann als jemand anderes angemeldet werden. Wählen Sie einen anderen Weg.',
  },
  forecast: {
    heading: 'Das würde Menschen aussperren',
    text: (refused, judged, since) =>
      `Mit diesen Einstellungen wären ${refused} der ${judged} gelungenen Anmeldungen seit ${since} abgelehnt worden. Noch ist nichts gespeichert.`,
    and: (more) => `und ${more} weitere`,
    confirm: 'Trotzdem speichern',
  },
  requires: {
    test: 'Lassen Sie zuerst eine Testanmeldung gelingen, auf einer eingeschalteten Verbindung mit ihren jetzigen Einstellungen.',
    bypass:
      'Geben Sie zuerst einem aktiven Org Security Admin den Bypass, mit Passwort oder Adresse und ohne Ablauf, damit immer jemand hineinkommt.',
  },
  test: {
    heading: 'Testanmeldung',
    text: 'Ein echter Umlauf über den Identitätsanbieter, vollständig geprüft. Niemand wird angemeldet, kein Konto gespeichert, kein Platz belegt. Geht auch, solange die Verbindung aus ist.',
    start: 'Testanmeldung beginnen',
    notStarted: 'Der Test konnte nicht beginnen',
    waiting: 'Der Identitätsanbieter hat noch nicht geantwortet',
    waitingText:
      'Für diesen Test kam nichts zurück. Hat der Identitätsanbieter einen Fehler gezeigt, sagt seine Meldung, was dort zu ändern ist. Beginnen Sie dann neu.',
    passed: 'Der Test ist gelungen',
    refused: 'Der Test wurde abgelehnt',
    outcome: 'Was geschehen wäre',
    wouldPass: 'Käme hinein',
    wouldNot: 'Würde abgelehnt',
    nothingHappened: 'Das war ein Test: Niemand wurde angemeldet, kein Konto gespeichert, kein Platz belegt.',
    checks: 'Alles, was geprüft wurde',
    username: 'Benutzername',
    nameId: 'NameID',
    reference: 'Referenz',
    attributes: 'Angekommene Attribute',
    attribute: 'Attribut',
    values: 'Werte',
  },
  create: {
    title: 'Neue Verbindung',
    nameHeading: 'Name',
    name: 'Name',
    nameHint:
      'Steht in den Adressen: Kleinbuchstaben, Ziffern und Bindestriche, etwa main. Ein anderer Name bedeutet später andere Adressen.',
    nameTaken: 'Eine Verbindung dieses Namens gibt es schon. Wählen Sie einen anderen.',
    byMetadata: 'Aus Metadaten',
    byMetadataText:
      'Wählen Sie einen der drei Wege. Nichts wird gespeichert, bevor Sie gesehen haben, was darin steht.',
    file: 'Metadatendatei',
    fileHint: 'Höchstens 2 MB.',
    xml: 'oder die Metadaten einfügen',
    url: 'oder ihre Adresse',
    urlHint: 'Nur https. Sie wird täglich neu gelesen, damit neue Schlüssel auffallen.',
    byHand: 'Von Hand',
    byHandText: 'Nur wenn der Identitätsanbieter keine Metadaten hat.',
    entityId: 'Entity-ID des Identitätsanbieters',
    ssoUrl: 'Anmeldeadresse',
    sloUrl: 'Abmeldeadresse',
    certificates: 'Zertifikate',
    certificatesHint: 'PEM, eines oder mehrere.',
    formats: 'NameID-Formate',
    validUntil: 'Metadaten gültig bis',
    preview: 'Zeigen, was darin steht',
    previewTitle: (name) => `Neue Verbindung ${name}`,
    previewText:
      'Vergleichen Sie die Fingerabdrücke mit denen, die der Identitätsanbieter zeigt. Noch ist nichts gespeichert.',
    oneSource:
      'Geben Sie den Identitätsanbieter auf genau einem Weg an: Datei, eingefügte Metadaten, Adresse oder von Hand.',
    unusable: (why) =>
      `Diese Metadaten sind nicht zu gebrauchen. Der Grund, auf Englisch: ${why} Nehmen Sie sie so, wie der Identitätsanbieter sie ausgibt: seine Datei oder seine Adresse.`,
    notFetched: (problem) => `Nichts wurde geholt. Der Grund, auf Englisch: The address ${problem}.`,
    sameProvider: (name) => `Die Verbindung ${name} hat denselben Identitätsanbieter.`,
    metadataEnded: 'Die Metadaten sagen selbst, dass sie nicht mehr gelten.',
    willSign: 'Der Identitätsanbieter verlangt signierte Anfragen: Unsere werden signiert.',
    lookAtCertificates: 'Sehen Sie die Zertifikate an: Nicht alle gelten noch lange.',
    noCertificate: 'Ohne Zertifikat wird jede Anmeldung mit 4 abgelehnt.',
    enabled: 'Sofort einschalten',
    enabledHint: 'Lassen Sie sie aus, bis eine Testanmeldung gelungen ist.',
  },
  certificates: {
    link: 'Zertifikate',
    title: (name) => `Zertifikate von ${name}`,
    ofProvider: 'Zertifikate des Identitätsanbieters',
    none: 'Es gibt kein Zertifikat: Jede Anmeldung wird mit 4 abgelehnt.',
    remove: 'Entfernen',
    confirmLast: 'Das letzte trotzdem entfernen',
    lastOne:
      'Es ist das letzte Zertifikat einer eingeschalteten Verbindung: Ohne es wird jede Anmeldung abgelehnt. Bestätigen Sie das.',
    add: 'Zertifikat hinzufügen',
    addText:
      'Bevor der Identitätsanbieter seinen Schlüssel wechselt, fügen Sie das neue neben dem alten hinzu: Dann gelten beide.',
    file: 'Datei (PEM oder DER)',
    paste: 'oder einfügen (PEM)',
    nothingSent: 'Wählen Sie eine Datei, oder fügen Sie ein Zertifikat ein.',
    held: 'Der Identitätsanbieter hat etwas anderes veröffentlicht',
    heldText: (at) =>
      `Gefunden am ${at}. Niemand bürgt dafür, darum wartet es auf Sie. Vergleichen Sie die Fingerabdrücke mit denen, die Ihnen der Identitätsanbieter auf anderem Weg nennt.`,
    heldTable: 'Was festgelegt ist, und was vorgeschlagen wird',
    field: 'Feld',
    now: 'Jetzt',
    proposed: 'Vorgeschlagen',
    accept: 'Den Vorschlag annehmen',
    drop: 'Alles so lassen',
    ours: 'Unsere eigenen Schlüssel',
    use: 'Zweck',
    uses: { signing: 'Signieren', encryption: 'Verschlüsseln' },
    state: 'Zustand',
    keyStates: { current: 'Aktuell', next: 'Angekündigt', retired: 'Ausgemustert' },
    until: 'Gültig bis',
    subject: 'Zertifikat',
    valid: 'Gültig',
    fingerprint: 'SHA-256-Fingerabdruck',
    actions: 'Aktionen',
    unusable: 'Unbrauchbar',
    states: { valid: 'Gültig', ends_soon: 'Läuft bald ab', ended: 'Abgelaufen', not_yet: 'Noch nicht gültig' },
  },
  mapping: {
    preview: (at) => `Was die Zuordnung aus der letzten Antwort macht (${at})`,
    from: 'Kommt aus',
    value: 'Wert',
    missing: 'Nicht gesendet',
  },
  settings,
  connection,
  import: importAgain,
  keys,
  rename,
  setUp,
};
