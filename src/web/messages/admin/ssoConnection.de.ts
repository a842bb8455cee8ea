import type { AdminMessages } from './en';

export const connection: AdminMessages['singleSignOn']['connection'] = {
  title: (name) => `Verbindung ${name}`,
  problems: 'Was im Weg steht',
  settings: 'Einstellungen',
  metadataFrom: 'Metadaten werden gesucht unter',
  forgetMetadata: 'Dort nicht mehr nach Metadaten suchen',
  forgetMetadataHint:
    'Was festgelegt ist, bleibt; Änderungen des Identitätsanbieters werden dann von Hand nachgetragen.',
  remove: 'Diese Verbindung entfernen',
  removeTitle: (name) => `Die Verbindung ${name} entfernen?`,
  removeLost: [
    'Ihre Adressen gelten nicht mehr: Metadaten, Anmeldung, ACS, Abmeldung. Die Kachel beim Identitätsanbieter führt ins Leere.',
    'Alle, die darüber angemeldet sind, werden abgemeldet.',
    'Welche Person des Identitätsanbieters zu welchem Konto gehört (NameID), wird vergessen.',
    'Zertifikate, Zuordnung und alle anderen Einstellungen sind weg. Versuche bleiben, bis ihre Zeit um ist.',
  ],
  removeInstead: 'Für eine Pause schalten Sie sie stattdessen aus: Dann geht nichts verloren.',
  removeConfirm: 'Ich verstehe, was verloren geht',
  removeConfirmMissing: 'Setzen Sie zuerst das Häkchen.',
  sections: {
    provider: { heading: 'Identitätsanbieter', text: 'Wie in seinen Metadaten. Schon ein anderes Zeichen zählt.' },
    people: { heading: 'Wer die Person ist', text: 'Woher der Benutzername kommt, und wer hinein darf.' },
    attributes: {
      heading: 'Zuordnung der Attribute',
      text: 'Namen, unter denen der Identitätsanbieter unsere Felder sendet, einer je Zeile; der erste vorhandene zählt. Groß- und Kleinschreibung zählt.',
    },
    requests: {
      heading: 'Was wir senden',
      text: 'Die Anfrage an den Identitätsanbieter, und Antworten ohne eine.',
    },
    responses: {
      heading: 'Was wir annehmen',
      text: 'Wie eine Antwort signiert, verschlüsselt und datiert sein muss.',
    },
    exceptions: {
      heading: 'Ausnahmen',
      text: 'Schwache Verfahren, nur für Identitätsanbieter, die nichts Besseres können, und nur bis zu einem Tag.',
    },
  },
  fields: {
    enabled: {
      label: 'Diese Verbindung ist an',
      hint: 'Aus: Nur Testanmeldungen gelingen; alle anderen werden mit 7 abgelehnt.',
    },
    entityId: {
      label: 'Entity-ID des Identitätsanbieters',
      hint: 'Aussteller seiner Assertions. Eine andere wird mit 24 abgelehnt.',
    },
    ssoUrl: {
      label: 'Anmeldeadresse',
      hint: 'Wohin wir Menschen schicken (SingleSignOnService). Leer: Begonnen wird nur beim Identitätsanbieter.',
    },
    ssoBinding: {
      label: 'Binding der Anfrage',
      hint: 'Redirect braucht keinen Klick. POST zeigt eine Seite mit einem Knopf.',
      choices: { redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloUrl: {
      label: 'Abmeldeadresse',
      hint: 'SingleLogoutService. Leer: Abmelden beendet nur die Sitzung hier.',
    },
    sloBinding: {
      label: 'Binding der Abmeldung',
      hint: 'Wie Abmeldeanfragen und Antworten darauf reisen. Wählen Sie eines, wenn der Identitätsanbieter Abmeldungen anders annimmt als Anmeldungen.',
      choices: { as_sign_in: 'Wie die Anmeldung', redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloResponseUrl: {
      label: 'Adresse für Antworten auf Abmeldungen',
      hint: 'ResponseLocation seines SingleLogoutService. Leer: Antworten gehen an die Abmeldeadresse.',
    },
    nameIdFormat: {
      label: 'NameID-Format',
      hint: 'Unspecified nimmt jedes an. Ein anderes als das gewählte wird mit 25 abgelehnt.',
      choices: {
        unspecified: 'Unspecified',
        emailAddress: 'E-Mail-Adresse',
        persistent: 'Persistenter Bezeichner',
        x509SubjectName: 'X.509-Subject-Name',
        entity: 'Entity-Bezeichner',
      },
    },
    usernameFrom: {
      label: 'Benutzername aus',
      hint: 'Attribute, eines je Zeile; das erste nicht leere entscheidet. NameID ist das Subject selbst.',
    },
    allowedTypes: {
      label: 'Wer sich anmelden darf',
      hint: 'Andere werden mit 21 abgelehnt.',
      choices: { host: 'Gastgeber', attendee: 'Teilnehmer' },
    },
    scopes: {
      label: 'Scopes',
      hint: 'Domains, mit denen Bezeichner mit Scope enden dürfen, eine je Zeile. Leer: nicht geprüft.',
    },
    'attributes.firstName': { label: 'Vorname', hint: 'Meist firstname.' },
    'attributes.lastName': { label: 'Nachname', hint: 'Meist lastname.' },
    'attributes.email': { label: 'E-Mail', hint: 'Meist email.' },
    'attributes.displayName': { label: 'Anzeigename', hint: 'Freiwillig.' },
    'attributes.language': { label: 'Sprache', hint: 'Freiwillig; etwa en, de oder nb.' },
    signAuthnRequest: {
      label: 'Unsere Anfragen signieren',
      hint: 'Nötig, wenn der Identitätsanbieter signierte Anfragen verlangt. Unser Zertifikat steht in unseren Metadaten.',
    },
    authnContextClassRefs: {
      label: 'Arten der Authentifizierung (AuthnContextClassRef)',
      hint: 'Eine je Zeile. Der Identitätsanbieter muss eine davon nennen, sonst 13. Leer: jede. ADFS: urn:federation:authentication:windows.',
    },
    unsolicited: {
      label: 'Anmeldungen, die beim Identitätsanbieter beginnen',
      hint: 'Eine Antwort, um die hier niemand gebeten hat, kann ein Trick sein, jemanden als jemand anderes anzumelden.',
      choices: {
        restart: 'Von hier aus neu beginnen (sicher, ohne Klick)',
        confirm: 'Die Person bestätigen lassen',
        accept: 'Ohne Frage annehmen',
        refuse: 'Mit 28 ablehnen',
      },
    },
    requireSigned: {
      label: 'Was signiert sein muss',
      hint: 'Eine unsignierte Assertion wird nie angenommen, was immer Sie wählen.',
      choices: {
        any: 'Assertion oder Antwort',
        assertion: 'Die Assertion',
        response: 'Die Antwort',
        both: 'Beide',
      },
    },
    requireEncryptedAssertion: {
      label: 'Die Assertion muss verschlüsselt sein',
      hint: 'Für unser Verschlüsselungszertifikat, das in unseren Metadaten steht.',
    },
    clockSkewSeconds: {
      label: 'Erlaubter Uhrenunterschied in Sekunden',
      hint: '0 bis 300, für jede Prüfung einer Zeit. Darüber: 19.',
    },
    enforceCertificateExpiry: {
      label: 'Abgelaufene Zertifikate ablehnen',
      hint: 'Was ein abgelaufenes Zertifikat signiert, wird mit 15 abgelehnt.',
    },
    'legacyAlgorithms.allow': {
      label: 'Schwache Verfahren annehmen',
      hint: 'Überall rot angezeigt, bis es endet.',
      choices: { sha1: 'SHA-1-Signaturen', cbc: 'CBC-Verschlüsselung' },
    },
    'legacyAlgorithms.until': { label: 'Bis', hint: 'Ein Tag, etwa 2027-03-31.' },
  },
};
