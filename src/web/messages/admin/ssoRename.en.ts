/** Another name for a connection, which changes its addresses. */
export const rename = {
  link: 'Rename this connection',
  title: (name: string) => `Rename the connection ${name}`,
  text: 'The name is part of our entity ID and of every address the identity provider knows. You see both names side by side before anything changes.',
  newName: 'New name',
  newNameHint: 'Lower-case letters, digits and hyphens, such as main.',
  same: 'It is called that already. Enter another name.',
  preview: 'Show what changes',
  previewTitle: (name: string, renameTo: string) => `Rename ${name} to ${renameTo}?`,
  meaning: 'What this means',
  stops: [
    'Nobody signs in through it until the identity provider’s people have entered the new values.',
    'The old addresses answer at once as those of an unknown connection; sign-ins under way begin anew.',
    'The next test sign-in counts again: an earlier one was for the old entity ID.',
    'A site file that still has the old name would make a second connection. Change the name there too.',
  ],
  /** `shown`: the number as people read it. */
  follows: (accounts: number, shown: string) =>
    accounts === 1
      ? 'One open account signs in through it. It stays the same, whom it is known as (NameID) too, and nobody is signed out.'
      : `${shown} open accounts sign in through it. They stay the same, whom they are known as (NameID) too, and nobody is signed out.`,
  addresses: 'Addresses',
  address: 'Address',
  now: 'Now',
  then: 'Afterwards',
  login: 'Start of a sign-in',
  toCopy: 'New values, to copy',
  toCopyText: 'Give them to the identity provider’s people at the same time. A click selects a value.',
  confirm: (renameTo: string) => `Rename to ${renameTo}`,
};
