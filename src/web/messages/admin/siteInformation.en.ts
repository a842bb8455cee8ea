/** Site Information: how the site stands, and its own fields. */
export const siteInformation = {
  title: 'Site Information',
  edit: 'Edit',
  editTitle: 'Edit the site',
  waiting: 'What waits for you',
  nothingWaits: 'Nothing waits for you.',
  attention: {
    partnerIdMissing:
      'Accounts are to be made at sign-in, but the site has no partner ID: everybody new is refused with 31.',
    partnerIdMissingLink: 'Set the partner ID',
    overdrawn: (used: string, seats: string) =>
      `The seats are overdrawn: ${used} are held, and the site has ${seats}. Nobody new gets one.`,
    overdrawnLink: 'See who holds a seat',
    seatsFull: 'No seat is free: a new host is refused with 31.',
    seatsFullLink: 'Raise the seats',
    ended: (what: string, day: string) => `${what} ended on ${day}.`,
    endsSoon: (what: string, days: number, day: string) =>
      days === 0 ? `${what} ends today (${day}).` : `${what} ends in ${days} ${days === 1 ? 'day' : 'days'} (${day}).`,
    things: {
      idp_certificate: (connection: string, subject: string) =>
        `The certificate ${subject} of the connection ${connection}`,
      signing_key: () => 'Our own signing certificate',
      encryption_key: () => 'Our own encryption certificate',
      legacy_algorithms: (connection: string, subject: string) =>
        `The exception for weak algorithms (${subject}) of the connection ${connection}`,
      scim_secret: (connection: string, subject: string) =>
        `The secret of the provisioning ${connection} (acting user: ${subject})`,
    },
    endingLink: 'Open single sign-on',
    endingSecretLink: 'Open provisioning',
    held: (connection: string) =>
      `The identity provider of the connection ${connection} has published other keys or addresses. Compare the fingerprints and accept them, or not.`,
    heldLink: 'Compare',
    pending: (people: string, one: boolean) =>
      one ? 'One person waits for your approval.' : `${people} people wait for your approval.`,
    pendingLink: 'Accept or reject',
    unlisted: (signIns: string, one: boolean, orMore: boolean) =>
      one
        ? 'One sign-in of the last 14 days was refused because a tracking code was not in its list.'
        : `${signIns}${orMore ? ' or more' : ''} sign-ins of the last 14 days were refused because a tracking code was not in its list.`,
    unlistedLink: 'See the values',
  },
  seats: 'Seats',
  seatsUsed: 'Seats used',
  seatsFree: 'Seats free',
  overdrawn: 'overdrawn',
  accountsByStatus: 'Accounts by status',
  seatsChart: 'Seats over the last 90 days',
  seatsSummary: (used: string, seats: string, most: string) =>
    `${used} of ${seats} seats are held today; the most within these days was ${most}.`,
  seatsHeld: 'Held',
  seatsThere: 'Of the site',
  signIns: 'Sign-ins of the last 14 days',
  signInsChart: 'Passed and refused by day',
  signInsSummary: (passed: string, refused: string, busiest: string) =>
    `${passed} sign-ins passed and ${refused} were refused. Most were refused on ${busiest}.`,
  signInsQuiet: (passed: string) => `${passed} sign-ins passed and none was refused.`,
  passed: 'Passed',
  refused: 'Refused',
  day: 'Day (UTC)',
  byCode: 'Refused by code',
  byCodeCaption: 'Refused sign-ins of the last 14 days by code',
  code: 'Code',
  meaning: 'Meaning',
  times: 'Times',
  noRefusals: 'No sign-in was refused.',
  theSite: 'The site',
  name: 'Name',
  slug: 'Short name in addresses',
  partnerId: 'Partner ID',
  contact: 'Whom people can ask',
  contactHint: 'Shown to people whose sign-in was refused.',
  contactName: 'Contact: name',
  contactEmail: 'Contact: e-mail',
  contactUrl: 'Contact: web page',
  singleSignOn: 'Single sign-on',
  on: 'On',
  off: 'Off',
  rawResponseDays: 'Days to keep refused responses',
  rawResponseDaysHint: 'Kept encrypted, so that support can judge them again by new settings. 0 to 90; 0 keeps none.',
  nameHint: 'As people know it. It stands on every page of the site.',
  partnerIdHint: 'Without it no account can be made at sign-in (31).',
  seatsHint: (used: string) =>
    `Held now: ${used}. Fewer seats than that are allowed: then nobody new gets one until enough are free.`,
  notices: {
    saved: 'The site is saved.',
    unchanged: 'Nothing was different, so nothing was changed.',
  },
};
