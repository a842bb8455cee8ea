import type { VNode } from 'preact';
import { AccountPage } from '../../src/account/AccountPage';
import { NewSecretPage, RegeneratePage } from '../../src/account/SecretPages';
import { CallPage } from '../../src/admin/provisioning/calls/CallPage';
import { CallsPage } from '../../src/admin/provisioning/calls/CallsPage';
import { emptyForm, formOf } from '../../src/admin/provisioning/provisioningForm';
import { ProvisioningsPage } from '../../src/admin/provisioning/ProvisioningsPage';
import {
  EditProvisioningPage,
  NewProvisioningPage,
  RemoveProvisioningPage,
} from '../../src/admin/provisioning/SettingsPages';
import { SetUpPage } from '../../src/admin/provisioning/SetUpPage';
import type { KeptCall } from '../../src/scim/calls';
import { newProvisioning, type ShownProvisioning } from '../../src/scim/credentials';
import type { Language } from '../../src/web';
import { adminReader } from './adminPages';

const morning = new Date('2026-03-02T07:05:00Z');
const later = new Date('2026-03-09T16:41:00Z');
const publicUrl = 'https://usher.test';

const okta: ShownProvisioning = {
  id: '00000000-0000-7000-8000-000000000001',
  settings: {
    ...newProvisioning,
    name: 'Okta <Production>',
    description: 'Everybody in Oslo & Bergen',
    credentialType: 'basic',
    actingUser: 'scim@acme.test',
    contactName: 'Identity team',
    contactEmail: 'identity@acme.test',
  },
  actingAccountId: '00000000-0000-7000-8000-00000000000a',
  stopped: null,
  heldSince: null,
  heldReason: null,
  secrets: [
    { id: '2', createdAt: later, expiresAt: null, lastUsedAt: null },
    { id: '1', createdAt: morning, expiresAt: later, lastUsedAt: later },
  ],
  lastCall: { at: later, status: 201 },
  createdAt: morning,
  updatedAt: morning,
};
const held: ShownProvisioning = {
  ...okta,
  id: '00000000-0000-7000-8000-000000000002',
  settings: { ...okta.settings, name: 'Entra ID', credentialType: 'oauth' },
  heldSince: later,
};
const stopped: ShownProvisioning = {
  ...okta,
  id: '00000000-0000-7000-8000-000000000003',
  settings: { ...okta.settings, name: 'Old one', actingUser: '' },
  actingAccountId: null,
  stopped: 'acting_gone',
  secrets: [],
  lastCall: null,
};

const call: KeptCall = {
  id: '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55',
  siteId: okta.id,
  provisioningId: okta.id,
  at: later,
  durationMs: 1234,
  method: 'PATCH',
  path: '/Users/0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c56',
  query: 'aadOptscim062020',
  status: 400,
  outcome: 'refused',
  errorId: 7,
  account: { id: okta.id, name: 'ada@acme.test' },
  entitlement: null,
  summary: {
    effect: null,
    quirks: [{ id: 'op_capitalised', at: 'Operations[0].op' }],
    notes: ['Waited 3 seconds.'],
    changes: [{ field: 'title', before: null, after: 'Engineer <&>' }],
    error: { attribute: 'title', note: '300 characters' },
    stopped: 'acting_without_roles',
    bulkIndex: null,
  },
  userAgent: 'Okta SCIM Client 1.0.0',
  clientAddress: '203.0.113.7',
  requestId: '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c57',
  requestBody: '{"Operations":[{"op":"Replace"}]}',
  responseBody: null,
};
const plain: KeptCall = {
  ...call,
  method: 'GET',
  status: 200,
  outcome: 'read',
  errorId: null,
  summary: { ...call.summary, quirks: [], notes: [], changes: [], error: null, stopped: null },
};

/** The pages of provisionings and of their secrets, by names that tell their state. */
export function provisioningPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const onlooker = { ...reader, can: () => false };
  const list = { publicUrl, notice: null };
  const edit = { publicUrl, seen: morning.toISOString(), errors: [], isConflict: false, notice: null };
  const errors = [{ field: 'actingUser', text: 'This account is not active.' }];
  const own = { language, name: 'SCIM', provisioning: okta };
  const made = { secret: 'a'.repeat(43), endsAt: later, oldEndsAt: later, publicUrl, timeZone: 'Europe/Oslo' };
  return [
    ['provisionings', <ProvisioningsPage reader={reader} provisionings={[okta, held, stopped]} {...list} />],
    ['provisionings-read', <ProvisioningsPage reader={onlooker} provisionings={[held]} {...list} />],
    ['provisionings-none', <ProvisioningsPage reader={reader} provisionings={[]} {...list} notice="Removed." />],
    ['provisioning-new', <NewProvisioningPage reader={reader} form={emptyForm} errors={errors} />],
    [
      'provisioning',
      <EditProvisioningPage
        reader={reader}
        provisioning={okta}
        form={formOf(okta.settings)}
        {...edit}
        errors={errors}
      />,
    ],
    [
      'provisioning-conflict',
      <EditProvisioningPage
        reader={reader}
        provisioning={stopped}
        form={formOf(stopped.settings)}
        {...edit}
        isConflict
      />,
    ],
    [
      'provisioning-read',
      <EditProvisioningPage reader={onlooker} provisioning={held} form={formOf(held.settings)} {...edit} />,
    ],
    ['provisioning-set-up', <SetUpPage reader={reader} provisioning={okta} publicUrl={publicUrl} />],
    ['provisioning-remove', <RemoveProvisioningPage reader={reader} provisioning={okta} />],
    [
      'scim-calls',
      <CallsPage
        reader={reader}
        provisioning={okta}
        form={{ person: 'ada', group: '', outcome: 'refused', error: '7' }}
        page={{ calls: [call, { ...plain, id: okta.id }], hasNewer: true, hasOlder: true }}
      />,
    ],
    [
      'scim-calls-none',
      <CallsPage
        reader={reader}
        provisioning={okta}
        form={{ person: '', group: '', outcome: '', error: '' }}
        page={{ calls: [], hasNewer: false, hasOlder: false }}
      />,
    ],
    ['scim-call', <CallPage reader={reader} provisioning={okta} call={call} />],
    ['scim-call-read', <CallPage reader={onlooker} provisioning={okta} call={plain} />],
    ['own-provisionings', <AccountPage {...ownAccount(language)} provisionings={[okta, stopped]} />],
    ['secret-regenerate', <RegeneratePage {...own} hasEmail isConflict={false} />],
    ['secret-conflict', <RegeneratePage {...own} hasEmail isConflict />],
    ['secret-no-email', <RegeneratePage {...own} hasEmail={false} isConflict={false} />],
    ['secret-made', <NewSecretPage {...own} {...made} />],
    ['secret-made-oauth', <NewSecretPage {...own} {...made} provisioning={held} endsAt={null} oldEndsAt={null} />],
  ];
}

function ownAccount(language: Language) {
  const account = {
    version: 1,
    username: 'scim@acme.test',
    firstName: 'Scim',
    lastName: 'User',
    displayName: null,
    email: 'scim@acme.test',
    language,
    timeZone: null,
    type: 'attendee',
    status: 'active',
    roles: ['Org User Admin'],
    connection: null,
    expiresAt: null,
    trackingCodes: {},
    keeper: 'person',
    bypass: true,
    passwordHash: null,
  } as const;
  const nothing = { trackingCodes: [], workspaces: [], sessions: [], adminHref: null, notice: null };
  return { language, siteName: 'Acme Corporation', account, ...nothing };
}
