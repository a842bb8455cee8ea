import type { VNode } from 'preact';
import { AccountPage } from '../../src/account/AccountPage';
import { EditAccountPage } from '../../src/account/EditAccountPage';
import type { OwnAccount } from '../../src/account/ownAccount';
import { OwnPasswordPage } from '../../src/account/OwnPasswordPage';
import type { Language } from '../../src/web';

const morning = new Date('2026-03-02T07:05:00Z');
const later = new Date('2026-03-02T16:41:00Z');

const account: OwnAccount = {
  version: 3,
  username: 'ada@acme.test',
  firstName: 'Ada',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  email: 'ada@acme.test',
  language: 'en',
  timeZone: 'Europe/Oslo',
  type: 'host',
  status: 'active',
  roles: ['Org Security Admin'],
  connection: 'main',
  expiresAt: null,
  trackingCodes: { TC1: 'Engines' },
  keeper: 'person',
  bypass: true,
  passwordHash: null,
};
const sessions = [
  { id: '1', startedAt: morning, lastSeenAt: later, connection: 'main', isCurrent: true },
  { id: '2', startedAt: morning, lastSeenAt: morning, connection: null, isCurrent: false },
];
const codes = [
  { number: 1, label: 'Division', input: 'text', usage: 'required', values: [] },
  {
    number: 2,
    label: 'Cost centre',
    input: 'dropdown',
    usage: 'optional',
    values: [{ value: 'CC-100', active: true }],
  },
] as const;
const form = {
  firstName: '',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  email: 'ada@acme.test',
  language: 'en',
  timeZone: 'Europe/Oslo',
  trackingCodes: { TC1: 'Engines', TC2: 'CC-99' },
};

/** The pages of My Account, by names that tell their state. */
export function accountPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const common = { language, siteName: 'Acme Corporation', sessions, adminHref: '/admin/acme', provisionings: [] };
  const trackingCodes = [
    { number: 1, label: 'Division', value: 'Engines' },
    { number: 2, label: 'Cost centre', value: null },
  ];
  const edit = { language, name: 'Ada Lovelace', form, version: 3, codes, timeZones: ['Europe/Oslo'] };
  const password = { language, name: 'Ada', username: 'ada', forgottenHref: '/', minimumPasswordLength: 12 };
  const wrong = [{ field: 'currentPassword', text: 'This is not your current password.' }];
  return [
    [
      'account',
      <AccountPage
        {...common}
        {...{ account, trackingCodes }}
        workspaces={[{ name: 'Audit', roles: ['Manager'], groups: [] }]}
        notice="Your changes are saved."
      />,
    ],
    [
      'account-kept',
      <AccountPage
        {...common}
        account={{ ...account, keeper: 'identity_provider', bypass: false, timeZone: null }}
        trackingCodes={[]}
        workspaces={[]}
        notice={null}
      />,
    ],
    [
      'account-edit',
      <EditAccountPage
        {...edit}
        keeper="person"
        mayEditEmail
        isConflict
        errors={[{ field: 'firstName', text: 'Enter a first name.' }]}
      />,
    ],
    [
      'account-edit-kept',
      <EditAccountPage {...edit} keeper="provisioning" mayEditEmail={false} isConflict={false} errors={[]} />,
    ],
    ['account-password', <OwnPasswordPage {...password} state="change" errors={wrong} />],
    ['account-password-none', <OwnPasswordPage {...password} state="none" errors={[]} />],
    ['account-password-never', <OwnPasswordPage {...password} state="never" errors={[]} />],
  ];
}
