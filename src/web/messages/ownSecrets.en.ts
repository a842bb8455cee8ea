/** Secrets of SCIM clients, as their owner makes them on My Account. */
export const ownSecrets = {
  heading: 'Identity Provider',
  caption: 'Systems that act as you',
  text: 'These identity providers act in your name. Only you can make their secrets, and each is shown once.',
  secrets: 'Secrets that work',
  none: 'None yet',
  regenerate: 'Regenerate',
  title: (name: string) => `Regenerate the secret of ${name}?`,
  warning:
    'Until the new secret is entered at the identity provider, nothing is synchronized, unless the one before works on for a while.',
  madeMeanwhile:
    'A secret was made after this page had been opened, so nothing was done now. If you have copied that secret, you are done: leave this page. Making another one ends it, unless it works on for a while.',
  overlap: 'The secret before',
  overlaps: {
    '0': 'ends at once',
    '1': 'works for one more day',
    '7': 'works for 7 more days',
    '30': 'works for 30 more days',
  },
  lifetime: 'The new secret',
  lifetimes: {
    none: 'has no end',
    '365': 'ends in one year',
    '730': 'ends in two years',
    '1095': 'ends in three years',
  },
  lifetimeHint: 'You are warned 60, 30, 7 and 1 days ahead.',
  noEmail:
    'Your account has no valid e-mail address; without one no secret can be made. Ask your administrator to enter one.',
  madeTitle: (name: string) => `The new secret of ${name}`,
  once: 'Copy it now: it is shown this once and never again.',
  basic: 'Basic Auth Secret',
  bearer: 'Bearer Token Secret',
  client: 'Client secret',
  active: 'In use',
  notActive: 'Not in use',
  typeText: (type: string) => `This provisioning takes ${type} alone.`,
  endsAt: (when: string) => `It ends ${when}.`,
  previousEndsAt: (when: string) => `The secret before works until ${when}.`,
  previousEnded: 'The secret before has ended.',
  done: 'I have copied it',
};

/** The shape every language has to fill. */
export type OwnSecretMessages = typeof ownSecrets;
