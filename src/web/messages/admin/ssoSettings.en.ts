/** The site's own settings of single sign-on. */
export const settings = {
  heading: 'Settings of the site',
  sections: {
    switches: { heading: 'Who signs in how', text: 'Counts for all connections.' },
    accounts: { heading: 'Accounts', text: 'What a sign-in may do to accounts.' },
    targets: { heading: 'Where people go', text: 'After a sign-in that passed, or one that did not.' },
  },
  fields: {
    'singleSignOn.enabled': {
      label: 'Single sign-on is on',
      hint: 'Off: every sign-in through a connection is refused with code 7. People with a password and the bypass still get in.',
    },
    'singleSignOn.required': {
      label: 'Single sign-on is required',
      hint: 'Passwords then work only for accounts with bypass. Possible once a test sign-in has passed and an active account with bypass and password exists, so that nobody is locked out.',
    },
    'singleSignOn.autoCreate': {
      label: 'Create accounts at sign-in',
      hint: 'Somebody without an account gets one from what the identity provider sends. Needs a partner ID; a host needs a free seat. What stands in the way is answered with 31. Off: refused with 3.',
    },
    'singleSignOn.newAccounts': {
      label: 'New accounts',
      hint: 'A pending account takes no seat and cannot sign in until somebody approves it under Users.',
      choices: { active: 'are active at once', pending: 'wait for approval' },
    },
    'singleSignOn.autoUpdate': {
      label: 'Update accounts at sign-in',
      hint: 'When updateTimestamp is newer than the one known, names, e-mail and tracking codes are taken from the sign-in. What stands in the way is answered with 32.',
    },
    'singleSignOn.removeUpnSuffix': {
      label: 'Remove the domain from user names (UPN)',
      hint: 'For Active Directory: ada@corp.acme.test becomes ada. Only the suffixes below are cut.',
    },
    'singleSignOn.upnSuffixes': {
      label: 'Suffixes to remove',
      hint: 'One a line, without @, such as corp.acme.test.',
    },
    'singleSignOn.defaultTarget': {
      label: 'Default target page',
      hint: 'Where people go who asked for no page. Empty: My Account.',
    },
    'singleSignOn.allowedTargets': {
      label: 'Allowed targets',
      hint: 'Origins of your applications, one a line, such as https://app.acme.test. Nobody is sent anywhere else.',
    },
    'singleSignOn.errorUrl': {
      label: 'Error page of your own',
      hint: 'A refused sign-in is sent there with its code and reference. Empty: our page tells the person.',
    },
    rawResponseDays: {
      label: 'Days to keep refused responses',
      hint: '0 to 90. Encrypted, so that an attempt can be replayed against today’s settings. 0: none are kept.',
    },
  },
};
