import type { AdminMessages } from './en';

export const provisioning: AdminMessages['provisioning'] = {
  title: 'Bereitstellung',
  intro:
    'Identitätsanbieter legen hier über SCIM 2.0 Personen an, ändern und deaktivieren sie. Das geht mit und ohne Single Sign-on; Passwörter werden nie abgeglichen.',
  add: 'Identitätsanbieter hinzufügen',
  none: 'Es ist noch kein Identitätsanbieter angeschlossen.',
  id: 'ID (Benutzername oder Client-ID)',
  url: 'Basisadresse',
  tokenUrl: 'Token-Adresse',
  type: 'Berechtigungstyp',
  types: { basic: 'Basic Auth', bearer: 'Bearer Token', oauth: 'OAuth 2.0 Client Credentials' },
  actingUser: 'Ausführender Benutzer',
  actingGone: 'Dieses Konto gibt es nicht mehr',
  state: 'Zustand',
  working: 'In Betrieb',
  noSecret: 'Noch kein Geheimnis',
  held: 'Angehalten',
  lastCall: 'Letzter Aufruf',
  lastCallWith: (status) => `mit ${status} beantwortet`,
  neverCalled: 'Noch keiner',
  secrets: 'Geheimnisse',
  secretEnds: 'endet',
  secretEndless: 'ohne Ende',
  secretUsed: 'zuletzt benutzt',
  secretUnused: 'noch nicht benutzt',
  secretsElsewhere: (username) =>
    `Geheimnisse erzeugt und sieht einmal ${username}, unter Mein Konto, Identitätsanbieter. Sonst sieht sie niemand.`,
  stopped: {
    disabled: 'Sie ist ausgeschaltet.',
    acting_gone: 'Das Konto, für das sie handelt, gibt es nicht mehr. Wählen Sie einen anderen ausführenden Benutzer.',
    acting_inactive:
      'Das Konto, für das sie handelt, ist nicht aktiv. Aktivieren Sie es oder wählen Sie einen anderen ausführenden Benutzer.',
    acting_guest:
      'Das Konto, für das sie handelt, gehört zu einer anderen Organisation. Wählen Sie einen anderen ausführenden Benutzer.',
    acting_without_roles:
      'Das Konto, für das sie handelt, hat keine der nötigen Rollen. Geben Sie ihm Org User Admin oder wählen Sie einen anderen ausführenden Benutzer.',
  },
  stoppedBadge: 'Gestoppt',
  heldText: (since) =>
    `Seit ${since} ist sie angehalten: Sie wollte mehr Personen deaktivieren oder mehr Personen Rollen und Arbeitsbereiche nehmen, als ihre Grenzen erlauben. Nichts davon ist geschehen, alles andere geht weiter. Sehen Sie ins Aufrufprotokoll und lassen Sie sie weitermachen, wenn das so gewollt ist.`,
  heldCalls: 'Ansehen, was angehalten wurde',
  release: 'Weitermachen lassen',
  settings: 'Einstellungen',
  setUp: 'Anleitung zum Einrichten',
  calls: 'Aufrufprotokoll',
  remove: 'Entfernen',
  newTitle: 'Identitätsanbieter hinzufügen',
  newText:
    'Nach dem Speichern erhalten Sie Adresse und ID. Das Geheimnis erzeugt der ausführende Benutzer unter Mein Konto.',
  create: 'Bereitstellung anlegen',
  values: 'Was der Identitätsanbieter braucht',
  sections: {
    client: { heading: 'Identitätsanbieter', text: 'Welches System sendet, und in wessen Namen.' },
    contact: { heading: 'Ansprechperson', text: 'Wer das sendende System betreut.' },
    people: { heading: 'Personen und Gruppen', text: 'Wie gelesen wird, was es sendet.' },
    brake: {
      heading: 'Bremse für Massenänderungen',
      text: 'Eine falsche Regel beim Identitätsanbieter kann binnen Minuten alle deaktivieren. Werden beide Grenzen im Zeitfenster überschritten, wird er angehalten, bis ihn hier jemand weitermachen lässt.',
    },
  },
  fields: {
    name: {
      label: 'Vollständiger Name',
      hint: 'Beschreibt das sendende System, etwa „Okta Production“. So nennt es das Änderungsprotokoll.',
    },
    description: { label: 'Beschreibung', hint: 'Nur für Sie.' },
    credentialType: { label: 'Berechtigungstyp', hint: '' },
    actingUser: {
      label: 'Ausführender Benutzer',
      hint: 'Benutzername eines aktiven Kontos mit gültiger E-Mail-Adresse. Ihm wird alles zugeschrieben, und nur er sieht die Geheimnisse. Am besten ein eigener Benutzer mit den Rollen Org User Admin, Org Security Admin und Org Workspace Admin: Was ihm fehlt, wird abgelehnt. Ein anderer Benutzer macht alle Geheimnisse sofort ungültig.',
    },
    contactName: { label: 'Vollständiger Name der Ansprechperson', hint: '' },
    contactEmail: { label: 'E-Mail-Adresse der Ansprechperson', hint: '' },
    defaultType: { label: 'Kontotyp', hint: 'Für Personen, bei denen userType keinen nennt.' },
    namePolicy: { label: 'Akzente und Umlaute in Namen', hint: '' },
    strictAttributes: {
      label: 'Unbekannte Attribute ablehnen',
      hint: 'Sonst werden sie übergangen. Okta und Entra ID senden einige, die niemand zuordnet.',
    },
    rejectUnmappedGroups: {
      label: 'Gruppen ablehnen, die nichts gewähren',
      hint: 'Sonst wird eine Gruppe mit jedem anderen Namen behalten und als „nicht zugeordnet“ gezeigt.',
    },
    deleteWorkspaceGroups: {
      label: 'Das Löschen einer Gruppe löscht die Gruppe des Arbeitsbereichs',
      hint: 'Rollen und Arbeitsbereiche werden nie gelöscht.',
    },
    brakeCount: { label: 'Personen', hint: 'Mehr als so viele …' },
    brakePercent: { label: 'Anteil an den aktiven Konten in Prozent', hint: '… und mehr als dieser Anteil …' },
    brakeWindowMinutes: { label: 'Zeitfenster in Minuten', hint: '… innerhalb dieser Zeit. 1 bis 1.440.' },
    enabled: {
      label: 'Eingeschaltet',
      hint: 'Aus: Jeder Aufruf wird abgelehnt, und Anmeldungen dürfen die Personen ändern, die sie führt.',
    },
  },
  typeHints: {
    basic: 'Die Okta-App aus dem Katalog kann nichts anderes.',
    bearer: 'Für Entra ID und für eigene Apps in Okta.',
    oauth: 'Token für eine Stunde gegen ID und Geheimnis. Die sicherste Wahl, wo der Identitätsanbieter es kann.',
  },
  accountTypes: { host: 'Gastgeber: belegt einen Platz', attendee: 'Teilnehmer' },
  namePolicies: {
    allow: 'Behalten',
    transliterate: 'In einfachen Buchstaben schreiben (Müller wird Muller)',
    reject: 'Ablehnen',
  },
  reasons: {
    required: 'Füllen Sie dies aus.',
    too_long: 'Verwenden Sie höchstens 255 Zeichen.',
    characters: 'Dies enthält Zeichen, die niemand sehen kann. Tippen Sie es neu.',
    name_taken:
      'Eine andere Bereitstellung dieser Site hat diesen Namen oder einen, der gleich aussieht. Wählen Sie einen anderen.',
    acting_unknown:
      'Auf dieser Site gibt es kein Konto mit diesem Benutzernamen. Prüfen Sie die Schreibweise, oder fügen Sie die Person unter Benutzer hinzu.',
    acting_guest:
      'Ein Gast aus einer anderen Organisation kann nicht ausführender Benutzer sein. Nennen Sie ein Konto dieser Site.',
    acting_inactive: 'Dieses Konto ist nicht aktiv. Aktivieren Sie es unter Benutzer, oder nennen Sie ein anderes.',
    acting_without_email: 'Dieses Konto hat keine gültige E-Mail-Adresse; ohne sie lässt sich kein Geheimnis erzeugen.',
    email_malformed: 'Das ist keine E-Mail-Adresse. Geben Sie eine wie name@acme.test ein.',
    out_of_range: 'Geben Sie eine ganze Zahl innerhalb der Grenzen ein.',
  },
  removeTitle: (name) => `${name} entfernen?`,
  removeLost: [
    'Ihre Geheimnisse gelten sofort nicht mehr.',
    'Ihr Aufrufprotokoll, ihre externen IDs und ihre Gruppen, die nichts gewähren, werden gelöscht.',
    'Personen, ihre Rollen und Arbeitsbereiche bleiben, wie sie sind, und lassen sich wieder hier bearbeiten.',
  ],
  removeInstead: 'Um sie für eine Weile zu stoppen, schalten Sie sie stattdessen in den Einstellungen aus.',
  removeConfirm: 'Bereitstellung entfernen',
  notices: {
    created:
      'Die Bereitstellung ist angelegt. Kopieren Sie Adresse und ID; das Geheimnis erzeugt der ausführende Benutzer unter Mein Konto.',
    saved: 'Ihre Änderungen sind gespeichert.',
    saved_voided:
      'Ihre Änderungen sind gespeichert. Alle Geheimnisse sind ungültig; der neue ausführende Benutzer erzeugt eines unter Mein Konto.',
    unchanged: 'Es gab keinen Unterschied, also wurde nichts geändert.',
    removed: 'Die Bereitstellung ist entfernt.',
    released: 'Sie darf weitermachen. Was angehalten wurde, sendet der Identitätsanbieter noch einmal.',
    held_again:
      'Seit Sie hinsahen, ging es weiter und wurde wieder angehalten; darum bleibt es angehalten. Sehen Sie nach, was angehalten wurde, und entscheiden Sie dann.',
  },
  setUpPage: {
    title: (name) => `${name} einrichten`,
    intro: 'Wo ein Geheimnis verlangt wird, erzeugt es der ausführende Benutzer unter Mein Konto, Identitätsanbieter.',
    providers: {
      oktaCatalogue: {
        name: 'Okta, App aus dem Katalog',
        needs: 'basic',
        steps: ({ url, id }) => [
          'Öffnen Sie im Okta-Adminportal die App, dann Provisioning, dann Configure API Integration.',
          `Tragen Sie ${url} als URL ein, ${id} als Benutzernamen und das Basic Auth Secret als Passwort.`,
          'Wählen Sie Test API Credentials, dann Save.',
          'Schalten Sie unter To App Create Users, Update User Attributes und Deactivate Users ein. Lassen Sie die Attributzuordnungen, wie sie sind.',
          'Schalten Sie unter Push Groups in den Einstellungen „Rename app groups to match group name in Okta“ aus und speichern Sie.',
          'Wählen Sie Refresh App Groups: Jede Rolle, jeder Arbeitsbereich und deren Rollen und Gruppen erscheinen. Suchen Sie eine Gruppe nach Namen, verknüpfen Sie sie mit der hiesigen, und wiederholen Sie das für jede.',
        ],
      },
      oktaCustom: {
        name: 'Okta, eigene App (App Integration Wizard)',
        needs: 'bearer',
        steps: ({ url }) => [
          'Wählen Sie in der App General, dann Edit, dann SCIM als Provisioning.',
          `Tragen Sie unter Provisioning, Integration ${url} als SCIM connector base URL ein und userName als eindeutiges Feld.`,
          'Kreuzen Sie Import New Users, Push New Users, Push Profile Updates und Push Groups an.',
          'Wählen Sie HTTP Header als Authentication Mode und fügen Sie das Bearer Token Secret ein.',
          'Wählen Sie Test Connector Configuration, dann Save. Schalten Sie danach unter To App Create, Update und Deactivate ein.',
        ],
      },
      entra: {
        name: 'Microsoft Entra ID',
        needs: 'bearer',
        steps: ({ url }) => [
          'Legen Sie eine eigene Unternehmensanwendung an (nicht aus dem Katalog), dann Bereitstellung, Erste Schritte, Modus Automatisch.',
          `Mandanten-URL: ${url}?aadOptscim062020 · Geheimes Token: das Bearer Token Secret. Wählen Sie Verbindung testen, dann Speichern.`,
          'Zuordnung der Benutzer: eingeschaltet, mit den Aktionen Erstellen und Aktualisieren, ohne Löschen.',
          'Ordnen Sie zu: userName aus mail, active aus Switch([IsSoftDeleted], , "False", "True", "True", "False"), displayName, title aus jobTitle, emails[type eq "work"].value aus mail, preferredLanguage, name.givenName, name.familyName aus surname und externalId aus mailNickname.',
          'Um Gruppen zu senden: Zuordnung der Gruppen eingeschaltet, nur mit der Aktion Aktualisieren, und zwei Bereichsfilter auf description, INCLUDES workspace: und INCLUDES role:. Ordnen Sie displayName aus description zu, externalId aus objectId, und members.',
          'Bereich: nur zugewiesene Benutzer und Gruppen. Probieren Sie eine Person mit Bei Bedarf bereitstellen, dann starten Sie. Ein Zyklus läuft alle 40 Minuten.',
        ],
      },
      ping: {
        name: 'PingFederate',
        needs: 'any',
        steps: ({ url, tokenUrl, id }) => [
          'Legen Sie eine SP-Verbindung mit Outbound Provisioning und dem SCIM-2.0-Provisioner an.',
          `SCIM URL: ${url}. Wählen Sie die Authentifizierung, die zum Berechtigungstyp dieser Bereitstellung gehört; Benutzername oder Client-ID ist ${id}.`,
          `Bei OAuth 2.0 Client Credentials geht die Token-Anfrage an ${tokenUrl}.`,
          'Benutzer werden nach userName abgeglichen. Wählen Sie für entfernte Benutzer Disable, nicht Delete.',
        ],
      },
    },
    needs: {
      basic: 'Braucht den Berechtigungstyp Basic Auth.',
      bearer: 'Braucht den Berechtigungstyp Bearer Token.',
      any: 'Geht mit jedem Berechtigungstyp.',
    },
    mismatch: (type) =>
      `Diese Bereitstellung hat einen anderen Typ: ${type}. Ändern Sie ihn zuerst in den Einstellungen.`,
    groupsHeading: 'Was Gruppen gewähren',
    groups: [
      'role:<Organisationsrolle> gibt die Rolle, etwa role:Org User Admin.',
      'workspace:<Arbeitsbereich> macht zum Mitglied des Arbeitsbereichs und sendet eine Willkommensmail.',
      'workspace:<Arbeitsbereich>:role:<Rolle> gibt die Rolle im Arbeitsbereich.',
      'workspace:<Arbeitsbereich>:group:<Gruppe> fügt der Gruppe des Arbeitsbereichs hinzu.',
      'Rollen und Gruppen eines Arbeitsbereichs warten bis zu 30 Sekunden auf die Mitgliedschaft. Wer einen Arbeitsbereich verlässt, verlässt auch dessen Rollen und Gruppen.',
    ],
  },
};
