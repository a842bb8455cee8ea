import { complex, flag, reference, text, type Attribute } from './attribute';

/** The locales the field `locale` can take; clients may write hyphens and any case. */
export const locales: readonly string[] = [
  ...['de_DE', 'en_US', 'es_AR', 'es_ES', 'es_MX', 'fr_FR', 'fr_CA', 'it_IT'],
  ...['nl_NL', 'pl_PL', 'zh_CN', 'zh_TW', 'ja_JP', 'ko_KR', 'pt_BR'],
];

/** The values of `userType` that decide something: a host takes a seat, an attendee does not. */
export const userTypes: readonly string[] = ['host', 'attendee'];

/** The sub-attributes that say what an element of a list is for (RFC 7643 section 2.4). */
function purpose(types: readonly string[]): readonly Attribute[] {
  return [
    text('type', 'What it is used for.', types.length > 0 ? { canonicalValues: types } : {}),
    flag('primary', 'Whether it is the preferred one; at most one is.'),
  ];
}

const name = complex(
  'name',
  'The parts of the name of the person.',
  [
    text('formatted', 'The whole name as it is shown.'),
    text('familyName', 'The last name.', { required: true }),
    text('givenName', 'The first name.', { required: true }),
    text('middleName', 'The middle names.'),
    text('honorificPrefix', 'Titles before the name.'),
    text('honorificSuffix', 'Titles after the name.'),
  ],
  { required: true },
);

const emails = complex(
  'emails',
  'E-mail addresses. The primary one, else the first, is the address of the account and unique in the site.',
  [
    text('value', 'The address.', { required: true }),
    text('display', 'A label.'),
    ...purpose(['work', 'home', 'other']),
  ],
  { multiValued: true, required: true },
);

const phoneNumbers = complex(
  'phoneNumbers',
  'Phone numbers, kept as they are sent.',
  [
    text('value', 'The number.'),
    text('display', 'A label.'),
    ...purpose(['work', 'home', 'mobile', 'fax', 'pager', 'other']),
  ],
  { multiValued: true },
);

const addresses = complex(
  'addresses',
  'Postal addresses.',
  [
    text('formatted', 'The whole address as it is shown.'),
    text('streetAddress', 'Street and number.'),
    text('locality', 'The town.'),
    text('region', 'The state or region.'),
    text('postalCode', 'The postal code.'),
    text('country', 'The country, preferably in two letters.'),
    ...purpose(['work', 'home', 'other']),
  ],
  { multiValued: true },
);

const roles = complex(
  'roles',
  'Roles as the client names them. They give no rights here: groups do.',
  [text('value', 'The role.'), text('display', 'A label.'), ...purpose([])],
  { multiValued: true },
);

const groups = complex(
  'groups',
  'The groups the person belongs to; changed through the groups.',
  [
    text('value', 'The id of the group.', { caseExact: true, mutability: 'readOnly' }),
    reference('$ref', ['Group'], 'The address of the group.', { mutability: 'readOnly' }),
    text('display', 'The name of the group.', { mutability: 'readOnly' }),
    text('type', 'How the person belongs to it.', { canonicalValues: ['direct'], mutability: 'readOnly' }),
  ],
  { multiValued: true, mutability: 'readOnly' },
);

/** The attributes of the core User schema that Usher stores and gives back (RFC 7643 section 4.1). */
export const userAttributes: readonly Attribute[] = [
  text('userName', 'The name the person signs in with; unique in the site.', { required: true, uniqueness: 'server' }),
  name,
  text('displayName', 'The name others see.', { required: true }),
  text('nickName', 'How the person likes to be called.'),
  reference('profileUrl', ['external'], 'The address of a page about the person.', { caseExact: false }),
  text('title', 'The position, such as "Vice President".'),
  text('userType', 'What the account is: a host takes a seat, an attendee does not. Other values decide nothing.', {
    canonicalValues: userTypes,
  }),
  text('preferredLanguage', 'The language the person reads, as in the header Accept-Language.'),
  text('locale', 'The language and country that dates and numbers follow.', { canonicalValues: locales }),
  text('timezone', 'The time zone by its IANA name.', { canonicalValues: Intl.supportedValuesOf('timeZone') }),
  flag('active', 'Whether the person may sign in.'),
  text('password', 'Accepted and thrown away: passwords are not synchronized.', {
    caseExact: true,
    mutability: 'writeOnly',
    returned: 'never',
  }),
  emails,
  phoneNumbers,
  addresses,
  groups,
  roles,
];
