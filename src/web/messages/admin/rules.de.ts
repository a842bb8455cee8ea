import type { AdminMessages } from './en';

export const rules: AdminMessages['rules'] = {
  text: () => 'Geben Sie Text ein.',
  filled: () => 'Füllen Sie dieses Feld aus.',
  no_blank_ends: () => 'Entfernen Sie die Leerzeichen am Anfang und am Ende.',
  no_invisible: () => 'Entfernen Sie die unsichtbaren Zeichen.',
  flag: () => 'Wählen Sie Ja oder Nein.',
  list: () => 'Geben Sie eine Liste ein.',
  filled_list: () => 'Nennen Sie mindestens einen Eintrag.',
  fields: () => 'Füllen Sie die Felder dieses Abschnitts aus.',
  slug: () => 'Verwenden Sie 1 bis 63 Kleinbuchstaben, Ziffern und Bindestriche.',
  domain: () => 'Geben Sie eine Domain ein, zum Beispiel acme.test.',
  email: () => 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@acme.test.',
  language: () => 'Geben Sie eine Sprache ein, zum Beispiel en, de oder nb.',
  time_zone: () => 'Geben Sie eine Zeitzone wie Europe/Berlin ein.',
  moment: () => 'Geben Sie einen Tag (2027-03-31) oder eine Zeit mit Zone (2027-03-31T18:00:00Z) ein.',
  certificate: () => 'Geben Sie ein Zertifikat im PEM-Format ein.',
  at_most: ({ characters }) => `Verwenden Sie höchstens ${characters} Zeichen.`,
  at_most_entries: ({ entries }) => `Verwenden Sie höchstens ${entries} Einträge.`,
  at_least: ({ characters }) => `Verwenden Sie mindestens ${characters} Zeichen.`,
  between: ({ from, to }) => `Geben Sie eine ganze Zahl von ${from} bis ${to} ein.`,
  one_of: ({ values }) => `Wählen Sie eines davon: ${values.join(', ')}.`,
  either: () => 'Geben Sie eines von beiden an, nicht beide.',
  address: () => 'Geben Sie eine Adresse ein, die mit https:// beginnt.',
  origin: () => 'Geben Sie nur den Ursprung einer Anwendung ein, zum Beispiel https://app.acme.test.',
  twice: () => 'Das steht hier zweimal. Entfernen Sie einen der Einträge.',
  new_site_unnamed: () => 'Geben Sie der Site einen Namen.',
  domain_of_another_site: ({ domain }) => `${domain} wird von einer anderen Site zur Anmeldung verwendet.`,
  domain_unproven: ({ domain }) => `Weisen Sie zuerst durch einen DNS-Eintrag nach, dass ${domain} Ihnen gehört.`,
  label_reserved: ({ label }) => `${label} ist ein reservierter Name. Wählen Sie eine andere Bezeichnung.`,
  label_taken: ({ label, number }) => `TC${number} heißt schon ${label}. Wählen Sie eine andere Bezeichnung.`,
  entitlement_taken: ({ name }) => `Auf dieser Site heißt schon etwas „${name}“. Wählen Sie einen anderen Namen.`,
  label_missing: () => 'Geben Sie dem Tracking-Code eine Bezeichnung.',
  idp_missing: () => 'Importieren Sie die Metadaten des Identitätsanbieters, oder geben Sie seine Entitäts-ID ein.',
  unknown_tracking_code: () => 'Diese Site hat keinen solchen Tracking-Code.',
  tracking_code_required: () => 'Füllen Sie dieses Feld aus: Der Tracking-Code ist Pflicht.',
  accounts_belong: ({ accounts }) =>
    accounts === 1
      ? 'Ein Konto gehört zu dieser Verbindung. Ordnen Sie es zuerst einer anderen zu, oder schalten Sie diese ab.'
      : `${accounts} Konten gehören zu dieser Verbindung. Ordnen Sie sie zuerst einer anderen zu, oder schalten Sie diese ab.`,
  seats: ({ seats, needed }) =>
    `Kein Platz ist frei: Die Site hat ${seats}, und ${needed} würden belegt. Erhöhen Sie die Plätze, oder machen Sie jemanden zum Teilnehmer.`,
  unknown_connection: ({ name }) => `Diese Site hat keine Verbindung ${name}.`,
  connection_name_taken: ({ name }) => `Eine andere Verbindung heißt ${name}. Wählen Sie einen anderen Namen.`,
  email_blocked: ({ email }) => `${email} gehört zu einer Domain, die diese Site sperrt.`,
  email_not_listed: ({ email }) => `${email} gehört zu einer Domain, die nicht auf der Liste der erlaubten steht.`,
  email_taken: ({ email }) => `Ein anderes Konto dieser Site hat die Adresse ${email}.`,
  username_taken: () => 'Ein anderes Konto hat diesen Benutzernamen oder einen, der genauso aussieht.',
  last_bypass: () =>
    'Single Sign-on ist hier Pflicht, und niemand sonst käme ohne es hinein, um es in Ordnung zu bringen. Geben Sie zuerst einem anderen Org Security Admin den Bypass.',
  bypass_missing: () =>
    'Geben Sie zuerst einem aktiven Org Security Admin den Bypass, mit Passwort oder Adresse und ohne Ablauf, damit immer jemand hineinkommt.',
  seat_just_taken: () =>
    'Jemand anders hat gerade den letzten Platz belegt. Erhöhen Sie die Plätze, oder machen Sie jemanden zum Teilnehmer.',
  just_taken: () =>
    'Jemand anders hat gerade etwas mit demselben Namen oder derselben Adresse angelegt. Sehen Sie es sich an, und versuchen Sie es dann erneut.',
};
