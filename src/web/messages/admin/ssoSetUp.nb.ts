import type { AdminMessages } from './en';

const last = 'Importer metadata fra identitetsleverandøren her, og start så en testpålogging.';

export const setUp: AdminMessages['singleSignOn']['setUp'] = {
  ourSide: 'Vår side, til å kopiere',
  ourSideText: 'Det identitetsleverandøren må vite om oss. Et klikk markerer en verdi.',
  entityId: 'Entity-ID og metadataadresse',
  acs: 'ACS-adresse (svaradresse)',
  slo: 'Utloggingsadresse (SLO)',
  download: 'Last ned metadataene våre',
  link: 'Sett opp Okta, Entra ID, ADFS, Google, PingFederate, Keycloak',
  title: (name) => `Oppsett av leverandøren for ${name}`,
  attributes: 'Attributter som skal sendes',
  ourField: 'Vårt felt',
  sendAs: 'Send som',
  username: 'Brukernavn',
  providers: {
    okta: {
      name: 'Okta',
      steps: (values) => [
        'Applications, Create App Integration, SAML 2.0.',
        `Single sign-on URL: ${values.acs}; kryss av «Use this for Recipient URL and Destination URL».`,
        `Audience URI (SP Entity ID): ${values.entityId}`,
        `Name ID format: ${values.format}. La Default RelayState være tom.`,
        'Attribute Statements: én linje for hvert attributt i tabellen over, Name format Unspecified.',
        'Tildel personene eller gruppene som kan logge på.',
        last,
      ],
    },
    entra: {
      name: 'Microsoft Entra ID',
      steps: (values) => [
        'Enterprise applications, New application, Create your own application, deretter Single sign-on, SAML.',
        `Identifier (Entity ID): ${values.entityId}`,
        `Reply URL (ACS): ${values.acs}`,
        `Logout URL: ${values.slo}`,
        'Attributes & Claims: ett krav for hvert attributt i tabellen over, med tomt namespace.',
        'Users and groups: Tildel dem som kan logge på.',
        'Kopier App Federation Metadata Url, og bruk den her som metadataadresse; start så en testpålogging.',
      ],
    },
    adfs: {
      name: 'ADFS',
      steps: (values) => [
        'Relying Party Trusts, Add Relying Party Trust, claims aware.',
        `Importer data om den stolende parten fra nettet: ${values.entityId}`,
        `Kontroller endepunktet: ${values.acs}, binding POST.`,
        'Claim issuance: Send LDAP Attributes as Claims, ett for hvert attributt i tabellen over; skriv navnene nøyaktig slik.',
        `Legg til en regel for Name ID, format ${values.format}.`,
        last,
      ],
    },
    google: {
      name: 'Google Workspace',
      steps: (values) => [
        'Admin-konsollen: Apps, Web and mobile apps, Add app, Add custom SAML app.',
        'Last ned metadataene som Google viser.',
        `ACS URL: ${values.acs}`,
        `Entity ID: ${values.entityId}. La Start URL være tom.`,
        `Name ID format: ${values.format}; Name ID: Basic Information, Primary email.`,
        'Attribute mapping: én linje for hvert attributt i tabellen over.',
        'User access: Slå appen på for dem som kan logge på.',
        last,
      ],
    },
    ping: {
      name: 'PingFederate',
      steps: (values) => [
        'SP Connections, Create Connection, Browser SSO Profiles, SAML 2.0.',
        `Importer metadata: URL ${values.entityId}, eller filen du laster ned over.`,
        `Kontroller Assertion Consumer Service URL: ${values.acs}, binding POST.`,
        'Attribute Contract: hvert attributt i tabellen over; tilordne dem i adapteren.',
        'Protocol settings: signer assertion.',
        last,
      ],
    },
    keycloak: {
      name: 'Keycloak',
      steps: (values) => [
        'Clients, Import client: metadatafilen du laster ned over.',
        `Kontroller Client ID: ${values.entityId}`,
        `Kontroller Valid redirect URI: ${values.acs}`,
        `Name ID format: ${values.format}; Sign assertions: on.`,
        'Client scopes, dedicated scope: en mapper User Attribute eller User Property for hvert attributt i tabellen over.',
        'Realm settings, SAML 2.0 Identity Provider Metadata: bruk den adressen her; start så en testpålogging.',
      ],
    },
  },
};
