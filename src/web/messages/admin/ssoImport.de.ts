import type { AdminMessages } from './en';

export const importAgain: AdminMessages['singleSignOn']['import'] = {
  link: 'Metadaten neu einlesen',
  title: (name) => `Die Metadaten von ${name} neu einlesen`,
  text: 'Für neue Zertifikate oder Adressen desselben Identitätsanbieters. Die Zuordnung und alle anderen Einstellungen der Verbindung bleiben.',
  preview: 'Zeigen, was sich ändern würde',
  oneSource: 'Geben Sie die Metadaten auf genau einem Weg an: Datei, Text oder Adresse.',
  otherProvider: (received, expected) =>
    `Sie sind von einem anderen Identitätsanbieter: Die Entity-ID ist ${received}, erwartet wird ${expected}. Legen Sie dafür eine neue Verbindung an; nur wenn der Identitätsanbieter selbst umbenannt wurde, ändern Sie zuerst die Entity-ID in den Einstellungen.`,
  ended: (day) => `Die Metadaten sagen selbst, dass sie am ${day} endeten.`,
  previewTitle: (name) => `Was die Metadaten an ${name} ändern würden`,
  previewText:
    'Noch ist nichts gespeichert. Vergleichen Sie die Fingerabdrücke mit denen, die Ihnen die Leute des Identitätsanbieters auf anderem Weg nennen.',
  trust: {
    verified: 'Sie sind mit einem Schlüssel signiert, der für diese Verbindung festgelegt ist.',
    unsigned: 'Sie sind nicht signiert: Sie bürgen dafür.',
    unverified:
      'Sie sind signiert, aber nicht mit einem Schlüssel, der für diese Verbindung festgelegt ist: Sie bürgen dafür.',
  },
  gone: (count) =>
    count === 1
      ? 'Ein Zertifikat steht nicht mehr darin und wird entfernt: Was es signiert, wird von da an abgelehnt.'
      : `${count} Zertifikate stehen nicht mehr darin und werden entfernt: Was sie signieren, wird von da an abgelehnt.`,
  looksThere: (url) => `Von da an werden die Metadaten täglich unter ${url} gesucht.`,
  stillLooks: (url) =>
    `Die Metadaten werden weiterhin täglich unter ${url} gesucht. Was dort anders steht, wird übernommen oder wartet auf Sie.`,
  certificates: 'Zertifikate in den Metadaten',
  confirm: 'Einlesen',
};
