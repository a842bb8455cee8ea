import type { AdminMessages } from './en';

const last = 'Importieren Sie hier die Metadaten des Identitätsanbieters, und beginnen Sie dann eine Testanmeldung.';

export const setUp: AdminMessages['singleSignOn']['setUp'] = {
  ourSide: 'Unsere Seite, zum Übertragen',
  ourSideText: 'Was der Identitätsanbieter von uns wissen muss. Ein Klick wählt einen Wert aus.',
  entityId: 'Entity-ID und Metadatenadresse',
  acs: 'ACS-Adresse (Antwort-URL)',
  slo: 'Abmeldeadresse (SLO)',
  download: 'Unsere Metadaten herunterladen',
  link: 'Okta, Entra ID, ADFS, Google, PingFederate, Keycloak einrichten',
  title: (name) => `Den Identitätsanbieter von ${name} einrichten`,
  attributes: 'Zu sendende Attribute',
  ourField: 'Unser Feld',
  sendAs: 'Senden als',
  username: 'Benutzername',
  providers: {
    okta: {
      name: 'Okta',
      steps: (values) => [
        'Applications, Create App Integration, SAML 2.0.',
        `Single sign-on URL: ${values.acs}; „Use this for Recipient URL and Destination URL“ ankreuzen.`,
        `Audience URI (SP Entity ID): ${values.entityId}`,
        `Name ID format: ${values.format}. Den Default RelayState leer lassen.`,
        'Attribute Statements: eine Zeile je Attribut der Tabelle oben, Name format Unspecified.',
        'Weisen Sie die Personen oder Gruppen zu, die sich anmelden dürfen.',
        last,
      ],
    },
    entra: {
      name: 'Microsoft Entra ID',
      steps: (values) => [
        'Enterprise applications, New application, Create your own application, dann Single sign-on, SAML.',
        `Identifier (Entity ID): ${values.entityId}`,
        `Reply URL (ACS): ${values.acs}`,
        `Logout URL: ${values.slo}`,
        'Attributes & Claims: ein Claim je Attribut der Tabelle oben, mit leerem Namespace.',
        'Users and groups: Weisen Sie zu, wer sich anmelden darf.',
        'Kopieren Sie die App Federation Metadata Url, und nehmen Sie sie hier als Metadatenadresse; beginnen Sie dann eine Testanmeldung.',
      ],
    },
    adfs: {
      name: 'ADFS',
      steps: (values) => [
        'Relying Party Trusts, Add Relying Party Trust, claims aware.',
        `Daten der vertrauenden Seite online importieren: ${values.entityId}`,
        `Prüfen Sie den Endpunkt: ${values.acs}, Binding POST.`,
        'Claim issuance: Send LDAP Attributes as Claims, einer je Attribut der Tabelle oben; schreiben Sie die Namen genau so.',
        `Fügen Sie eine Regel für die Name ID hinzu, Format ${values.format}.`,
        last,
      ],
    },
    google: {
      name: 'Google Workspace',
      steps: (values) => [
        'Admin-Konsole: Apps, Web and mobile apps, Add app, Add custom SAML app.',
        'Laden Sie die Metadaten herunter, die Google zeigt.',
        `ACS URL: ${values.acs}`,
        `Entity ID: ${values.entityId}. Die Start URL leer lassen.`,
        `Name ID format: ${values.format}; Name ID: Basic Information, Primary email.`,
        'Attribute mapping: eine Zeile je Attribut der Tabelle oben.',
        'User access: Schalten Sie die App für die ein, die sich anmelden dürfen.',
        last,
      ],
    },
    ping: {
      name: 'PingFederate',
      steps: (values) => [
        'SP Connections, Create Connection, Browser SSO Profiles, SAML 2.0.',
        `Metadaten importieren: URL ${values.entityId} oder die Datei, die Sie oben herunterladen.`,
        `Prüfen Sie die Assertion Consumer Service URL: ${values.acs}, Binding POST.`,
        'Attribute Contract: jedes Attribut der Tabelle oben; ordnen Sie sie im Adapter zu.',
        'Protocol settings: die Assertion signieren.',
        last,
      ],
    },
    keycloak: {
      name: 'Keycloak',
      steps: (values) => [
        'Clients, Import client: die Metadatendatei, die Sie oben herunterladen.',
        `Prüfen Sie die Client ID: ${values.entityId}`,
        `Prüfen Sie die Valid redirect URI: ${values.acs}`,
        `Name ID format: ${values.format}; Sign assertions: on.`,
        'Client scopes, dedicated scope: ein Mapper User Attribute oder User Property je Attribut der Tabelle oben.',
        'Realm settings, SAML 2.0 Identity Provider Metadata: Nehmen Sie diese Adresse hier; beginnen Sie dann eine Testanmeldung.',
      ],
    },
  },
};
