import type { MyAccountMessages } from './myAccount.en';

/** What people change about their own account, in German. */
export const myAccount: MyAccountMessages = {
  edit: 'Meine Angaben bearbeiten',
  editTitle: 'Meine Angaben bearbeiten',
  changePassword: 'Mein Passwort ändern',
  endOthers: 'Alle anderen Sitzungen beenden',
  sessionsText: 'Ist eine davon nicht von Ihnen? Beenden Sie sie, und ändern Sie Ihr Passwort, wenn Sie eines haben.',
  timeZone: 'Zeitzone',
  languageOfBrowser: 'Wie mein Browser es wünscht',
  timeZoneUtc: 'UTC',
  languages: { en: 'English', de: 'Deutsch', nb: 'Norsk bokmål' },
  keptBy: {
    identity_provider:
      'Name, E-Mail und Tracking-Codes führt Ihr Identitätsanbieter: Was Sie hier ändern, würde bei der nächsten Anmeldung überschrieben.',
    provisioning: 'Name, E-Mail und Tracking-Codes führt das Verzeichnis Ihrer Organisation.',
    person: '',
  },
  emailByAdministrator:
    'Ihre E-Mail-Adresse kann nur Ihre Administration ändern, weil Sie hier kein Passwort haben, um es zu bestätigen.',
  emailNeedsPassword:
    'Für eine neue Adresse geben Sie unten Ihr Passwort ein; bei der nächsten Anmeldung mit Passwort bestätigen Sie sie.',
  currentPassword: 'Aktuelles Passwort',
  currentPasswordForEmail: 'Nur für eine neue E-Mail-Adresse nötig.',
  preferences: 'Vorlieben',
  you: 'Sie',
  wrongPassword: 'Das ist nicht Ihr aktuelles Passwort.',
  passwordNeeded: 'Geben Sie Ihr aktuelles Passwort ein, um die E-Mail-Adresse zu ändern.',
  throttled: 'Es wurden zu viele falsche Passwörter versucht. Warten Sie 15 Minuten und versuchen Sie es erneut.',
  conflict:
    'Ihr Konto wurde inzwischen geändert. Nichts von Ihnen wurde gespeichert; prüfen Sie die Felder und senden Sie sie noch einmal.',
  passwordTitle: 'Mein Passwort ändern',
  passwordText: 'Alle Ihre anderen Sitzungen enden.',
  noPassword:
    'Sie haben noch kein Passwort. Lassen Sie sich einen Link an Ihre E-Mail-Adresse senden, um eines zu wählen.',
  noPasswordAllowed: 'Sie melden sich über Ihre Organisation an und haben hier kein Passwort.',
  sendLink: 'Link senden',
  notices: {
    saved: 'Ihre Änderungen sind gespeichert.',
    unchanged: 'Nichts war anders, also wurde nichts geändert.',
    password: 'Ihr Passwort ist geändert, und alle anderen Sitzungen sind beendet.',
    ended: 'Alle anderen Sitzungen sind beendet.',
  },
};
