import type { AdminMessages } from './en';

export const siteInformation: AdminMessages['siteInformation'] = {
  title: 'Site-Informationen',
  edit: 'Bearbeiten',
  editTitle: 'Site bearbeiten',
  waiting: 'Was auf Sie wartet',
  nothingWaits: 'Nichts wartet auf Sie.',
  attention: {
    partnerIdMissing:
      'Bei der Anmeldung sollen Konten angelegt werden, aber die Site hat keine Partner-ID: Alle Neuen werden mit 31 abgewiesen.',
    partnerIdMissingLink: 'Partner-ID setzen',
    overdrawn: (used, seats) =>
      `Die Plätze sind überzogen: ${used} sind belegt, und die Site hat ${seats}. Niemand Neues bekommt einen.`,
    overdrawnLink: 'Ansehen, wer einen Platz belegt',
    seatsFull: 'Kein Platz ist frei: Ein neuer Gastgeber wird mit 31 abgewiesen.',
    seatsFullLink: 'Plätze erhöhen',
    ended: (what, day) => `${what} ist am ${day} abgelaufen.`,
    endsSoon: (what, days, day) =>
      days === 0
        ? `${what} läuft heute ab (${day}).`
        : `${what} läuft in ${days} ${days === 1 ? 'Tag' : 'Tagen'} ab (${day}).`,
    things: {
      idp_certificate: (connection, subject) => `Das Zertifikat ${subject} der Verbindung ${connection}`,
      signing_key: () => 'Unser eigenes Signaturzertifikat',
      encryption_key: () => 'Unser eigenes Verschlüsselungszertifikat',
      legacy_algorithms: (connection, subject) =>
        `Die Ausnahme für schwache Algorithmen (${subject}) der Verbindung ${connection}`,
      scim_secret: (connection, subject) =>
        `Das Geheimnis der Bereitstellung ${connection} (ausführender Benutzer: ${subject})`,
    },
    endingLink: 'Single Sign-on öffnen',
    endingSecretLink: 'Bereitstellung öffnen',
    held: (connection) =>
      `Der Identitätsanbieter der Verbindung ${connection} hat andere Schlüssel oder Adressen veröffentlicht. Vergleichen Sie die Fingerabdrücke, und nehmen Sie sie an oder nicht.`,
    heldLink: 'Vergleichen',
    pending: (people, one) =>
      one ? 'Eine Person wartet auf Ihre Freigabe.' : `${people} Personen warten auf Ihre Freigabe.`,
    pendingLink: 'Annehmen oder ablehnen',
    unlisted: (signIns, one, orMore) =>
      one
        ? 'Eine Anmeldung der letzten 14 Tage wurde abgewiesen, weil ein Tracking-Code nicht in seiner Liste stand.'
        : `${signIns}${orMore ? ' oder mehr' : ''} Anmeldungen der letzten 14 Tage wurden abgewiesen, weil ein Tracking-Code nicht in seiner Liste stand.`,
    unlistedLink: 'Werte ansehen',
  },
  seats: 'Plätze',
  seatsUsed: 'Belegte Plätze',
  seatsFree: 'Freie Plätze',
  overdrawn: 'überzogen',
  accountsByStatus: 'Konten nach Status',
  seatsChart: 'Plätze in den letzten 90 Tagen',
  seatsSummary: (used, seats, most) =>
    `Heute sind ${used} von ${seats} Plätzen belegt; die meisten in diesen Tagen waren ${most}.`,
  seatsHeld: 'Belegt',
  seatsThere: 'Der Site',
  signIns: 'Anmeldungen der letzten 14 Tage',
  signInsChart: 'Gelungen und abgewiesen nach Tag',
  signInsSummary: (passed, refused, busiest) =>
    `${passed} Anmeldungen gelangen, und ${refused} wurden abgewiesen. Am meisten wurden am ${busiest} abgewiesen.`,
  signInsQuiet: (passed) => `${passed} Anmeldungen gelangen, und keine wurde abgewiesen.`,
  passed: 'Gelungen',
  refused: 'Abgewiesen',
  day: 'Tag (UTC)',
  byCode: 'Abgewiesen nach Code',
  byCodeCaption: 'Abgewiesene Anmeldungen der letzten 14 Tage nach Code',
  code: 'Code',
  meaning: 'Bedeutung',
  times: 'Anzahl',
  noRefusals: 'Keine Anmeldung wurde abgewiesen.',
  theSite: 'Die Site',
  name: 'Name',
  slug: 'Kurzname in Adressen',
  partnerId: 'Partner-ID',
  contact: 'Wen man fragen kann',
  contactHint: 'Wird Personen gezeigt, deren Anmeldung abgewiesen wurde.',
  contactName: 'Ansprechpartner: Name',
  contactEmail: 'Ansprechpartner: E-Mail',
  contactUrl: 'Ansprechpartner: Webseite',
  singleSignOn: 'Single Sign-on',
  on: 'Ein',
  off: 'Aus',
  rawResponseDays: 'Tage, die abgewiesene Antworten aufgehoben werden',
  rawResponseDaysHint:
    'Verschlüsselt aufgehoben, damit der Support sie nach neuen Einstellungen erneut beurteilen kann. 0 bis 90; 0 hebt keine auf.',
  nameHint: 'So, wie man sie kennt. Er steht auf jeder Seite der Site.',
  partnerIdHint: 'Ohne sie kann bei der Anmeldung kein Konto angelegt werden (31).',
  seatsHint: (used) =>
    `Jetzt belegt: ${used}. Weniger Plätze sind erlaubt: Dann bekommt niemand Neues einen, bis genug frei sind.`,
  notices: {
    saved: 'Die Site ist gespeichert.',
    unchanged: 'Es gab keinen Unterschied, also wurde nichts geändert.',
  },
};
