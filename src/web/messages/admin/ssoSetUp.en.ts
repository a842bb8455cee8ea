/** Values of a connection that stand in the steps. */
export interface SetUpValues {
  /** Our entity ID, which is also the address of our metadata. */
  readonly entityId: string;
  readonly acs: string;
  readonly slo: string;
  /** NameID format in words. */
  readonly format: string;
}

const last = 'Import the identity provider’s metadata here, then start a test sign-in.';

/** How identity providers are set up. Names of menus are those of the products. */
export const setUp = {
  ourSide: 'Our side, to copy',
  ourSideText: 'What the identity provider needs to know of us. A click selects a value.',
  entityId: 'Entity ID and metadata address',
  acs: 'ACS address (reply URL)',
  slo: 'Logout address (SLO)',
  download: 'Download our metadata',
  link: 'Set up Okta, Entra ID, ADFS, Google, PingFederate, Keycloak',
  title: (name: string) => `Set up the identity provider of ${name}`,
  attributes: 'Attributes to send',
  ourField: 'Our field',
  sendAs: 'Send as',
  username: 'User name',
  providers: {
    okta: {
      name: 'Okta',
      steps: (values: SetUpValues) => [
        'Applications, Create App Integration, SAML 2.0.',
        `Single sign-on URL: ${values.acs}; tick “Use this for Recipient URL and Destination URL”.`,
        `Audience URI (SP Entity ID): ${values.entityId}`,
        `Name ID format: ${values.format}. Leave the default RelayState empty.`,
        'Attribute Statements: one line for each attribute of the table above, name format Unspecified.',
        'Assign the people or groups who may sign in.',
        last,
      ],
    },
    entra: {
      name: 'Microsoft Entra ID',
      steps: (values: SetUpValues) => [
        'Enterprise applications, New application, Create your own application, then Single sign-on, SAML.',
        `Identifier (Entity ID): ${values.entityId}`,
        `Reply URL (ACS): ${values.acs}`,
        `Logout URL: ${values.slo}`,
        'Attributes & Claims: one claim for each attribute of the table above, with an empty namespace.',
        'Users and groups: assign who may sign in.',
        'Copy the App Federation Metadata Url, and use it here as the metadata address; then start a test sign-in.',
      ],
    },
    adfs: {
      name: 'ADFS',
      steps: (values: SetUpValues) => [
        'Relying Party Trusts, Add Relying Party Trust, claims aware.',
        `Import data about the relying party published online: ${values.entityId}`,
        `Check the endpoint: ${values.acs}, binding POST.`,
        'Claim issuance: Send LDAP Attributes as Claims, one for each attribute of the table above; write the names exactly.',
        `Add a rule that issues the Name ID, format ${values.format}.`,
        last,
      ],
    },
    google: {
      name: 'Google Workspace',
      steps: (values: SetUpValues) => [
        'Admin console: Apps, Web and mobile apps, Add app, Add custom SAML app.',
        'Download the metadata that Google shows.',
        `ACS URL: ${values.acs}`,
        `Entity ID: ${values.entityId}. Leave the Start URL empty.`,
        `Name ID format: ${values.format}; Name ID: Basic Information, Primary email.`,
        'Attribute mapping: one line for each attribute of the table above.',
        'User access: switch the app on for those who may sign in.',
        last,
      ],
    },
    ping: {
      name: 'PingFederate',
      steps: (values: SetUpValues) => [
        'SP Connections, Create Connection, Browser SSO Profiles, SAML 2.0.',
        `Import metadata: URL ${values.entityId}, or the file that you download above.`,
        `Check the Assertion Consumer Service URL: ${values.acs}, binding POST.`,
        'Attribute Contract: each attribute of the table above; map them in the adapter.',
        'Protocol settings: sign the assertion.',
        last,
      ],
    },
    keycloak: {
      name: 'Keycloak',
      steps: (values: SetUpValues) => [
        'Clients, Import client: the metadata file that you download above.',
        `Check the Client ID: ${values.entityId}`,
        `Check the Valid redirect URI: ${values.acs}`,
        `Name ID format: ${values.format}; Sign assertions: on.`,
        'Client scopes, dedicated scope: a User Attribute or User Property mapper for each attribute of the table above.',
        'Realm settings, SAML 2.0 Identity Provider Metadata: use that address here; then start a test sign-in.',
      ],
    },
  },
};
