/** Our own key pairs of a site and their rotation. */
export const keys = {
  link: 'Our own keys: state, and changing them',
  title: 'Our own keys',
  text: 'They count for all connections of the site: one pair signs what we send, the other opens what is encrypted for us. They last ten years, and nothing changes by itself before the last 60 days.',
  none: 'There are none yet: they are made when something needs them for the first time.',
  next: 'What comes next',
  takesOver: (day: string) => `Takes over on ${day}`,
  deleted: (day: string) => `Kept until ${day}, then deleted`,
  toDo: 'What the identity providers’ people have to do',
  nothingToDo: 'Nothing: no new key is announced.',
  announced: (day: string) =>
    `Until ${day}: read our metadata again, or enter the announced certificates beside the current ones. From then on we sign with the announced key, and nobody needs the old one to encrypt for us.`,
  metadataOf: (name: string) => `Download our metadata of ${name}`,
  publish: {
    heading: 'Publish the next keys',
    text: 'They stand in our metadata beside the current ones at once. Nothing else changes for 30 days; then they take over by themselves.',
    confirm: 'I shall tell the identity providers’ people',
  },
  takeOver: {
    heading: 'Let the announced keys take over',
    text: 'Their time has come. The current ones retire: what is still encrypted for them is decrypted for 90 days.',
    confirm: 'The identity providers know the announced certificates',
  },
  atOnce: {
    heading: 'Change the keys at once',
    text: 'For a key that somebody else has got. Identity providers that check our signatures or encrypt for us stop working until they have our new metadata.',
    confirm: 'I understand that sign-ins may fail until then',
  },
  confirmMissing: 'Tick the box first.',
};
