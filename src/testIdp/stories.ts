import type { SsoCode } from '../sso/catalogue';

/** What a story does to the otherwise correct response, one thing each. */
export type Twist =
  'none' | 'expired' | 'wrong_audience' | 'broken_signature' | 'idp_refuses' | 'unsigned' | 'clock_ahead';

/** A person of the demo, to sign in as; each shows one thing Usher does. */
export interface Story {
  /** Begins the user name and e-mail address. */
  readonly id: string;
  readonly name: string;
  /** What will happen and why, one sentence. */
  readonly story: string;
  /** Null: signs in. */
  readonly expectedCode: SsoCode | null;
  /** The NameID, an e-mail address. */
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly twist: Twist;
}

interface StoryOptions {
  readonly code?: SsoCode;
  readonly attributes?: Readonly<Record<string, string | null>>;
  readonly twist?: Twist;
}

function story(
  id: string,
  name: string,
  text: string,
  { code, attributes = {}, twist = 'none' }: StoryOptions = {},
): Story {
  const [firstname = '', lastname = ''] = name.split(' ');
  const email = `${id}@demo.test`;
  // Attendees take no seat, so that what a story is about stays its only cause.
  const all: Record<string, string | null> = {
    uid: email,
    firstname,
    lastname,
    email,
    isattendeerole: 'true',
    ...attributes,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    id,
    name,
    story: text,
    expectedCode: code ?? null,
    nameId: email,
    attributes: Object.fromEntries(sent),
    twist,
  };
}

/**
 * The people of the demo.
 *
 * @param now gives "changed data" a newer updateTimestamp each time
 */
export function stories(now: Date): Story[] {
  return [
    story(
      'nina',
      'Nina Newcomer',
      'Comes for the first time: an account is made for her, then she is in. From then on she returns.',
    ),
    story(
      'rita',
      'Rita Returning',
      'Has an account and a seat. Her title of the day has changed, so the account is updated.',
      {
        attributes: {
          displayName: `Rita Returning (seen ${now.toISOString().slice(0, 10)})`,
          updateTimestamp: now.toISOString(),
          isattendeerole: null,
        },
      },
    ),
    story('sam', 'Sam Seatless', 'Would be a host, but every seat of the site is taken.', {
      code: 31,
      attributes: { isattendeerole: null },
    }),
    story('dora', 'Dora Dormant', 'Has an account that was deactivated.', { code: 31 }),
    story('paul', 'Paul Pending', 'Has an account that waits for approval.', { code: 31 }),
    story('lena', 'Lena Locked', 'Has an account that an administrator locked.', { code: 16 }),
    story('mona', 'Mona Member', 'The identity provider sends memberStatus, which must not be sent.', {
      code: 31,
      attributes: { memberStatus: 'active' },
    }),
    story('leo', 'Leo Nolastname', 'His last name is missing from the response.', {
      code: 31,
      attributes: { lastname: null },
    }),
    story('casey', 'Casey Camel', 'The first name comes as "FirstName": attribute names are case sensitive.', {
      code: 31,
      attributes: { firstname: null, FirstName: 'Casey' },
    }),
    story('tara', 'Tara Tracking', 'Her cost centre, tracking code TC2, is not in the list.', {
      code: 31,
      attributes: { TC2: 'CC-999' },
    }),
    story('tim', 'Tim Typo', 'His cost centre differs from a listed one by letter case alone.', {
      code: 31,
      attributes: { TC2: 'cc-100' },
    }),
    story('mia', 'Mia Mischance', 'Several things are wrong at once, and all of them are named at once.', {
      code: 31,
      attributes: { firstname: null, lastname: '', TC2: 'CC-200', memberStatus: 'yes' },
    }),
    story('ulf', 'Ulf Updatesky', 'Is active, but his updateTimestamp cannot be read.', {
      code: 32,
      attributes: { updateTimestamp: 'yesterday', isattendeerole: null },
    }),
    story('ed', 'Ed Expired', 'The assertion has expired.', { code: 19, twist: 'expired' }),
    story('cleo', 'Cleo Clock', 'The clock of the identity provider is ten minutes ahead.', {
      code: 29,
      twist: 'clock_ahead',
    }),
    story('amy', 'Amy Audience', 'The assertion is meant for another service provider.', {
      code: 13,
      twist: 'wrong_audience',
    }),
    story('bo', 'Bo Broken', 'The name was changed after signing: the signature does not hold.', {
      code: 23,
      twist: 'broken_signature',
    }),
    story('una', 'Una Unsigned', 'Nothing in the response is signed.', { code: 20, twist: 'unsigned' }),
    story('ivo', 'Ivo Idpsaysno', 'The identity provider itself refuses him.', { code: 1, twist: 'idp_refuses' }),
  ];
}
