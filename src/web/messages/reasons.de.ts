import type { ReasonTexts } from './en';

/** What every reason means and what to do about it, in German. */
export const reasons: ReasonTexts = {
  method_not_post: {
    title: 'Die Antwort kam nicht per POST an.',
    fix: 'Stellen Sie das ACS-Binding beim Identitätsanbieter auf HTTP-POST.',
  },
  content_type_wrong: {
    title: 'Der Inhalt ist kein einfacher HTML-Formular-POST.',
    fix: 'Lassen Sie den Identitätsanbieter application/x-www-form-urlencoded ohne Komprimierung senden.',
  },
  form_unusable: {
    title: 'Das Formular enthält nicht genau eine SAMLResponse.',
    fix: 'Vergleichen Sie die gesendeten Formularfelder mit einer Aufzeichnung: SAMLResponse einmal, RelayState höchstens einmal, sonst nichts von SAML.',
  },
  too_large: {
    title: 'Die Antwort ist größer, als die Grenzen erlauben.',
    fix: 'Geben Sie weniger Attribute oder Gruppenwerte an diesen Dienstanbieter frei.',
  },
  base64_invalid: {
    title: 'SAMLResponse ist kein reines Base64.',
    fix: 'Kodieren Sie die Antwort mit dem üblichen Base64-Alphabet und ohne Deflate.',
  },
  encoding_invalid: {
    title: 'Die Antwort ist kein gültiges UTF-8.',
    fix: 'Senden Sie die Antwort in UTF-8.',
  },
  xml_forbidden: {
    title:
      'Das XML enthält etwas, das SAML-Nachrichten nie brauchen, etwa einen DOCTYPE oder eine Verarbeitungsanweisung.',
    fix: 'Entfernen Sie es beim Identitätsanbieter; suchen Sie in der Aufzeichnung nach einer Zwischenstelle, die Nachrichten umschreibt.',
  },
  xml_malformed: {
    title: 'Die Antwort ist kein wohlgeformtes XML.',
    fix: 'Vergleichen Sie die gesendete Antwort mit einer Aufzeichnung vom Identitätsanbieter.',
  },
  xml_limits: {
    title: 'Das XML hat mehr Elemente, Ebenen oder Attribute, als eine SAML-Antwort braucht.',
    fix: 'Geben Sie weniger Attribute oder Gruppenwerte an diesen Dienstanbieter frei.',
  },
  sso_disabled: {
    title: 'Die Einmalanmeldung ist für diese Site oder Verbindung ausgeschaltet, oder die Adresse ist unbekannt.',
    fix: 'Schalten Sie die Einmalanmeldung für die Site ein, oder berichtigen Sie die ACS-Adresse beim Identitätsanbieter.',
  },
  configuration_unreadable: {
    title: 'Die Einstellungen dieser Verbindung konnten nicht geladen werden.',
    fix: 'Führen Sie usher doctor aus und speichern Sie die Verbindung erneut.',
  },
  certificate_missing: {
    title: 'Die Verbindung hat kein Zertifikat des Identitätsanbieters.',
    fix: 'Importieren Sie das Signaturzertifikat oder die Metadaten des Identitätsanbieters.',
  },
  artifact_unsupported: {
    title: 'Der Identitätsanbieter hat ein Artefakt statt einer Antwort gesendet.',
    fix: 'Stellen Sie das Binding des Assertion Consumer Service auf HTTP-POST.',
  },
  ws_federation: {
    title: 'Eine WS-Federation-Nachricht wurde an eine SAML-Adresse gesendet.',
    fix: 'Konfigurieren Sie die Anwendung beim Identitätsanbieter als SAML 2.0.',
  },
  not_a_response: {
    title: 'Die Nachricht ist keine Response nach SAML 2.0.',
    fix: 'Senden Sie eine samlp:Response nach SAML 2.0 an diese Adresse.',
  },
  response_malformed: {
    title: 'Der Response fehlt etwas, das SAML verlangt, etwa ID, Version, IssueInstant oder Status.',
    fix: 'Vergleichen Sie die Antwort mit SAML Core 3.2.2; der Identitätsanbieter erstellt sie.',
  },
  idp_status: {
    title: 'Der Identitätsanbieter selbst hat die Anmeldung abgelehnt.',
    fix: 'Lesen Sie den Status oben und das Protokoll des Identitätsanbieters.',
  },
  protocol_error: {
    title: 'Beim Prüfen der Antwort geschah etwas Unerwartetes.',
    fix: 'Nennen Sie dem Betrieb von Usher die Referenz.',
  },

  assertion_count: {
    title: 'Die Antwort enthält nicht genau eine Assertion.',
    fix: 'Senden Sie eine Assertion oder eine EncryptedAssertion direkt unter Response.',
  },
  assertion_malformed: {
    title: 'Der Assertion fehlt etwas, das SAML verlangt.',
    fix: 'Vergleichen Sie die Assertion mit SAML Core 2.3.3.',
  },
  duplicate_id: {
    title: 'Zwei Elemente tragen dieselbe ID.',
    fix: 'Sorgen Sie dafür, dass jede ID in der Nachricht nur einmal vorkommt.',
  },
  signature_missing: {
    title: 'Weder die Antwort noch die Assertion ist signiert.',
    fix: 'Schalten Sie das Signieren der Assertion beim Identitätsanbieter ein.',
  },
  signature_insufficient: {
    title: 'Es gibt eine Signatur, aber nicht auf dem Teil, den diese Verbindung verlangt.',
    fix: 'Signieren Sie den verlangten Teil, oder ändern Sie requireSigned der Verbindung.',
  },
  signature_shape: {
    title: 'Die Signatur steht an der falschen Stelle oder hat Teile, die sie nicht haben darf.',
    fix: 'Verwenden Sie eine eingebettete Signatur direkt unter dem signierten Element mit einer Reference auf dessen ID.',
  },
  signature_algorithm: {
    title: 'Die Signatur verwendet ein nicht erlaubtes Verfahren.',
    fix: 'Signieren Sie mit RSA-SHA256 und exklusiver Kanonisierung ohne Kommentare.',
  },
  signature_invalid: {
    title: 'Die Signatur passt zu keinem Zertifikat dieser Verbindung.',
    fix: 'Vergleichen Sie die Fingerabdrücke: Importieren Sie das aktuelle Signaturzertifikat, und stellen Sie sicher, dass nichts die Nachricht umschreibt.',
  },
  certificate_unknown: {
    title: 'Die Nachricht wurde mit einem Zertifikat signiert, das diese Verbindung nicht kennt.',
    fix: 'Vergleichen Sie die Fingerabdrücke mit dem Identitätsanbieter und importieren Sie sein aktuelles Zertifikat.',
  },
  certificate_unusable: {
    title:
      'Ein gespeichertes Zertifikat ist nicht verwendbar: unlesbar, ein schwacher Schlüssel oder die falsche Art von Schlüssel.',
    fix: 'Importieren Sie ein Zertifikat mit einem RSA-Schlüssel ab 2048 Bit oder einem EC-Schlüssel ab P-256.',
  },
  certificate_expired: {
    title: 'Das Zertifikat, das diese Signatur bestätigt, ist abgelaufen.',
    fix: 'Importieren Sie das neue Zertifikat, oder schalten Sie enforceCertificateExpiry für diese Verbindung aus.',
  },
  certificate_not_yet_valid: {
    title: 'Das Zertifikat, das diese Signatur bestätigt, ist noch nicht gültig.',
    fix: 'Warten Sie bis zu seinem Beginn, oder lassen Sie den Identitätsanbieter mit dem aktuellen signieren.',
  },
  decryption_failed: {
    title: 'Die verschlüsselte Assertion war nicht verwendbar.',
    fix: 'Verschlüsseln Sie mit AES-GCM und RSA-OAEP für das Zertifikat in unseren Metadaten.',
  },
  encryption_required: {
    title: 'Diese Verbindung verlangt eine verschlüsselte Assertion, es kam aber eine unverschlüsselte.',
    fix: 'Schalten Sie das Verschlüsseln der Assertion beim Identitätsanbieter ein, oder requireEncryptedAssertion aus.',
  },

  destination_wrong: {
    title: 'Destination ist nicht die Adresse dieser Verbindung.',
    fix: 'Setzen Sie die ACS-Adresse beim Identitätsanbieter genau auf den erwarteten Wert.',
  },
  recipient_wrong: {
    title: 'Recipient ist nicht die Adresse dieser Verbindung.',
    fix: 'Setzen Sie den Empfänger (ACS-Adresse) beim Identitätsanbieter genau auf den erwarteten Wert.',
  },
  issuer_wrong: {
    title: 'Der Aussteller ist nicht der Identitätsanbieter dieser Verbindung.',
    fix: 'Vergleichen Sie beide Werte samt Groß- und Kleinschreibung und Schrägstrich am Ende, und berichtigen Sie die Entity-ID der Verbindung.',
  },
  issuer_missing: {
    title: 'Der Aussteller fehlt oder steht zweimal da.',
    fix: 'Nennen Sie den Aussteller einmal, als Entity-Kennung.',
  },
  subject_invalid: {
    title: 'Es gibt nicht genau ein Subject, oder es enthält, was es nicht darf.',
    fix: 'Senden Sie ein Subject mit einer NameID, die nur Text enthält.',
  },
  username_missing: {
    title: 'Keine der Quellen des Benutzernamens ist vorhanden und gefüllt.',
    fix: 'Geben Sie eine der erwarteten Quellen frei (eine NameID oder ein Attribut), genau so geschrieben.',
  },
  name_qualifier_wrong: {
    title: 'Ein Qualifier der NameID nennt jemand anderen.',
    fix: 'Lassen Sie den Qualifier beim Identitätsanbieter weg, oder setzen Sie dessen eigene Entity-ID (NameQualifier) oder unsere (SPNameQualifier).',
  },
  name_id_format_wrong: {
    title: 'Die NameID hat ein anderes Format, als diese Verbindung verlangt.',
    fix: 'Stellen Sie das NameID-Format auf beiden Seiten gleich ein.',
  },
  name_id_characters: {
    title:
      'Der Benutzername oder die NameID enthält unsichtbare, Steuer- oder nicht normalisierte Zeichen oder ist zu lang.',
    fix: 'Geben Sie einen Wert in Unicode NFC ohne unsichtbare Zeichen frei.',
  },
  name_id_not_email: {
    title: 'Die NameID ist als E-Mail-Adresse angekündigt, ist aber keine.',
    fix: 'Geben Sie eine E-Mail-Adresse frei, oder kündigen Sie ein anderes Format an.',
  },

  confirmation_missing: {
    title: 'Es gibt keine verwendbare Bearer-Bestätigung des Subjects.',
    fix: 'Senden Sie eine SubjectConfirmation mit der Methode bearer und ihren Daten.',
  },
  confirmation_not_yet_valid: {
    title: 'Die Bestätigung des Subjects ist noch nicht gültig.',
    fix: 'Gleichen Sie die Uhren beider Seiten ab (NTP).',
  },
  confirmation_expired: {
    title: 'Die Bestätigung des Subjects ist abgelaufen.',
    fix: 'Gleichen Sie die Uhren beider Seiten ab (NTP) und melden Sie sich erneut an.',
  },
  in_response_to_missing: {
    title: 'Die Antwort bezieht sich auf keine Anfrage, müsste es aber.',
    fix: 'Lassen Sie den Identitätsanbieter InResponseTo übernehmen, oder erlauben Sie unverlangte Antworten auf dieser Verbindung.',
  },
  in_response_to_unknown: {
    title: 'Die Antwort bezieht sich auf eine unbekannte, schon benutzte oder abgelaufene Anfrage.',
    fix: 'Beginnen Sie neu auf der Anmeldeseite; benutzen Sie kein Lesezeichen auf die Seite des Identitätsanbieters.',
  },
  in_response_to_mismatch: {
    title:
      'Die Antwort und ihre Bestätigung beziehen sich auf verschiedene Anfragen oder auf eine einer anderen Verbindung.',
    fix: 'Beginnen Sie neu auf der Anmeldeseite.',
  },
  unsolicited_refused: {
    title: 'Die Antwort kam ohne Anfrage, und diese Verbindung lehnt solche ab.',
    fix: 'Beginnen Sie auf unserer Anmeldeseite, oder stellen Sie unsolicited der Verbindung auf restart oder confirm.',
  },
  idp_ignores_requests: {
    title: 'Der Identitätsanbieter sendet immer wieder Antworten, die sich auf keine unserer Anfragen beziehen.',
    fix: 'Stellen Sie unsolicited der Verbindung auf confirm.',
  },
  completion_failed: {
    title: 'Die Anmeldung konnte in diesem Browser nicht abgeschlossen werden.',
    fix: 'Beginnen Sie neu auf der Anmeldeseite, im selben Browser und mit erlaubten Cookies.',
  },
  conditions_invalid: {
    title: 'Conditions fehlen, stehen doppelt da oder werden nicht verstanden.',
    fix: 'Senden Sie ein Conditions-Element mit NotBefore, NotOnOrAfter und einer AudienceRestriction.',
  },
  audience_wrong: {
    title: 'Die Assertion ist für einen anderen Dienstanbieter bestimmt.',
    fix: 'Setzen Sie die Audience (Entity-ID des SP) beim Identitätsanbieter genau auf den erwarteten Wert.',
  },
  not_yet_valid: {
    title: 'Die Assertion ist noch nicht gültig.',
    fix: 'Gleichen Sie die Uhren beider Seiten ab (NTP).',
  },
  assertion_expired: {
    title: 'Die Assertion ist abgelaufen.',
    fix: 'Gleichen Sie die Uhren beider Seiten ab (NTP); melden Sie sich erneut an, ohne auf der Seite des Identitätsanbieters zu warten.',
  },
  assertion_too_old: {
    title: 'Die Assertion wurde vor zu langer Zeit ausgestellt.',
    fix: 'Melden Sie sich erneut an; der Identitätsanbieter muss für jede Anmeldung eine neue Assertion ausstellen.',
  },
  session_ended_at_idp: {
    title: 'Die Sitzung beim Identitätsanbieter ist schon beendet.',
    fix: 'Melden Sie sich beim Identitätsanbieter erneut an.',
  },
  date_invalid: {
    title: 'Ein Datum ist kein xs:dateTime mit Zeitzone.',
    fix: 'Senden Sie Zeitangaben in UTC, zum Beispiel 2026-01-31T12:00:00Z.',
  },
  authn_statement_missing: {
    title: 'Es gibt kein AuthnStatement.',
    fix: 'Lassen Sie den Identitätsanbieter ein AuthnStatement senden.',
  },
  authn_instant_invalid: {
    title: 'Der Zeitpunkt der Authentifizierung liegt in der Zukunft oder nach erzwungener Anmeldung zu weit zurück.',
    fix: 'Gleichen Sie die Uhren beider Seiten ab (NTP) und melden Sie sich erneut an.',
  },
  authn_context_wrong: {
    title: 'Der Authentifizierungskontext ist keiner, den diese Verbindung annimmt.',
    fix: 'Nehmen Sie die erhaltene Klasse in authnContextClassRefs auf, oder ändern Sie sie beim Identitätsanbieter.',
  },
  attribute_ambiguous: {
    title: 'Ein zugeordnetes Attribut kam mit mehreren verschiedenen Werten.',
    fix: 'Geben Sie für dieses Attribut einen Wert frei.',
  },
  attribute_malformed: {
    title: 'Ein Attribut hat keinen Namen, oder ein zugeordneter Wert enthält XML statt Text.',
    fix: 'Geben Sie reine Textwerte frei.',
  },
  scope_not_allowed: {
    title: 'Eine Kennung mit Gültigkeitsbereich hat einen Bereich, der nicht zu dieser Verbindung gehört.',
    fix: 'Nehmen Sie den Bereich in die Verbindung auf, wenn er dazugehört.',
  },
  assertion_replayed: {
    title: 'Diese Assertion wurde schon einmal benutzt.',
    fix: 'Beginnen Sie neu auf der Anmeldeseite; laden Sie die Seite des Identitätsanbieters nicht neu und gehen Sie nicht zu ihr zurück.',
  },

  account_not_found: {
    title: 'Es gibt kein Konto mit diesem Benutzernamen, und Konten werden nicht automatisch erstellt.',
    fix: 'Fügen Sie die Person hinzu, oder schalten Sie die automatische Kontoerstellung ein.',
  },
  account_locked: {
    title: 'Das Konto ist gesperrt.',
    fix: 'Entsperren Sie das Konto unter Benutzer.',
  },
  password_throttled: {
    title: 'Es wurden zu viele falsche Passwörter versucht.',
    fix: 'Warten Sie 15 Minuten und versuchen Sie es erneut.',
  },
  account_expired: {
    title: 'Das Konto ist abgelaufen.',
    fix: 'Setzen Sie ein späteres Ablaufdatum für das Konto.',
  },
  account_deactivated: {
    title: 'Das Konto gibt es, es ist aber deaktiviert.',
    fix: 'Entfernen Sie unter Benutzer das Häkchen bei „Nur aktive Konten anzeigen“, suchen Sie die Person, setzen Sie das Häkchen bei Aktiv und senden Sie ab.',
  },
  account_pending: {
    title: 'Das Konto wartet auf Genehmigung.',
    fix: 'Nehmen Sie die Anfrage unter Benutzer an, oder lehnen Sie sie ab.',
  },
  account_type_not_allowed: {
    title: 'Konten dieses Typs dürfen sich über diese Verbindung nicht anmelden.',
    fix: 'Nehmen Sie den Typ in allowedTypes der Verbindung auf, oder ändern Sie das Konto.',
  },
  account_bound_to_other_name_id: {
    title: 'Das Konto mit diesem Benutzernamen gehört zu einer anderen NameID dieser Verbindung.',
    fix: 'Ist es dieselbe Person mit neuer Kennung, binden Sie das Konto neu; sonst geben Sie einen anderen Benutzernamen frei.',
  },
  account_of_another_connection: {
    title: 'Das Konto mit diesem Benutzernamen gehört zu einer anderen Verbindung.',
    fix: 'Lassen Sie die Person sich über jene Verbindung anmelden, oder verschieben Sie das Konto.',
  },
  account_connection_undecided: {
    title: 'Das Konto nennt keine Verbindung, und die Site hat mehrere.',
    fix: 'Nennen Sie die Verbindung am Konto.',
  },
  partner_id_missing: {
    title: 'Die Site hat keine Partner-ID, deshalb kann kein Konto erstellt werden.',
    fix: 'Setzen Sie die Partner-ID der Site.',
  },
  member_status_present: {
    title: 'Die Assertion enthält memberStatus; das darf nicht gesendet werden.',
    fix: 'Entfernen Sie das Attribut memberStatus beim Identitätsanbieter.',
  },
  attribute_missing: {
    title: 'Ein Pflichtattribut fehlt.',
    fix: 'Geben Sie das Attribut frei, genau wie erwartet geschrieben; bei Attributnamen zählt Groß- und Kleinschreibung.',
  },
  attribute_empty: {
    title: 'Ein Pflichtattribut ist vorhanden, aber leer.',
    fix: 'Füllen Sie das Feld im Verzeichnis des Identitätsanbieters aus.',
  },
  attribute_too_long: {
    title: 'Ein Wert ist länger als erlaubt.',
    fix: 'Kürzen Sie den Wert im Verzeichnis des Identitätsanbieters.',
  },
  username_too_long: {
    title: 'Der Benutzername ist länger als 64 Zeichen.',
    fix: 'Geben Sie einen kürzeren Benutzernamen frei.',
  },
  email_invalid: {
    title: 'Die E-Mail-Adresse ist nicht wohlgeformt.',
    fix: 'Berichtigen Sie die Adresse im Verzeichnis des Identitätsanbieters.',
  },
  email_taken: {
    title: 'Ein anderes Konto der Site hat diese E-Mail-Adresse.',
    fix: 'Suchen Sie das andere Konto unter Benutzer und ändern Sie dessen Adresse, oder geben Sie eine andere frei.',
  },
  email_domain_restricted: {
    title: 'Die Domäne der E-Mail-Adresse ist auf dieser Site nicht erlaubt.',
    fix: 'Nehmen Sie die Domäne in allowedEmailDomains auf, oder entfernen Sie sie aus blockedEmailDomains.',
  },
  username_confusable: {
    title: 'Der Benutzername sieht aus wie der eines anderen Kontos.',
    fix: 'Vergleichen Sie die beiden Benutzernamen; geben Sie einen unverwechselbaren frei.',
  },
  seat_unavailable: {
    title: 'Für Gastgeber ist kein Platz mehr frei.',
    fix: 'Erhöhen Sie die Plätze der Site, oder machen Sie unter Benutzer einen frei.',
  },
  tracking_code_missing: {
    title: 'Ein Pflicht-Tracking-Code fehlt oder ist leer.',
    fix: 'Geben Sie den Tracking-Code frei, oder stellen Sie seine Verwendung unter Tracking-Codes auf optional.',
  },
  tracking_code_too_long: {
    title: 'Ein Tracking-Code ist länger als 132 Zeichen.',
    fix: 'Kürzen Sie den Wert beim Identitätsanbieter.',
  },
  tracking_code_not_listed: {
    title: 'Der Wert eines Tracking-Codes steht nicht in seiner Liste.',
    fix: 'Nehmen Sie den Wert unter Tracking-Codes, Liste bearbeiten, auf, oder berichtigen Sie ihn beim Identitätsanbieter; Werte werden genau verglichen.',
  },
  tracking_code_inactive: {
    title: 'Der Wert eines Tracking-Codes steht in seiner Liste, ist aber nicht aktiv.',
    fix: 'Aktivieren Sie den Wert unter Tracking-Codes, Liste bearbeiten.',
  },
  update_timestamp_unreadable: {
    title: 'updateTimestamp ist nicht als Zeit lesbar.',
    fix: 'Senden Sie Sekunden oder Millisekunden seit 1970, ISO 8601 mit Zeitzone oder Generalized Time.',
  },
  update_timestamp_in_future: {
    title: 'updateTimestamp liegt mehr als einen Tag in der Zukunft.',
    fix: 'Berichtigen Sie die Uhr oder die Attributzuordnung des Identitätsanbieters.',
  },
  update_timestamps_disagree: {
    title: 'Mehrere Schreibweisen von updateTimestamp kamen mit verschiedenen Werten.',
    fix: 'Geben Sie nur eine davon frei.',
  },

  authn_request_impossible: {
    title: 'Die AuthnRequest konnte nicht erstellt werden.',
    fix: 'Setzen Sie eine brauchbare Anmeldeadresse (ssoUrl) für die Verbindung.',
  },
  logout_address_missing: {
    title: 'Die Verbindung hat keine Abmeldeadresse; der Identitätsanbieter erfuhr von der Abmeldung nichts.',
    fix: 'Setzen Sie sloUrl, wenn der Identitätsanbieter Single Logout anbietet. Sonst ist alles in Ordnung: Die Sitzung hier ist beendet.',
  },
  logout_request_impossible: {
    title: 'Die LogoutRequest konnte nicht erstellt werden.',
    fix: 'Setzen Sie eine brauchbare Abmeldeadresse (sloUrl) und lassen Sie den Identitätsanbieter eine NameID senden; usher doctor nennt fehlende Schlüssel.',
  },
  logout_parameters: {
    title:
      'Die Abmeldenachricht kam nicht als eine Nachricht mit ihrer Signatur, jeder Parameter einmal und in der richtigen Reihenfolge.',
    fix: 'Suchen Sie nach einem Proxy, der Adressen umschreibt. Dorthin gehören SAMLRequest oder SAMLResponse, RelayState, SigAlg und Signature, alles signiert.',
  },
  logout_unreadable: {
    title: 'Die Abmeldenachricht ist nicht lesbar: kein Base64, nicht komprimiert, zu groß oder kein schlichtes XML.',
    fix: 'Komprimieren Sie die Nachricht nur beim Redirect-Binding, nicht bei POST, und bleiben Sie unter 64 KB ohne DOCTYPE.',
  },
  logout_unsigned: {
    title: 'Die Abmeldenachricht ist nicht signiert.',
    fix: 'Schalten Sie beim Identitätsanbieter die Signatur von Abmeldeanfragen und -antworten ein.',
  },
  logout_request_invalid: {
    title: 'Die Abmeldeanfrage ist nicht verwendbar.',
    fix: 'Senden Sie eine signierte LogoutRequest für eine Sitzung dieser Verbindung, mit genau einer NameID.',
  },
  logout_response_invalid: {
    title: 'Der Abmeldeantwort fehlt etwas, das SAML verlangt.',
    fix: 'Vergleichen Sie die Antwort mit SAML Core 3.2.2; sie stammt vom Identitätsanbieter.',
  },
  logout_destination_wrong: {
    title: 'Destination ist nicht die Abmeldeadresse dieser Verbindung.',
    fix: 'Tragen Sie beim Identitätsanbieter als Abmeldeadresse genau den erwarteten Wert ein.',
  },
  logout_expired: {
    title: 'Die Abmeldenachricht ist zu alt oder abgelaufen.',
    fix: 'Vergleichen Sie die Uhren beider Seiten; eine Nachricht gilt zehn Minuten und die Toleranz der Verbindung.',
  },
  logout_request_replayed: {
    title: 'Die Abmeldeanfrage wurde schon ausgeführt.',
    fix: 'Nach „Zurück“ oder „Neu laden“ ist nichts zu tun; sonst hat jemand die Nachricht aufgezeichnet.',
  },
  logout_response_unexpected: {
    title: 'Die Abmeldeantwort gehört zu keiner offenen Anfrage dieser Verbindung.',
    fix: 'Nach „Zurück“ oder „Neu laden“ ist nichts zu tun: Die Sitzung hier war schon vor der Anfrage beendet.',
  },
  logout_status: {
    title: 'Der Identitätsanbieter meldet, dass nicht jede Sitzung beendet ist.',
    fix: 'Lesen Sie den Status oben und das Protokoll des Identitätsanbieters. Die Sitzung hier ist beendet.',
  },
};
