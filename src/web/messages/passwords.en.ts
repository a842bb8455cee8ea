/** Choosing, changing and forgetting passwords; showing that an address is one's own. */
export const passwords = {
  forgotten: 'Forgotten your password?',
  forgottenTitle: 'Forgotten password',
  forgottenText:
    'We send a link to the e-mail address of your account. It works once, for 30 minutes. People who sign in through their organization have no password here: their organization can help them.',
  forgottenSubmit: 'Send the link',
  sentTitle: 'Look into your mailbox',
  sentText:
    'If there is an account of this name that may use a password, a link is on its way to its e-mail address. It may take a minute.',
  sentNothing: 'Nothing came? Look into the folder for unwanted mail, or ask your administrator.',
  nameMissing: 'Enter your e-mail address or user name.',
  siteMissing: 'Enter the short name of your organization here.',
  newTitle: 'Choose a password',
  newHeading: (site: string) => `Choose your password for ${site}`,
  newText: (username: string) =>
    `For the account ${username}. When it is set, you are signed out everywhere and sign in with the new password.`,
  newPassword: 'New password',
  newPasswordHint: (characters: number) => `At least ${characters} characters. A sentence is easiest to remember.`,
  newPasswordAgain: 'New password again',
  newSubmit: 'Set the password',
  unusable: (characters: number) => `Choose a password of at least ${characters} characters.`,
  differ: 'The two passwords are not the same.',
  closedTitle: 'This link does not work any more',
  closedText:
    'It was used, is too old, or something about the account has changed since it was sent. Ask for a new one.',
  closedAgain: 'Ask for a new link',
  confirmTitle: 'Confirm your e-mail address',
  confirmText: (email: string, site: string) =>
    `You have signed in to ${site} with a password. Confirm that ${email} is your address.`,
  confirmSubmit: 'Yes, this is my address',
  checkMailTitle: 'One more step',
  checkMailText:
    'Your password is right. As you sign in with it for the first time, we have sent a link to the e-mail address of your account. Open it to confirm the address, then sign in again.',
  notices: {
    password_set: 'Your password is set. Sign in with it now.',
    email_confirmed: 'Your address is confirmed. Sign in now.',
  },
};

/** The shape every language has to fill. */
export type PasswordMessages = typeof passwords;
