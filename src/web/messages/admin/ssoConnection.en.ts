/** One connection: an identity provider of the site. */
export const connection = {
  title: (name: string) => `Connection ${name}`,
  problems: 'What stands in the way',
  settings: 'Settings',
  metadataFrom: 'Metadata is looked for at',
  forgetMetadata: 'Stop looking for metadata there',
  forgetMetadataHint: 'What is pinned stays; changes of the identity provider are then made by hand.',
  remove: 'Remove this connection',
  removeTitle: (name: string) => `Remove the connection ${name}?`,
  removeLost: [
    'Its addresses stop working: metadata, sign-in, ACS, logout. The identity provider’s tile leads nowhere.',
    'Everybody who is signed in through it is signed out.',
    'Which person of the identity provider is which account (NameID) is forgotten.',
    'Certificates, mapping and all other settings are gone. Attempts stay until their time is over.',
  ],
  removeInstead: 'To pause it, switch it off instead: nothing is lost.',
  removeConfirm: 'I understand what is lost',
  removeConfirmMissing: 'Tick the box first.',
  sections: {
    provider: { heading: 'Identity provider', text: 'As its metadata says. A difference in one character counts.' },
    people: { heading: 'Who the person is', text: 'How the user name is found, and who may come in.' },
    attributes: {
      heading: 'Attribute mapping',
      text: 'Names under which the identity provider sends our fields, one a line; the first one present counts. Upper and lower case matter.',
    },
    requests: { heading: 'What we send', text: 'The request to the identity provider, and answers without one.' },
    responses: { heading: 'What we accept', text: 'How a response must be signed, encrypted and dated.' },
    exceptions: {
      heading: 'Exceptions',
      text: 'Weak algorithms, only for an identity provider that knows no better, and only until a day.',
    },
  },
  fields: {
    enabled: {
      label: 'This connection is on',
      hint: 'Off: only test sign-ins pass; everybody else is refused with 7.',
    },
    entityId: {
      label: 'Entity ID of the identity provider',
      hint: 'Issuer of its assertions. Another one is refused with 24.',
    },
    ssoUrl: {
      label: 'Sign-in address',
      hint: 'Where we send people (SingleSignOnService). Empty: people begin only at the identity provider.',
    },
    ssoBinding: {
      label: 'Binding of the request',
      hint: 'Redirect needs no click. POST shows a page with a button.',
      choices: { redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloUrl: {
      label: 'Logout address',
      hint: 'SingleLogoutService. Empty: signing out ends the session here only.',
    },
    sloBinding: {
      label: 'Binding of logout messages',
      hint: 'How requests to sign out, and answers to them, travel. Choose one when the identity provider takes logout by another way than sign-in.',
      choices: { as_sign_in: 'As the sign-in', redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloResponseUrl: {
      label: 'Address for answers to logout',
      hint: 'ResponseLocation of its SingleLogoutService. Empty: answers go to the logout address.',
    },
    nameIdFormat: {
      label: 'NameID format',
      hint: 'Unspecified accepts any. Another format than the chosen one is refused with 25.',
      choices: {
        unspecified: 'Unspecified',
        emailAddress: 'E-mail address',
        persistent: 'Persistent identifier',
        x509SubjectName: 'X.509 subject name',
        entity: 'Entity identifier',
      },
    },
    usernameFrom: {
      label: 'User name from',
      hint: 'Attributes, one a line; the first one that is not empty decides. NameID means the subject itself.',
    },
    allowedTypes: {
      label: 'Who may sign in',
      hint: 'Others are refused with 21.',
      choices: { host: 'Hosts', attendee: 'Attendees' },
    },
    scopes: {
      label: 'Scopes',
      hint: 'Domains that scoped identifiers may end with, one a line. Empty: not checked.',
    },
    'attributes.firstName': { label: 'First name', hint: 'Usually firstname.' },
    'attributes.lastName': { label: 'Last name', hint: 'Usually lastname.' },
    'attributes.email': { label: 'E-mail', hint: 'Usually email.' },
    'attributes.displayName': { label: 'Display name', hint: 'Optional.' },
    'attributes.language': { label: 'Language', hint: 'Optional; such as en, de or nb.' },
    signAuthnRequest: {
      label: 'Sign our requests',
      hint: 'Needed when the identity provider asks for signed requests. Our certificate stands in our metadata.',
    },
    authnContextClassRefs: {
      label: 'Ways to authenticate (AuthnContextClassRef)',
      hint: 'One a line. The identity provider must name one of them, else 13. Empty: any. ADFS: urn:federation:authentication:windows.',
    },
    unsolicited: {
      label: 'Sign-ins that begin at the identity provider',
      hint: 'A response nobody here asked for can be a trick to sign somebody in as somebody else.',
      choices: {
        restart: 'Start again from here (safe, no click)',
        confirm: 'Ask the person to confirm',
        accept: 'Accept without a question',
        refuse: 'Refuse with 28',
      },
    },
    requireSigned: {
      label: 'What must be signed',
      hint: 'An unsigned assertion is never accepted, whatever you choose.',
      choices: {
        any: 'Assertion or response',
        assertion: 'The assertion',
        response: 'The response',
        both: 'Both',
      },
    },
    requireEncryptedAssertion: {
      label: 'The assertion must be encrypted',
      hint: 'For our encryption certificate, which stands in our metadata.',
    },
    clockSkewSeconds: {
      label: 'Clock difference allowed, in seconds',
      hint: '0 to 300, for every check of a time. Beyond it: 19.',
    },
    enforceCertificateExpiry: {
      label: 'Refuse expired certificates',
      hint: 'What an expired certificate signs is refused with 15.',
    },
    'legacyAlgorithms.allow': {
      label: 'Accept weak algorithms',
      hint: 'Shown in red everywhere until it ends.',
      choices: { sha1: 'SHA-1 signatures', cbc: 'CBC encryption' },
    },
    'legacyAlgorithms.until': { label: 'Until', hint: 'A day, such as 2027-03-31.' },
  },
};
