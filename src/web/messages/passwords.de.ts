import type { PasswordMessages } from './passwords.en';

/** Passwords, in German. */
export const passwords: PasswordMessages = {
  forgotten: 'Passwort vergessen?',
  forgottenTitle: 'Passwort vergessen',
  forgottenText:
    'Wir senden einen Link an die E-Mail-Adresse Ihres Kontos. Er gilt einmal und 30 Minuten lang. Wer sich über die eigene Organisation anmeldet, hat hier kein Passwort: Dort wird weitergeholfen.',
  forgottenSubmit: 'Link senden',
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentText:
    'Gibt es ein Konto dieses Namens, das ein Passwort verwenden darf, ist ein Link an dessen E-Mail-Adresse unterwegs. Es kann eine Minute dauern.',
  sentNothing:
    'Nichts angekommen? Sehen Sie im Ordner für unerwünschte Mails nach, oder fragen Sie Ihre Administration.',
  nameMissing: 'Geben Sie Ihre E-Mail-Adresse oder Ihren Benutzernamen ein.',
  siteMissing: 'Geben Sie den Kurznamen Ihrer Organisation ein.',
  newTitle: 'Passwort wählen',
  newHeading: (site) => `Wählen Sie Ihr Passwort für ${site}`,
  newText: (username) =>
    `Für das Konto ${username}. Ist es gesetzt, werden Sie überall abgemeldet und melden sich mit dem neuen Passwort an.`,
  newPassword: 'Neues Passwort',
  newPasswordHint: (characters) => `Mindestens ${characters} Zeichen. Ein Satz merkt sich am leichtesten.`,
  newPasswordAgain: 'Neues Passwort wiederholen',
  newSubmit: 'Passwort setzen',
  unusable: (characters) => `Wählen Sie ein Passwort mit mindestens ${characters} Zeichen.`,
  differ: 'Die beiden Passwörter stimmen nicht überein.',
  closedTitle: 'Dieser Link gilt nicht mehr',
  closedText:
    'Er wurde benutzt, ist zu alt, oder am Konto hat sich seitdem etwas geändert. Fordern Sie einen neuen an.',
  closedAgain: 'Neuen Link anfordern',
  confirmTitle: 'E-Mail-Adresse bestätigen',
  confirmText: (email, site) =>
    `Sie haben sich bei ${site} mit einem Passwort angemeldet. Bestätigen Sie, dass ${email} Ihre Adresse ist.`,
  confirmSubmit: 'Ja, das ist meine Adresse',
  checkMailTitle: 'Noch ein Schritt',
  checkMailText:
    'Ihr Passwort stimmt. Da Sie sich zum ersten Mal damit anmelden, haben wir einen Link an die E-Mail-Adresse Ihres Kontos gesendet. Öffnen Sie ihn, um die Adresse zu bestätigen, und melden Sie sich dann erneut an.',
  notices: {
    password_set: 'Ihr Passwort ist gesetzt. Melden Sie sich jetzt damit an.',
    email_confirmed: 'Ihre Adresse ist bestätigt. Melden Sie sich jetzt an.',
  },
};
