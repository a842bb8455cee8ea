/** What people change about their own account. */
export const myAccount = {
  edit: 'Edit my details',
  editTitle: 'Edit my details',
  changePassword: 'Change my password',
  endOthers: 'End all other sessions',
  sessionsText: 'Somebody else at one of these? End it, and change your password if you have one.',
  timeZone: 'Time zone',
  languageOfBrowser: 'As my browser asks for',
  timeZoneUtc: 'UTC',
  languages: { en: 'English', de: 'Deutsch', nb: 'Norsk bokmål' },
  keptBy: {
    identity_provider:
      'Name, e-mail and tracking codes are kept by your identity provider: what you changed here would be overwritten at your next sign-in.',
    provisioning: 'Name, e-mail and tracking codes are kept by the directory of your organization.',
    person: '',
  },
  emailByAdministrator:
    'Only an administrator can change your e-mail address, because you have no password here to confirm it with.',
  emailNeedsPassword:
    'To change the address, enter your password below; at your next sign-in by password you confirm the new one.',
  currentPassword: 'Current password',
  currentPasswordForEmail: 'Only needed for a new e-mail address.',
  preferences: 'Preferences',
  you: 'You',
  wrongPassword: 'This is not your current password.',
  passwordNeeded: 'Enter your current password to change the e-mail address.',
  throttled: 'Too many wrong passwords were tried. Wait 15 minutes and try again.',
  conflict:
    'Your account was changed meanwhile. Nothing of yours was saved; look at the fields again and send them once more.',
  passwordTitle: 'Change my password',
  passwordText: 'All your other sessions end.',
  noPassword: 'You have no password yet. Let a link be sent to your e-mail address to choose one.',
  noPasswordAllowed: 'You sign in through your organization and have no password here.',
  sendLink: 'Send me a link',
  notices: {
    saved: 'Your changes are saved.',
    unchanged: 'Nothing was different, so nothing was changed.',
    password: 'Your password is changed, and all other sessions have ended.',
    ended: 'All other sessions have ended.',
  },
};

/** The shape every language has to fill. */
export type MyAccountMessages = typeof myAccount;
