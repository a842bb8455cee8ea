import type { VNode } from 'preact';
import { newAccount } from '../../src/accounts';
import { problemOf } from '../../src/accounts/change';
import { ImportPage } from '../../src/admin/users/csv/ImportPage';
import { ImportStartPage } from '../../src/admin/users/csv/ImportStartPage';
import { AccountPage } from '../../src/admin/users/edit/AccountPage';
import { formOf } from '../../src/admin/users/edit/accountForm';
import type { EditedAccount } from '../../src/admin/users/edit/readEditedAccount';
import type { ListedAccount } from '../../src/admin/users/list/listAccounts';
import { UsersPage } from '../../src/admin/users/list/UsersPage';
import type { ListQuery } from '../../src/admin/users/list/listQuery';
import { problemErrors } from '../../src/admin/users/problemText';
import type { Language } from '../../src/web';
import { adminReader } from './adminPages';

const at = new Date('2026-03-02T07:05:00Z');
const id = (number: number) => `0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c0${number}`;
const listed = (number: number, overrides: Partial<ListedAccount> = {}): ListedAccount => ({
  id: id(number),
  version: 1,
  username: `a-rather-long-user-name-${number}@acme.test`,
  displayName: 'Ada Lovelace',
  email: `ada-${number}@acme.test`,
  type: 'host',
  status: 'active',
  roles: [],
  homeOrganization: null,
  lastSignInAt: at,
  createdAt: at,
  ...overrides,
});
const accounts = [
  listed(1, { roles: ['Org Security Admin'] }),
  listed(2, { status: 'deactivated', type: 'attendee', email: null, lastSignInAt: null }),
  listed(3, { status: 'locked', homeOrganization: 'Globex' }),
  listed(4, { status: 'expired' }),
];
const query: ListQuery = {
  search: '',
  activeOnly: true,
  status: null,
  sort: 'lastSignIn',
  descending: true,
  cursor: null,
};
const cursor = { direction: 'after', id: id(1), key: 'ada' } as const;

const state = {
  ...newAccount,
  username: 'ada@acme.test',
  firstName: 'Ada',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  email: 'ada@acme.test',
  status: 'locked',
  roles: ['Org Security Admin'],
  trackingCodes: { TC1: 'Engines', TC2: 'CC-200' },
  connection: 'main',
  expiresAt: '2027-03-31T23:59:59.999Z',
  language: 'pt-BR',
  bypass: true,
} as const;
const account: EditedAccount = {
  id: id(1),
  version: 3,
  state,
  createdAt: at,
  createdBy: 'jit',
  lastSignInAt: at,
  managedBy: 'Entra ID',
  homeOrganization: 'Globex',
  identities: [{ connectionId: id(2), connection: 'main', nameId: 'ada@idp.acme.test' }],
  sessions: 2,
  held: [
    {
      ...{ id: id(7), kind: 'workspace_role' as const, name: 'Manager', displayName: 'workspace:Audit:role:Manager' },
      ...{ workspace: { id: id(8), name: 'Audit' }, provisioning: null, grantedBy: 'scim:Okta', grantedAt: at },
    },
  ],
};
const codes = [
  { number: 1, label: 'Division', input: 'text', usage: 'required', values: [] },
  {
    number: 2,
    label: 'Cost centre',
    input: 'dropdown',
    usage: 'optional',
    values: [
      { value: 'CC-100', active: true },
      { value: 'CC-200', active: false },
    ],
  },
] as const;

/** The pages of a site's users, by a name that tells their state. */
export function usersPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const viewer = { ...reader, can: (permission: string) => permission.endsWith('.view') };
  const list = { query, notice: null, outcome: null, hasMorePending: false };
  const page = { accounts, next: cursor, previous: null };
  const form = { codes, connections: ['main', 'second'], errors: [], conflict: null, notice: null, mayEdit: true };
  const problems = [problemOf('lastName', 'value_missing'), problemOf('trackingCodes.TC1', 'tracking_code_missing')];
  const file = { id: id(5), fileName: 'people.csv', rowCount: 1_200, columns: ['username', 'email'] };
  const refused = [{ number: 7, fields: ['ada@acme.test', 'x'], problems: [problemOf('email', 'email_invalid')] }];
  const counts = new Map([
    ['create', 1_000],
    ['refuse', 150],
  ] as const);
  const imports = [
    {
      ...{ ...file, siteId: id(1), actor: 'account:grace@acme.test', accountId: null, language: 'en' },
      ...{ status: 'done' as const, createdAt: at, startedAt: at, finishedAt: at, expiresAt: at },
    },
  ];
  return [
    [
      'users',
      <UsersPage
        reader={reader}
        {...list}
        page={page}
        pending={[listed(6, { status: 'pending' })]}
        hasMorePending
        outcome={{ done: 1, refused: [{ username: 'ada@acme.test', text: 'No seat is free.' }] }}
      />,
    ],
    ['users-read-only', <UsersPage reader={viewer} {...list} page={page} pending={[]} />],
    [
      'users-found-nobody',
      <UsersPage
        reader={reader}
        {...list}
        query={{ ...query, search: 'zoe' }}
        page={{ accounts: [], next: null, previous: null }}
        pending={[]}
      />,
    ],
    ['user-new', <AccountPage reader={reader} {...form} account={null} form={formOf(null)} />],
    [
      'user-edit',
      <AccountPage
        reader={reader}
        {...form}
        account={account}
        form={formOf(state)}
        errors={problemErrors(problems, language)}
      />,
    ],
    [
      'user-conflict',
      <AccountPage
        reader={reader}
        {...form}
        account={account}
        form={{ ...formOf(state), lastName: 'King' }}
        conflict={state}
      />,
    ],
    [
      'user-read-only',
      <AccountPage reader={viewer} {...form} account={account} form={formOf(state)} mayEdit={false} />,
    ],
    ['import-start', <ImportStartPage reader={reader} errors={[]} text="" imports={imports} />],
    [
      'import-wrong',
      <ImportStartPage
        reader={reader}
        errors={[{ field: 'text', text: 'The file cannot be read.' }]}
        text="shoe"
        imports={[]}
      />,
    ],
    ...(['preview', 'running', 'done', 'stopped'] as const).map(
      (status) =>
        [
          `import-${status}`,
          <ImportPage reader={reader} file={{ ...file, status }} counts={counts} refused={refused} />,
        ] as const,
    ),
  ];
}
