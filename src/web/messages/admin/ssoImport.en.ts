/** Metadata of an identity provider that is connected already, once more. */
export const importAgain = {
  link: 'Import metadata again',
  title: (name: string) => `Import the metadata of ${name} again`,
  text: 'For new certificates or addresses of the same identity provider. Its mapping and all other settings of the connection stay.',
  preview: 'Show what would change',
  oneSource: 'Give the metadata in exactly one way: a file, its text, or its address.',
  otherProvider: (received: string, expected: string) =>
    `It is of another identity provider: its entity ID is ${received}, expected ${expected}. Make a new connection for it; only when the identity provider itself was renamed, change the entity ID in the settings first.`,
  ended: (day: string) => `The metadata itself says that it ended on ${day}.`,
  previewTitle: (name: string) => `What the metadata would change in ${name}`,
  previewText:
    'Nothing is saved yet. Compare the fingerprints with those the identity provider’s people name, by another way than this metadata.',
  trust: {
    verified: 'It is signed with a key that is pinned for this connection.',
    unsigned: 'It is not signed: you vouch for it.',
    unverified: 'It is signed, but not with a key that is pinned for this connection: you vouch for it.',
  },
  gone: (count: number) =>
    count === 1
      ? 'One certificate is no longer listed and is taken away: what it signs is refused from then on.'
      : `${count} certificates are no longer listed and are taken away: what they sign is refused from then on.`,
  looksThere: (url: string) => `From then on its metadata is looked for every day at ${url}.`,
  stillLooks: (url: string) =>
    `Its metadata is still looked for every day at ${url}. What it says differently there is applied or waits for you.`,
  certificates: 'Certificates in the metadata',
  confirm: 'Import it',
};
