import type { AdminMessages } from './en';

export const keys: AdminMessages['singleSignOn']['keys'] = {
  link: 'Unsere eigenen Schlüssel: Zustand und Wechsel',
  title: 'Unsere eigenen Schlüssel',
  text: 'Sie gelten für alle Verbindungen der Site: Ein Paar signiert, was wir senden, das andere öffnet, was für uns verschlüsselt ist. Sie halten zehn Jahre, und vor den letzten 60 Tagen ändert sich nichts von selbst.',
  none: 'Noch gibt es keine: Sie entstehen, sobald sie zum ersten Mal gebraucht werden.',
  next: 'Was folgt',
  takesOver: (day) => `Übernimmt am ${day}`,
  deleted: (day) => `Aufbewahrt bis ${day}, dann gelöscht`,
  toDo: 'Was die Leute der Identitätsanbieter tun müssen',
  nothingToDo: 'Nichts: Kein neuer Schlüssel ist angekündigt.',
  announced: (day) =>
    `Bis ${day}: unsere Metadaten neu lesen, oder die angekündigten Zertifikate neben den aktuellen eintragen. Von da an signieren wir mit dem angekündigten Schlüssel, und niemand braucht den alten, um für uns zu verschlüsseln.`,
  metadataOf: (name) => `Unsere Metadaten von ${name} herunterladen`,
  publish: {
    heading: 'Die nächsten Schlüssel veröffentlichen',
    text: 'Sie stehen sofort neben den aktuellen in unseren Metadaten. Sonst ändert sich 30 Tage lang nichts; dann übernehmen sie von selbst.',
    confirm: 'Ich sage es den Leuten der Identitätsanbieter',
  },
  takeOver: {
    heading: 'Die angekündigten Schlüssel übernehmen lassen',
    text: 'Ihre Zeit ist da. Die aktuellen werden ausgemustert: Was noch für sie verschlüsselt ist, wird 90 Tage lang entschlüsselt.',
    confirm: 'Die Identitätsanbieter kennen die angekündigten Zertifikate',
  },
  atOnce: {
    heading: 'Die Schlüssel sofort wechseln',
    text: 'Für einen Schlüssel, den jemand anderes hat. Identitätsanbieter, die unsere Signaturen prüfen oder für uns verschlüsseln, gehen nicht mehr, bis sie unsere neuen Metadaten haben.',
    confirm: 'Ich verstehe, dass Anmeldungen bis dahin scheitern können',
  },
  confirmMissing: 'Setzen Sie zuerst das Häkchen.',
};
