import type { AdminMessages } from './en';

export const emailDomains: AdminMessages['emailDomains'] = {
  title: 'E-Mail-Domains',
  addresses: 'Welche Adressen Konten haben dürfen',
  addressesText:
    'Wird geprüft, wann immer ein Konto angelegt oder seine Adresse geändert wird, auf jedem Weg: Anmeldung, Seiten, CSV, Dateien. Vorhandene Konten bleiben.',
  allowed: 'Erlaubte Domains',
  allowedHint: 'Eine je Zeile. Leer: jede Domain. Eine Domain steht nur für sich selbst.',
  allowedAny: 'Jede Domain',
  blocked: 'Gesperrte Domains',
  blockedHint: 'Eine je Zeile. Gilt auch für die Domains darunter und geht den erlaubten vor.',
  forecast: (refused, signIns) =>
    `Mit diesen Domains wären ${refused} der letzten ${signIns} gelungenen Anmeldungen abgewiesen worden.`,
  forecastConfirm: 'Trotzdem speichern',
  signIn: 'Anmelde-Domains',
  signInText:
    'Wer auf der Anmeldeseite eine E-Mail-Adresse einer dieser Domains eingibt, wird zu dieser Site geführt. Eine Domain gehört nur zu einer Site.',
  signInCaption: 'Anmelde-Domains der Site',
  domain: 'Domain',
  vouchedBy: 'Verbürgt durch',
  vouchers: { dns: 'DNS-Eintrag', operator: 'Den Betreiber' },
  since: 'Seit',
  remove: 'Entfernen',
  removeTitle: (domain) => `${domain} entfernen?`,
  removeText: (domain) =>
    `Wer auf der Anmeldeseite eine Adresse von ${domain} eingibt, wird nach der Site gefragt. Niemand wird abgemeldet. Um sie zurückzuholen, muss sie erneut nachgewiesen werden.`,
  removeConfirm: 'Domain entfernen',
  none: 'Diese Site hat keine Anmelde-Domain.',
  claim: 'Anmelde-Domain hinzufügen',
  claimText: 'Sie weisen durch einen DNS-Eintrag nach, dass sie Ihnen gehört.',
  claimOperatorText: 'Als Betreiber verbürgen Sie sich dafür; nichts wird nachgeschlagen.',
  claimSubmit: 'Weiter',
  claimOperatorSubmit: 'Hinzufügen',
  proveTitle: (domain) => `${domain} nachweisen`,
  proveText:
    'Veröffentlichen Sie diesen TXT-Eintrag bei Ihrem DNS-Anbieter. Lassen Sie uns dann danach suchen; es kann einige Minuten dauern, bis er zu sehen ist.',
  recordName: 'Name des Eintrags',
  recordType: 'Typ',
  recordValue: 'Text',
  prove: 'Jetzt danach suchen',
  notFound: 'Der Eintrag ist noch nicht da, oder sein Text ist ein anderer.',
  unreachable:
    'Die Nameserver haben nicht geantwortet. Es wurde nichts geändert; versuchen Sie es in einer Minute erneut.',
  whileHere: 'Behalten Sie den Eintrag, solange Sie die Domain verwenden.',
  notices: {
    saved: 'Die Domains sind gespeichert.',
    unchanged: 'Es gab keinen Unterschied, also wurde nichts geändert.',
    added: 'Die Anmelde-Domain ist hinzugefügt.',
    removed: 'Die Anmelde-Domain ist entfernt.',
  },
};
