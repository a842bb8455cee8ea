import type { ScimErrorTexts } from './catalogue';

const filterRule = 'Siehe RFC 7644, Abschnitt 3.4.2.2: https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.2';
const support = 'Wenden Sie sich an den technischen Support.';
const schemaDefinition = 'Prüfen Sie in der Schemadefinition, welche Felder erforderlich sind.';

/** What every error says, in German. */
export const german: ScimErrorTexts = {
  1: {
    detail: '„{A}“ ist ungültig',
    cause: 'Der Wert für „{A}“ ist ungültig: Nichts hat hier diesen Wert.',
    fix: 'Prüfen Sie, ob der Wert für „{A}“ stimmt.',
  },
  2: {
    detail: '„{A}“ ist ungültig',
    cause: 'Der Wert für „{A}“ ist ungültig: Was er benennt, gibt es nicht.',
    fix: 'Prüfen Sie, ob der Wert für „{A}“ stimmt.',
  },
  3: {
    detail: '„{A}“ ist bereits vergeben',
    cause: 'Den Wert für „{A}“ gibt es bereits.',
    fix: 'Geben Sie für „{A}“ einen eindeutigen Wert an.',
  },
  4: {
    detail: '„{A}“ enthält unzulässige Leerzeichen',
    cause: 'Der Wert für „{A}“ darf keine Leerzeichen enthalten.',
    fix: 'Entfernen Sie die Leerzeichen.',
  },
  5: {
    detail: '„{A}“ enthält unzulässige Zeichen',
    cause: 'Der Wert für „{A}“ ist ungültig.',
    fix: 'Geben Sie für „{A}“ einen gültigen Wert an.',
  },
  6: {
    detail: '„{A}“ enthält das unzulässige Zeichen „=“',
    cause: 'Der Wert für „{A}“ enthält ein unzulässiges Zeichen.',
    fix: 'Geben Sie für „{A}“ einen gültigen Wert an.',
  },
  7: {
    detail: '„{A}“ darf höchstens 255 Zeichen lang sein',
    cause: 'Der Wert für „{A}“ ist zu lang.',
    fix: 'Geben Sie einen Wert mit höchstens 255 Zeichen an.',
  },
  8: {
    detail: 'Ungültiger Endpunkt',
    cause: 'Die aufgerufene Adresse ist kein Endpunkt.',
    fix: 'Prüfen Sie die Schemadefinition und die Basisadresse im Client.',
  },
  9: {
    detail: 'Nicht unterstützte HTTP-Methode',
    cause: 'Der Endpunkt unterstützt diese HTTP-Methode nicht.',
    fix: 'Prüfen Sie, welche HTTP-Methoden der Endpunkt unterstützt: Der Header Allow nennt sie.',
  },
  10: {
    detail: 'Der Name einer Rolle kann nicht geändert werden',
    cause: 'Der Client wollte den Namen einer Rolle ändern.',
    fix: 'Rollennamen lassen sich nicht per SCIM ändern. Schalten Sie das Umbenennen von Gruppen im Client aus.',
  },
  11: {
    detail: '„workspaceName“ ist ungültig',
    cause: 'Einen Arbeitsbereich dieses Namens gibt es nicht.',
    fix: 'Prüfen Sie, ob der Name des Arbeitsbereichs stimmt.',
  },
  12: {
    detail: 'Ungültige E-Mail-Adresse',
    cause: 'Die angegebene E-Mail-Adresse ist ungültig.',
    fix: 'Geben Sie eine gültige E-Mail-Adresse an.',
  },
  13: {
    detail: 'Die E-Mail-Domain ist nicht zugelassen',
    cause: 'Die Domain der angegebenen E-Mail-Adresse ist nicht zugelassen.',
    fix: 'Verwenden Sie eine andere Domain oder ändern Sie die E-Mail-Domains der Site.',
  },
  14: {
    detail: 'Ungültige Zeitzone',
    cause: 'Die angegebene Zeitzone ist ungültig.',
    fix: 'Geben Sie eine gültige Zeitzone an, etwa Europe/Berlin.',
  },
  15: {
    detail: 'Ungültiges Gebietsschema',
    cause: 'Das angegebene Gebietsschema ist ungültig.',
    fix: 'Geben Sie ein gültiges Gebietsschema an: de_DE, en_US, es_AR, es_ES, es_MX, fr_FR, fr_CA, it_IT, nl_NL, pl_PL, zh_CN, zh_TW, ja_JP, ko_KR oder pt_BR.',
  },
  16: {
    detail: 'Ungültige Telefonnummer',
    cause: 'Die angegebene Telefonnummer ist ungültig.',
    fix: 'Geben Sie eine gültige Telefonnummer an oder wenden Sie sich an den technischen Support.',
  },
  17: {
    detail: 'Ungültiger Ausdruck in „filter“',
    cause: 'Der Filter vergleicht mit etwas, das kein Wert ist oder nicht zum Attribut passt.',
    fix: filterRule,
  },
  18: {
    detail: 'Ungültiger Ausdruck in „filter“',
    cause: 'Im Filter steht ein Zeichen oder Wort, wo es nicht stehen darf.',
    fix: filterRule,
  },
  19: {
    detail: 'Ungültiger Ausdruck in „filter“',
    cause: 'Der Filter endet zu früh.',
    fix: filterRule,
  },
  20: {
    detail: 'Ungültiger Ausdruck in „filter“',
    cause: 'Der Filter nennt „{A}“, das es in diesem Ressourcentyp nicht gibt.',
    fix: filterRule,
  },
  21: {
    detail: 'Das Attribut „{A}“ ist nicht definiert. Prüfen Sie die Schemadefinition.',
    cause: 'Das Attribut „{A}“ ist im Schema nicht definiert.',
    fix: 'Prüfen Sie die Schemadefinition.',
  },
  22: {
    detail: 'Das Attribut „{A}“ kann keine mehrfachen oder zusammengesetzten Werte annehmen',
    cause: 'Das Attribut „{A}“ kann solche Werte nicht annehmen.',
    fix: 'Prüfen Sie in der Schemadefinition, was das Attribut erwartet.',
  },
  23: {
    detail: 'Für „{A}“ ist ein Wert erforderlich',
    cause: 'Der Wert eines erforderlichen Felds ist null.',
    fix: schemaDefinition,
  },
  24: {
    detail: 'Für „{A}“ ist ein Wert erforderlich',
    cause: 'Der Wert eines erforderlichen Felds fehlt.',
    fix: schemaDefinition,
  },
  25: {
    detail: 'Für „{A}“ ist ein Wert erforderlich',
    cause: 'Der Wert eines erforderlichen Felds ist leer.',
    fix: schemaDefinition,
  },
  26: {
    detail: 'Die Person ist kein Mitglied des Arbeitsbereichs',
    cause:
      'Der Client wollte jemandem eine Rolle oder Gruppe eines Arbeitsbereichs geben, dem die Person nicht angehört.',
    fix: 'Fügen Sie die Person erst dem Arbeitsbereich hinzu, dann der Rolle oder Gruppe.',
  },
  27: {
    detail: 'Sie haben keinen Zugriff. Wenden Sie sich an den technischen Support.',
    cause: 'Der ausführende Benutzer der Bereitstellung darf das nicht.',
    fix: `Geben Sie dem handelnden Benutzer die dafür nötige Organisationsrolle. ${support}`,
  },
  28: {
    detail: 'Ein Fehler ist aufgetreten. Wenden Sie sich an den technischen Support.',
    cause: 'Auf unserer Seite ist etwas schiefgegangen.',
    fix: `${support} Die Anfragekennung führt zum Protokoll.`,
  },
  unauthenticated: {
    detail: 'Die Anmeldung ist fehlgeschlagen',
    cause: 'Die Zugangsdaten fehlen, sind falsch, abgelaufen oder von anderer Art, als die Bereitstellung annimmt.',
    fix: 'Prüfen Sie Kennung, Geheimnis und Berechtigungstyp der Bereitstellung; erzeugen Sie im Zweifel unter „Mein Konto“ ein neues Geheimnis.',
  },
  body_malformed: {
    detail: 'Der Inhalt der Anfrage ist kein gültiges JSON',
    cause: 'Der Inhalt lässt sich nicht als JSON-Objekt lesen.',
    fix: 'Senden Sie ein einziges JSON-Objekt in UTF-8.',
  },
  body_too_large: {
    detail: 'Der Inhalt der Anfrage ist zu groß',
    cause: 'Der Inhalt ist größer, als dieser Endpunkt annimmt.',
    fix: 'Teilen Sie die Anfrage in kleinere auf.',
  },
  media_type_unsupported: {
    detail: 'Nicht unterstützter Medientyp',
    cause: 'Der Inhalt ist als etwas anderes als JSON angekündigt.',
    fix: 'Senden Sie application/scim+json oder application/json.',
  },
  schemas_wrong: {
    detail: '„schemas“ der Anfrage fehlt oder ist falsch',
    cause: 'Die Nachricht sagt nicht, was sie ist, oder gibt sich als etwas anderes aus.',
    fix: 'Senden Sie in „schemas“ die URN der Nachricht oder Ressource.',
  },
  version_unsupported: {
    detail: 'Nur SCIM 2.0 wird unterstützt',
    cause: 'Der Client spricht SCIM 1.',
    fix: 'Stellen Sie den Client auf SCIM 2.0 ein.',
  },
  operation_invalid: {
    detail: 'Ungültige Operation',
    cause: 'Eine Operation der Anfrage kennt das Protokoll nicht, oder ihr fehlt etwas.',
    fix: 'Senden Sie „Operations“ als Liste; in einem PATCH hat jede das op add, replace oder remove, in einer Sammelanfrage method und path.',
  },
  no_target: {
    detail: 'Die Operation hat kein Ziel',
    cause: 'Ein remove kam ohne Pfad, oder der Filter im Pfad trifft nichts.',
    fix: 'Nennen Sie im Pfad das zu ändernde Attribut und prüfen Sie dessen Filter.',
  },
  not_changeable: {
    detail: 'Das Attribut „{A}“ kann nicht geändert werden',
    cause: 'Das Attribut „{A}“ ist nur lesbar, unveränderlich oder erforderlich und daher nicht zu entfernen.',
    fix: 'Nehmen Sie das Attribut aus der Zuordnung im Client.',
  },
  value_of_wrong_type: {
    detail: 'Der Wert für „{A}“ hat den falschen Typ',
    cause: 'Das Attribut „{A}“ nimmt Werte eines anderen Typs an.',
    fix: 'Prüfen Sie in der Schemadefinition, was das Attribut erwartet.',
  },
  projection_ambiguous: {
    detail: '„attributes“ und „excludedAttributes“ schließen einander aus',
    cause: 'Die Anfrage nennt zugleich, was geliefert und was weggelassen werden soll.',
    fix: 'Senden Sie nur eines von beiden.',
  },
  filter_not_allowed_here: {
    detail: 'Dieser Endpunkt lässt sich nicht filtern',
    cause: 'Ein Filter ging an einen Endpunkt, der den Dienst beschreibt.',
    fix: 'Lassen Sie den Filter weg.',
  },
  precondition_failed: {
    detail: 'Die Ressource hat sich inzwischen geändert',
    cause: 'Die Version in If-Match ist nicht die gegenwärtige.',
    fix: 'Lesen Sie die Ressource neu und wiederholen Sie die Änderung.',
  },
  too_many_results: {
    detail: 'Die Abfrage trifft zu viele Ressourcen',
    cause: 'Die Abfrage würde mehr liefern, als der Dienst verarbeiten will.',
    fix: 'Schränken Sie den Filter ein oder fordern Sie weniger Ergebnisse an.',
  },
  too_many_operations: {
    detail: 'Zu viele Operationen in einer Anfrage',
    cause: 'Die Anfrage enthält mehr Operationen, als der Dienst auf einmal annimmt.',
    fix: 'Teilen Sie die Anfrage in kleinere auf; /ServiceProviderConfig nennt die Grenzen.',
  },
  bulk_id_unresolved: {
    detail: '„bulkId“ lässt sich nicht auflösen',
    cause: 'Eine Operation bezieht sich auf das Ergebnis einer anderen, die fehlt oder fehlgeschlagen ist.',
    fix: 'Prüfen Sie die Bezüge zwischen den Operationen.',
  },
  seat_unavailable: {
    detail: 'Kein Platz frei',
    cause: 'Die Person bräuchte als Host einen Platz, und keiner ist frei.',
    fix: 'Machen Sie einen Platz frei, erhöhen Sie die Plätze der Site oder provisionieren Sie die Person als Teilnehmer.',
  },
  account_protected: {
    detail: 'Dieses Konto kann SCIM weder deaktivieren noch ihm Rechte nehmen',
    cause: 'Es gehört dem letzten Org Security Admin, hat eine Bypass-Anmeldung oder handelt für die Bereitstellung.',
    fix: 'Ändern Sie das Konto in der Verwaltung oder nehmen Sie es aus dem Bereich des Clients.',
  },
  rate_limited: {
    detail: 'Zu viele Anfragen',
    cause: 'Der Client sendet mehr Anfragen, als die Bereitstellung darf.',
    fix: 'Nichts zu tun: Der Client versucht es nach der Zeit in Retry-After erneut.',
  },
  brake_held: {
    detail: 'Die Bereitstellung ist angehalten, weil sie viele Konten deaktivieren oder ihnen Rechte nehmen wollte',
    cause: 'Mehr Konten als der eingestellte Anteil würden in der eingestellten Zeit den Zugang verlieren.',
    fix: 'Sehen Sie sich die Bereitstellung in der Verwaltung an und geben Sie sie frei, wenn die Änderung gewollt ist.',
  },
  not_implemented: {
    detail: 'Nicht umgesetzt',
    cause: 'Der Dienst bietet diesen freiwilligen Teil von SCIM nicht an.',
    fix: 'Schalten Sie ihn im Client aus; /ServiceProviderConfig nennt, was unterstützt wird.',
  },
  unavailable: {
    detail: 'Der Dienst ist ausgelastet. Versuchen Sie es später erneut.',
    cause: 'Die Anfrage ließ sich gerade nicht ausführen; nichts wurde geändert.',
    fix: 'Nichts zu tun: Der Client versucht es erneut.',
  },
};
