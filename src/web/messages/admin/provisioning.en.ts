/** SCIM clients of a site: their list, settings and set-up. */
export const provisioning = {
  title: 'Provisioning',
  intro:
    'Identity providers create, change and deactivate people here through SCIM 2.0. It works with and without single sign-on; passwords are never synchronized.',
  add: 'Add an identity provider',
  none: 'No identity provider is connected yet.',
  id: 'ID (user name or client ID)',
  url: 'Base address',
  tokenUrl: 'Token address',
  type: 'Credential type',
  types: { basic: 'Basic Auth', bearer: 'Bearer Token', oauth: 'OAuth 2.0 client credentials' },
  actingUser: 'Acting user',
  actingGone: 'Their account is gone',
  state: 'State',
  working: 'Working',
  noSecret: 'No secret yet',
  held: 'Held',
  lastCall: 'Last call',
  lastCallWith: (status: number) => `answered with ${status}`,
  neverCalled: 'None yet',
  secrets: 'Secrets',
  secretEnds: 'ends',
  secretEndless: 'no end',
  secretUsed: 'last used',
  secretUnused: 'not used yet',
  secretsElsewhere: (username: string) =>
    `Secrets are made and seen once by ${username}, under My Account, Identity Provider. Nobody else sees them.`,
  stopped: {
    disabled: 'It is switched off.',
    acting_gone: 'The account it acts as is gone. Choose another acting user.',
    acting_inactive: 'The account it acts as is not active. Activate it, or choose another acting user.',
    acting_guest: 'The account it acts as belongs to another organization. Choose another acting user.',
    acting_without_roles:
      'The account it acts as has none of the roles it needs. Give it Org User Admin, or choose another acting user.',
  },
  stoppedBadge: 'Stopped',
  heldText: (since: string) =>
    `Since ${since} it is held: it wanted to deactivate more people, or to take roles and workspaces from more people, than its limits allow. Nothing of that was done, and everything else goes on. Look into the call log, and let it go on if this is meant.`,
  heldCalls: 'See what was held',
  release: 'Let it go on',
  settings: 'Settings',
  setUp: 'Set-up instructions',
  calls: 'Call log',
  remove: 'Remove',
  newTitle: 'Add an identity provider',
  newText: 'After saving you get its address and ID. Its secret is made by the acting user under My Account.',
  create: 'Create Provisioning',
  values: 'What the identity provider needs',
  sections: {
    client: { heading: 'Identity provider', text: 'Which system sends, and on whose behalf.' },
    contact: { heading: 'Administrator contact', text: 'Who looks after the sending system.' },
    people: { heading: 'People and groups', text: 'How what it sends is read.' },
    brake: {
      heading: 'Brake on mass changes',
      text: 'A faulty rule at the identity provider can deactivate everybody within minutes. When both limits are passed within the window, it is held until somebody here lets it go on.',
    },
  },
  fields: {
    name: {
      label: 'Full name',
      hint: 'Describes the sending system, for example "Okta Production". The activity log calls it so.',
    },
    description: { label: 'Description', hint: 'Only for you.' },
    credentialType: { label: 'Credential type', hint: '' },
    actingUser: {
      label: 'Acting user',
      hint: 'User name of an active account with a valid e-mail address. Everything is put down to it, and only it sees the secrets. Best a user of its own with the roles Org User Admin, Org Security Admin and Org Workspace Admin: what it lacks is refused. Another user voids all secrets at once.',
    },
    contactName: { label: 'Full name of the contact', hint: '' },
    contactEmail: { label: 'E-mail address of the contact', hint: '' },
    defaultType: { label: 'Account type', hint: 'Of people for whom userType names none.' },
    namePolicy: { label: 'Accents and umlauts in names', hint: '' },
    strictAttributes: {
      label: 'Refuse unknown attributes',
      hint: 'Otherwise they are ignored. Okta and Entra ID send some that nobody maps.',
    },
    rejectUnmappedGroups: {
      label: 'Refuse groups that grant nothing',
      hint: 'Otherwise a group of any other name is kept and shown as "not mapped".',
    },
    deleteWorkspaceGroups: {
      label: 'Deleting a group deletes the workspace group',
      hint: 'Roles and workspaces are never deleted.',
    },
    brakeCount: { label: 'People', hint: 'More than this many …' },
    brakePercent: { label: 'Share of the active accounts, in percent', hint: '… and more than this share …' },
    brakeWindowMinutes: { label: 'Window in minutes', hint: '… within this time. 1 to 1,440.' },
    enabled: { label: 'Switched on', hint: 'Off: every call is refused, and sign-ins may update the people it keeps.' },
  },
  typeHints: {
    basic: 'The Okta catalogue app can do nothing else.',
    bearer: 'For Entra ID, and for custom apps in Okta.',
    oauth: 'Tokens of one hour for an ID and a secret. The safest choice where the identity provider can do it.',
  },
  accountTypes: { host: 'Host: takes a seat', attendee: 'Attendee' },
  namePolicies: {
    allow: 'Keep them',
    transliterate: 'Write them in plain letters (Müller becomes Muller)',
    reject: 'Refuse them',
  },
  reasons: {
    required: 'Fill this in.',
    too_long: 'Use at most 255 characters.',
    characters: 'This holds characters that nobody can see. Type it anew.',
    name_taken: 'Another provisioning of this site has this name, or one that looks the same. Choose another one.',
    acting_unknown:
      'There is no account of this user name on this site. Check the spelling, or add the person under Users.',
    acting_guest: 'A guest from another organization cannot be the acting user. Name an account of this site.',
    acting_inactive: 'This account is not active. Activate it under Users, or name another one.',
    acting_without_email: 'This account has no valid e-mail address; without one no secret can be made.',
    email_malformed: 'This is not an e-mail address. Enter one such as name@acme.test.',
    out_of_range: 'Enter a whole number within the limits.',
  },
  removeTitle: (name: string) => `Remove ${name}?`,
  removeLost: [
    'Its secrets stop working at once.',
    'Its call log, its external IDs and its groups that grant nothing are deleted.',
    'People, their roles and workspaces stay as they are and can be edited here again.',
  ],
  removeInstead: 'To stop it for a while, switch it off in its settings instead.',
  removeConfirm: 'Remove the provisioning',
  notices: {
    created:
      'The provisioning is made. Copy its address and ID; its secret is made by the acting user under My Account.',
    saved: 'Your changes are saved.',
    saved_voided: 'Your changes are saved. All secrets have ended; the new acting user makes one under My Account.',
    unchanged: 'Nothing was different, so nothing was changed.',
    removed: 'The provisioning is removed.',
    released: 'It may go on. What was held is sent again by the identity provider.',
    held_again:
      'It was let go on and held again since you looked, so it stays held. Look at what was held, then decide.',
  },
  setUpPage: {
    title: (name: string) => `Set up ${name}`,
    intro: 'Where a secret is asked for, the acting user makes one under My Account, Identity Provider.',
    providers: {
      oktaCatalogue: {
        name: 'Okta, app of the catalogue',
        needs: 'basic',
        steps: ({ url, id }: SetUpValues) => [
          'In the Okta admin portal open the app, then Provisioning, then Configure API Integration.',
          `Enter ${url} as URL, ${id} as user name and the Basic Auth Secret as password.`,
          'Choose Test API Credentials, then Save.',
          'Under To App enable Create Users, Update User Attributes and Deactivate Users. Leave the attribute mappings as they are.',
          'Under Push Groups, in the settings, switch off "Rename app groups to match group name in Okta" and save.',
          'Choose Refresh App Groups: every role, workspace, workspace role and workspace group appears. Find a group by name, link it to the one here, and repeat this for each.',
        ],
      },
      oktaCustom: {
        name: 'Okta, custom app (App Integration Wizard)',
        needs: 'bearer',
        steps: ({ url }: SetUpValues) => [
          'In the app choose General, then Edit, then SCIM as provisioning.',
          `Under Provisioning, Integration enter ${url} as SCIM connector base URL and userName as unique identifier.`,
          'Tick Import New Users, Push New Users, Push Profile Updates and Push Groups.',
          'Choose HTTP Header as authentication mode and paste the Bearer Token Secret.',
          'Choose Test Connector Configuration, then Save. Then enable Create, Update and Deactivate under To App.',
        ],
      },
      entra: {
        name: 'Microsoft Entra ID',
        needs: 'bearer',
        steps: ({ url }: SetUpValues) => [
          'Create an enterprise application of your own (non-gallery), then Provisioning, Get started, mode Automatic.',
          `Tenant URL: ${url}?aadOptscim062020 · Secret Token: the Bearer Token Secret. Choose Test Connection, then Save.`,
          'Users mapping: enabled, with the actions Create and Update, without Delete.',
          'Map userName from mail, active from Switch([IsSoftDeleted], , "False", "True", "True", "False"), displayName, title from jobTitle, emails[type eq "work"].value from mail, preferredLanguage, name.givenName, name.familyName from surname, and externalId from mailNickname.',
          'To push groups: mapping Groups enabled with the action Update alone, and two scoping filters on description, INCLUDES workspace: and INCLUDES role:. Map displayName from description, externalId from objectId, and members.',
          'Scope: Sync only assigned users and groups. Try one person with Provision on demand, then start. A cycle runs every 40 minutes.',
        ],
      },
      ping: {
        name: 'PingFederate',
        needs: 'any',
        steps: ({ url, tokenUrl, id }: SetUpValues) => [
          'Create an SP connection with outbound provisioning and the SCIM 2.0 provisioner.',
          `SCIM URL: ${url}. Choose the authentication that belongs to the credential type of this provisioning; user name or client ID is ${id}.`,
          `For OAuth 2.0 client credentials the token request goes to ${tokenUrl}.`,
          'Users are matched by userName. Choose Disable, not Delete, for removed users.',
        ],
      },
    },
    needs: {
      basic: 'Needs the credential type Basic Auth.',
      bearer: 'Needs the credential type Bearer Token.',
      any: 'Works with every credential type.',
    },
    mismatch: (type: string) => `This provisioning has another type: ${type}. Change it in its settings first.`,
    groupsHeading: 'What groups grant',
    groups: [
      'role:<organization role> gives the role, for example role:Org User Admin.',
      'workspace:<workspace> makes a member of the workspace and sends a welcome mail.',
      'workspace:<workspace>:role:<role> gives the role in the workspace.',
      'workspace:<workspace>:group:<group> adds to the group of the workspace.',
      'Roles and groups of a workspace wait up to 30 seconds for the membership. Who leaves a workspace leaves its roles and groups.',
    ],
  },
};

/** What the set-up texts name. */
export interface SetUpValues {
  readonly url: string;
  readonly tokenUrl: string;
  readonly id: string;
}
