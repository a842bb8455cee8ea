import { reasons, ssoCodes } from '../../sso/catalogue';
import type { ReasonId, SsoCode } from '../../sso/catalogue';
import { admin } from './admin/en';
import { myAccount } from './myAccount.en';
import { ownSecrets } from './ownSecrets.en';
import { passwords } from './passwords.en';

/** What a help page says about a reason. */
export interface ReasonText {
  /** What happened, one sentence. */
  readonly title: string;
  /** What to do about it, imperative. */
  readonly fix: string;
}

/** The titles of the 32 codes; English ones are the catalogue itself. */
export type CodeTexts = Readonly<Record<SsoCode, string>>;
/** The texts of every reason; English ones are the catalogue itself. */
export type ReasonTexts = Readonly<Record<ReasonId, ReasonText>>;

const codes: CodeTexts = ssoCodes;
const reasonTexts: ReasonTexts = reasons;

/** Every text of the pages in English. The other languages are checked against this shape. */
export const en = {
  codes,
  reasons: reasonTexts,
  admin,

  common: {
    skipToContent: 'Skip to the content',
    tagline: 'The door of your applications',
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    allCodes: 'Codes and what they mean',
    siteFooter: 'Usher stands at the door: it checks the ticket, and says why when it has to say no.',
    errorPrefix: 'Error:',
    errorSummary: 'There is a problem',
    required: 'required',
    code: 'Code',
    continue: 'Continue',
    cancel: 'Cancel',
    nothing: 'None',
    backToStart: 'Go to the sign-in page',
  },

  whoActs: {
    person: 'The person signing in',
    site_admin: 'The site administrator',
    idp_admin: 'The administrator of the identity provider',
    operator: 'The operator of Usher',
  },

  refusal: {
    title: 'Sign-in not possible',
    heading: (site: string | null) => (site ? `You could not be signed in to ${site}` : 'You could not be signed in'),
    sentence: (title: string, code: number) => `${title} (${code}). Contact your administrator for further support.`,
    ticket: 'What to tell them',
    reference: 'Reference',
    spell: 'Spell it out',
    whomToAsk: 'Whom to ask',
    askNamed: 'Give them the reference. With it they see what happened; you need not try again for them.',
    askUnnamed: 'Ask the administrator of your organization and give them the reference, if one is shown above.',
    mailSubject: (reference: string | null, code: number) =>
      reference ? `Sign-in refused: code ${code}, reference ${reference}` : `Sign-in refused: code ${code}`,
    whatItMeans: (code: number) => `What code ${code} means`,
    retry: 'Try again',
    logoutTitle: 'Sign-out not possible',
    logoutHeading: 'You could not be signed out',
    wrongMethod:
      'This address only takes the answer of an identity provider, sent as a form. It is not a page to open or bookmark.',
  },

  help: {
    codesTitle: 'Codes',
    codesIntro:
      'When Usher refuses a sign-in it shows one of these codes and a reference. Below each code stand the causes it can have.',
    codeTitle: (code: number, title: string) => `Code ${code}: ${title}`,
    codeColumn: 'Code',
    meaningColumn: 'Meaning',
    causesColumn: 'Possible causes',
    forPerson: 'If you see this code',
    forPersonText:
      'Give the code and the reference on the page to your administrator. They can see which of the causes below it was.',
    causes: 'Possible causes',
    noCauses: 'Usher does not answer with this code. Its number stays reserved.',
    whoActs: 'Who acts',
    whatToDo: 'What to do',
    reasonId: 'Reason',
    belowCodes: 'Appears with',
    backToCodes: 'All codes',
  },

  signIn: {
    title: 'Sign in',
    heading: (site: string | null) => (site ? `Sign in to ${site}` : 'Sign in'),
    identifier: 'E-mail address or user name',
    identifierHint: 'We take you to the sign-in page of your organization.',
    site: 'Site',
    siteHint: 'The short name of your organization here. Your administrator knows it.',
    password: 'Password',
    submitIdentifier: 'Continue',
    submitPassword: 'Sign in',
    or: 'or',
    withConnection: (connection: string) => `Sign in with ${connection}`,
    withPassword: 'Use a password instead',
    changeUser: 'Change user',
    signingInAs: (name: string) => `Signing in as ${name}`,
    siteUnknown: 'We know no site of this name.',
    noConnection: 'This site has no single sign-on that is switched on.',
    wrongPassword: 'User name and password do not match, or the account may not use a password.',
    throttled: 'User account is locked (16). Too many wrong passwords were tried. Wait 15 minutes and try again.',
    demoTitle: 'Try it now',
    demoText: 'This Usher runs with a demo site and its own test identity provider. Nobody here is real.',
    demoNewPerson: 'Sign in as a new person',
    demoNewPersonText: 'Choose Nina: an account is opened for her at the door.',
    demoRefused: 'See a 31',
    demoRefusedText: 'Choose Sam: he is refused, with a code and a reference.',
    demoEverybody: 'Meet everybody at the door',
  },

  passwords,
  myAccount,
  ownSecrets,

  signedOut: {
    title: 'Signed out',
    heading: 'You are signed out',
    text: 'Your session here has ended.',
    idpMayContinue:
      'You may still be signed in at your organization. On a shared computer, sign out there too or close the browser.',
    again: 'Sign in again',
  },

  account: {
    administration: 'Administration',
    title: 'My Account',
    details: 'Details',
    username: 'User name',
    firstName: 'First name',
    lastName: 'Last name',
    displayName: 'Display name',
    email: 'E-mail',
    language: 'Language',
    type: 'Account type',
    status: 'Status',
    roles: 'Roles',
    connection: 'Signs in through',
    password: 'Password',
    expires: 'Expires',
    neverExpires: 'Never',
    trackingCodes: 'Tracking codes',
    noTrackingCodes: 'This site uses no tracking codes.',
    workspaces: 'Workspaces',
    noWorkspaces: 'You are a member of no workspace.',
    /** Of somebody who has neither role nor group in a workspace. */
    plainMember: 'member',
    sessions: 'Sessions',
    sessionsCaption: 'Where you are signed in',
    started: 'Started',
    lastSeen: 'Last seen',
    through: 'Through',
    thisSession: 'This session',
    anotherSession: 'Another browser',
    endSession: 'End',
    types: { host: 'Host', attendee: 'Attendee' },
    statuses: {
      active: 'Active',
      pending: 'Waiting for approval',
      deactivated: 'Deactivated',
      locked: 'Locked',
      expired: 'Expired',
    },
  },

  confirm: {
    title: 'Continue?',
    heading: (person: string, site: string) => `Continue as ${person} in ${site}?`,
    text: 'Your identity provider sent you here without a request from this browser. Continue only if you have just chosen this application yourself.',
    submit: (person: string) => `Continue as ${person}`,
    cancel: 'This is not me',
  },

  postRequest: {
    title: 'On to your identity provider',
    heading: (provider: string) => `On to ${provider}`,
    text: 'Your organization signs you in. Press the button to go there; you come back by yourself.',
    submit: (provider: string) => `Continue to ${provider}`,
  },

  postLogout: {
    title: 'Signed out here',
    heading: 'You are signed out here',
    text: (provider: string) => `Your session here has ended. Press the button to sign out at ${provider} too.`,
    submit: (provider: string) => `Continue to ${provider}`,
  },

  redirect: {
    title: 'One moment',
    heading: (destination: string) => `Taking you to ${destination}`,
    text: 'If nothing happens, use this link:',
    link: (destination: string) => `Go to ${destination}`,
  },

  notFound: {
    title: 'Page not found',
    heading: 'There is no door here',
    text: 'The address is wrong, or the page is gone. Nothing is wrong with your account.',
  },

  error: {
    title: 'Something went wrong',
    heading: 'Something went wrong on our side',
    text: 'It is not your fault and nothing was changed. Try again in a minute. If it happens again, give this number to your administrator:',
    requestId: 'Request number',
    tooLarge: {
      title: 'Too large',
      heading: 'That is more than fits through the door',
      text: 'Nothing was changed. Go back and send less at once: a smaller file, or fewer lines. If you need help, give this number to your administrator:',
    },
    unreadable: {
      title: 'Not understood',
      heading: 'We cannot read this request',
      text: 'Nothing was changed. The address or the form is not as our pages make it. Go back, open the page anew and try once more. If it happens again, give this number to your administrator:',
    },
  },

  forbidden: {
    title: 'Not allowed',
    heading: 'This form did not come from here',
    text: 'For your safety Usher takes forms from its own pages only. Open the page again and send the form from there.',
  },

  busy: {
    title: 'Please wait',
    heading: 'The door is crowded right now',
    tooMany: 'There were too many failed attempts from your side in a short time.',
    unavailable: 'Usher cannot check your sign-in at this moment. Nothing was stored.',
    retryAfter: (seconds: number) =>
      seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
  },

  operator: {
    setupTitle: 'Become the operator',
    setupHeading: 'Become the operator of this Usher',
    setupText: 'This link works once, for 30 minutes. Choose the e-mail address and password you will sign in with.',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: (characters: number) => `At least ${characters} characters. A sentence is easiest to remember.`,
    passwordAgain: 'Password again',
    setupSubmit: 'Create operator',
    signInTitle: 'Operator sign-in',
    signInText: 'Operators look after all sites. People and administrators of a site sign in elsewhere.',
    signInSubmit: 'Sign in',
    homeTitle: 'Sites',
    homeText: 'Every site of this Usher, with its seats and the sign-in attempts of the last 24 hours.',
    sitesCaption: 'Sites',
    noSites: 'There is no site yet. Create one with a site file: npm run usher -- apply FILE',
    site: 'Site',
    accounts: 'Accounts',
    seats: 'Seats used',
    seatsOf: (used: string, limit: string) => `${used} of ${limit}`,
    overdrawn: 'overdrawn',
    passed: 'Passed (24 h)',
    refused: 'Refused (24 h)',
    state: 'Single sign-on',
    on: 'On',
    off: 'Off',
    emailInvalid: 'Enter an e-mail address.',
    passwordTooShort: (characters: number) => `Choose a password of at least ${characters} characters.`,
    passwordsDiffer: 'The two passwords are not the same.',
    linkUsed: 'This link was used, is older than 30 minutes, or there is an operator already.',
    wrongPassword: 'E-mail address and password do not match.',
    throttled: 'Too many wrong passwords were tried. Wait 15 minutes and try again.',
    mailsTitle: 'Outbox',
    mailsText: 'Every mail of the last 30 days, newest first. The text is kept until the mail has been sent.',
    noMails: 'There is no mail.',
    mailSubject: 'Subject',
    mailTo: 'To',
    mailWritten: 'Written',
    mailStatus: 'Status',
    mailStatuses: { waiting: 'waiting', sent: 'sent', failed: 'given up', kept: 'no mail server' },
    mailTextGone: 'The text is not kept once a mail has been sent.',
  },

  testIdp: {
    title: 'Test identity provider',
    heading: 'Who is at the door?',
    spText: 'Usher asks who you are. Choose a person; their answer goes back to Usher.',
    idpText: 'Nobody asked. Choose a person; their answer goes to Usher without a request.',
    toIdpMode: 'Send a response without a request instead',
    toSpMode: 'Begin at Usher instead',
    demoOnly: 'For the demo only: everybody here is made up, and no other site trusts this provider.',
    signsIn: 'Signs in',
    refusedWith: (code: number) => `Code ${code}`,
    choose: (name: string) => `Sign in as ${name}`,
  },
};

/** The shape every language has to fill. */
export type Messages = typeof en;
