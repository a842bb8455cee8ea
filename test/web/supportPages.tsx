import type { VNode } from 'preact';
import type { AdminPageReader } from '../../src/admin/AdminPage';
import { AttemptPage } from '../../src/admin/support/AttemptPage';
import { ResponsePage } from '../../src/admin/support/ResponsePage';
import { SearchPage } from '../../src/admin/support/SearchPage';
import type { AttemptLine, KeptAttempt } from '../../src/sso';
import type { Language } from '../../src/web';

const at = new Date('2026-03-02T07:05:00Z');
const reader = (language: Language): AdminPageReader => ({
  site: 'acme',
  siteName: 'Acme Corporation',
  name: 'Grace Hopper',
  isOperator: false,
  language,
  signOutAction: '/sign-out',
  can: () => true,
});

const line: AttemptLine = {
  id: '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55',
  at,
  reference: 'K7Q-2MX-9PA',
  connection: 'main',
  kind: 'acs',
  outcome: 'refused',
  code: 31,
  reason: 'seat_unavailable',
  username: 'ada@acme.test',
  verified: true,
};
const lines: readonly AttemptLine[] = [
  line,
  {
    ...line,
    id: '2',
    reference: 'B0B-B0B-B0B',
    code: 23,
    reason: 'signature_invalid',
    username: null,
    verified: false,
  },
  { ...line, id: '3', reference: 'C0C-C0C-C0C', outcome: 'passed', code: null, reason: null, connection: null },
];

const attempt: KeptAttempt = {
  ...line,
  code: 31,
  siteId: '1',
  connectionId: '1',
  usernameKey: 'ada@acme.test',
  account: 'ada@acme.test',
  accountId: '1',
  note: 'update skipped: equal or older',
  findings: [
    {
      reason: 'tracking_code_not_listed',
      field: 'TC2',
      expected: 'CC-100',
      received: 'cc 100',
      hint: 'differs by case',
    },
    {
      reason: 'attribute_missing',
      field: 'lastname',
      expected: 'lastname',
      received: null,
      hint: 'present as LastName',
    },
    {
      reason: 'destination_wrong',
      field: 'Destination',
      expected: 'https://a.test/acs',
      received: 'https://a.test/acs/',
    },
  ],
  checks: [
    { id: 'signature_valid', passed: true, why: 'Verified with the first certificate.' },
    { id: 'recipient', passed: null, why: 'Not evaluated: an earlier check decided.', unverified: true },
    { id: 'tracking_codes', passed: false, why: 'TC2 holds cc 100, which is not in its list.' },
  ],
  nameId: {
    value: 'ada@acme.test',
    format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    nameQualifier: 'https://idp.acme.test/metadata',
    spNameQualifier: null,
  },
  attributes: { firstname: ['Ada'], lastname: [''], groups: ['engines', 'analytical-engines-of-the-whole-world'] },
  clockOffsetMs: -94_000,
  timings: { gate: 4.25, facts: 1.5, policy: 0.125 },
  clientAddress: '2001:db8:0:7:1234:5678:9abc:def0',
  state: null,
  response: { bytes: 6_412, verified: true, expiresAt: new Date('2026-03-09T07:05:00Z') },
};

/** The pages of the support desk, by names that tell their state. */
export function supportPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const search = { reader: reader(language), errors: [], isUnknown: false, olderHref: null, newerHref: null };
  const checks = attempt.checks.map((check) => ({ ...check, passed: true }));
  return [
    [
      'support-search',
      <SearchPage
        {...search}
        entered={{ reference: '', username: '' }}
        found={{ lines, hasNewer: true, hasOlder: true }}
        olderHref="/support/acme?older=x"
        newerHref="/support/acme?newer=x"
      />,
    ],
    [
      'support-nothing',
      <SearchPage
        {...search}
        entered={{ reference: 'what', username: 'nobody' }}
        errors={[{ field: 'reference', text: 'This cannot be a reference.' }]}
        isUnknown
        found={{ lines: [], hasNewer: false, hasOlder: false }}
      />,
    ],
    [
      'support-attempt',
      <AttemptPage
        reader={reader(language)}
        attempt={attempt}
        replay={{ outcome: 'passes', checks }}
        responseView={{ outcome: 'visible' }}
      />,
    ],
    [
      'support-unverified',
      <AttemptPage
        reader={reader(language)}
        attempt={{ ...attempt, verified: false, code: 23, account: null, attributes: null, nameId: null }}
        replay={{ outcome: 'refused', code: 23, findings: attempt.findings, checks: attempt.checks }}
        responseView={{ outcome: 'too_new', until: at }}
      />,
    ],
    ['support-response', <ResponsePage reader={reader(language)} reference="K7Q-2MX-9PA" xml="<samlp:Response/>" />],
  ];
}
