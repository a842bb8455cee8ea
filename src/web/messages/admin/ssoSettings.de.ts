import type { AdminMessages } from './en';

export const settings: AdminMessages['singleSignOn']['settings'] = {
  heading: 'Einstellungen der Site',
  sections: {
    switches: { heading: 'Wer sich wie anmeldet', text: 'Gilt für alle Verbindungen.' },
    accounts: { heading: 'Konten', text: 'Was eine Anmeldung mit Konten tun darf.' },
    targets: { heading: 'Wohin es geht', text: 'Nach einer gelungenen oder einer abgelehnten Anmeldung.' },
  },
  fields: {
    'singleSignOn.enabled': {
      label: 'Single Sign-on ist an',
      hint: 'Aus: Jede Anmeldung über eine Verbindung wird mit Code 7 abgelehnt. Wer ein Passwort und die Ausnahme (Bypass) hat, kommt weiter hinein.',
    },
    'singleSignOn.required': {
      label: 'Single Sign-on ist Pflicht',
      hint: 'Passwörter gelten dann nur noch für Konten mit Bypass. Möglich, sobald eine Testanmeldung gelungen ist und es ein aktives Konto mit Bypass und Passwort gibt, damit sich niemand aussperrt.',
    },
    'singleSignOn.autoCreate': {
      label: 'Konten bei der Anmeldung anlegen',
      hint: 'Wer kein Konto hat, bekommt eines aus den Angaben des Identitätsanbieters. Nötig sind eine Partner-ID und für Gastgeber ein freier Platz. Was dagegen spricht, wird mit 31 beantwortet. Aus: Ablehnung mit 3.',
    },
    'singleSignOn.newAccounts': {
      label: 'Neue Konten',
      hint: 'Ein wartendes Konto belegt keinen Platz und kann sich erst anmelden, wenn es unter Benutzer freigegeben ist.',
      choices: { active: 'sind sofort aktiv', pending: 'warten auf Freigabe' },
    },
    'singleSignOn.autoUpdate': {
      label: 'Konten bei der Anmeldung aktualisieren',
      hint: 'Ist updateTimestamp neuer als der bekannte, werden Namen, E-Mail und Tracking-Codes übernommen. Was dagegen spricht, wird mit 32 beantwortet.',
    },
    'singleSignOn.removeUpnSuffix': {
      label: 'Domain aus Benutzernamen entfernen (UPN)',
      hint: 'Für Active Directory: Aus ada@corp.acme.test wird ada. Nur die Endungen unten werden entfernt.',
    },
    'singleSignOn.upnSuffixes': {
      label: 'Endungen, die entfernt werden',
      hint: 'Eine je Zeile, ohne @, etwa corp.acme.test.',
    },
    'singleSignOn.defaultTarget': {
      label: 'Zielseite',
      hint: 'Wohin kommt, wer keine Seite verlangt hat. Leer: Mein Konto.',
    },
    'singleSignOn.allowedTargets': {
      label: 'Erlaubte Ziele',
      hint: 'Ursprünge Ihrer Anwendungen, einer je Zeile, etwa https://app.acme.test. Anderswohin wird niemand geschickt.',
    },
    'singleSignOn.errorUrl': {
      label: 'Eigene Fehlerseite',
      hint: 'Eine abgelehnte Anmeldung kommt mit Code und Referenz dorthin. Leer: Unsere Seite sagt es der Person.',
    },
    rawResponseDays: {
      label: 'Abgelehnte Antworten aufheben, in Tagen',
      hint: '0 bis 90. Verschlüsselt, damit ein Versuch mit den heutigen Einstellungen wiederholt werden kann. 0: keine.',
    },
  },
};
