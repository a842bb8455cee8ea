import { connection } from './ssoConnection.en';
import { settings } from './ssoSettings.en';

/** Connections, certificates, mapping, test sign-in. */
export const singleSignOn = {
  title: 'Single sign-on',
  notices: {
    saved: 'The settings are saved.',
    unchanged: 'Nothing was different, so nothing was changed.',
    removed: 'The connection is removed.',
  },
  connections: 'Connections',
  noConnections: 'No identity provider is connected yet.',
  columns: {
    name: 'Connection',
    state: 'State',
    certificate: 'Certificate ends',
    lastPassed: 'Last passed sign-in',
  },
  on: 'On',
  off: 'Off',
  noCertificate: 'No certificate',
  never: 'None lately',
  needsAttention: 'Needs attention',
  worthKnowing: 'Worth knowing',
  findings: {
    no_sso_url: 'It has no sign-in address: nobody can begin here. Import the metadata, or enter the address.',
    no_certificate:
      'It has no certificate: every sign-in is refused with 4. Import the metadata, or add a certificate.',
    certificate_unusable: 'A certificate cannot be used. Replace it by one with a stronger key.',
    certificate_not_yet_valid: 'A certificate is not valid yet. Nothing to do, if another one is valid now.',
    certificate_expired:
      'A certificate has ended. Add the new one of the identity provider beside it, then remove the old one.',
    certificate_ends_soon:
      'A certificate ends soon. Add the new one of the identity provider beside it, then remove the old one.',
    legacy_algorithms: 'Weak algorithms are accepted for now. Let the identity provider sign with SHA-256.',
    legacy_algorithms_ended: 'The exception for weak algorithms has ended; they are refused again. Remove it.',
    expiry_not_enforced: 'Expired certificates still verify. Enforce their end once the certificate is renewed.',
    unsolicited_accepted:
      'Sign-ins that nobody began here are accepted: somebody can be signed in as somebody else. Choose another way.',
  },
  forecast: {
    heading: 'This would refuse people',
    text: (refused: string, judged: string, since: string) =>
      `With these settings, ${refused} of the ${judged} sign-ins that passed since ${since} would have been refused. Nothing is saved yet.`,
    and: (more: string) => `and ${more} more`,
    confirm: 'Save it all the same',
  },
  requires: {
    test: 'Let a test sign-in pass first, on a connection that is on and with the settings it has now.',
    bypass: 'Give an active account the bypass and a password first, so that somebody can always get in.',
  },
  test: {
    heading: 'Test sign-in',
    text: 'A real round trip through the identity provider, judged in full. Nobody is signed in, no account is stored, no seat is taken. Works while the connection is off.',
    start: 'Start a test sign-in',
    notStarted: 'The test could not start',
    waiting: 'The identity provider has not answered yet',
    waitingText:
      'Nothing came back for this test. If the identity provider showed an error, its message says what to change there. Then start again.',
    passed: 'The test passed',
    refused: 'The test was refused',
    outcome: 'What would have happened',
    wouldPass: 'Would pass',
    wouldNot: 'Would be refused',
    nothingHappened: 'This was a test: nobody was signed in, no account was stored, no seat was taken.',
    checks: 'Everything that was checked',
    username: 'User name',
    nameId: 'NameID',
    reference: 'Reference',
    attributes: 'Attributes that arrived',
    attribute: 'Attribute',
    values: 'Values',
  },
  settings,
  connection,
};
