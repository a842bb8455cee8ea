import type { VNode } from 'preact';
import { CertificatesPage } from '../../src/admin/singleSignOn/CertificatesPage';
import { ConnectionPage } from '../../src/admin/singleSignOn/ConnectionPage';
import { connectionForm } from '../../src/admin/singleSignOn/connectionSettings';
import { emptyNewConnection } from '../../src/admin/singleSignOn/newConnection';
import { ImportPage } from '../../src/admin/singleSignOn/ImportPage';
import { ImportPreviewPage } from '../../src/admin/singleSignOn/ImportPreviewPage';
import { KeysPage } from '../../src/admin/singleSignOn/KeysPage';
import { NewConnectionPage } from '../../src/admin/singleSignOn/NewConnectionPage';
import { OverviewPage, type ListedConnection } from '../../src/admin/singleSignOn/OverviewPage';
import { PreviewPage } from '../../src/admin/singleSignOn/PreviewPage';
import { RemovePage } from '../../src/admin/singleSignOn/RemovePage';
import { RenamePage } from '../../src/admin/singleSignOn/RenamePage';
import { RenamePreviewPage } from '../../src/admin/singleSignOn/RenamePreviewPage';
import { TestNotStartedPage } from '../../src/admin/singleSignOn/TestNotStartedPage';
import { TestResultPage } from '../../src/admin/singleSignOn/TestResultPage';
import { SetUpPage } from '../../src/admin/singleSignOn/SetUpPage';
import { siteForm } from '../../src/admin/singleSignOn/siteSettings';
import type { Finding } from '../../src/findings';
import { connectionAddresses, newConnection } from '../../src/sites';
import { newSite } from '../../src/sites/siteFile/siteState';
import type { Forecast, KeptAttempt } from '../../src/sso';
import type { Refusal } from '../../src/sso/catalogue';
import type { Language } from '../../src/web';
import type { ListedMetadata } from '../../src/metadata';
import { adminReader } from './adminPages';

const now = new Date('2026-03-02T12:00:00Z');

const finding = (id: string, level: Finding['level']): Finding => ({
  id,
  level,
  site: 'acme',
  subject: 'acme/main',
  what: id,
  todo: '',
});
const main: ListedConnection = {
  name: 'main',
  enabled: true,
  findings: [finding('certificate_ends_soon', 'problem'), finding('unsolicited_accepted', 'notice')],
  certificateEndsAt: now,
  lastPassedAt: now,
};
const spare: ListedConnection = { ...main, name: 'spare', enabled: false, certificateEndsAt: null, lastPassedAt: null };

const forecast: Forecast = {
  judged: 120,
  since: now,
  refused: Array.from({ length: 14 }, (_, index) => ({
    reference: `R${index}`,
    at: now,
    username: `person-${index}@acme.test`,
    refusal: { code: 31, findings: [{ reason: 'attribute_missing', field: 'email', expected: null, received: null }] },
  })),
};
const wrong = (field: string) => [{ field, text: 'Enter an address that begins with https://.' }];

const shownCertificate = {
  ...{ pem: '', subject: 'CN=idp.acme.test, O=Acme Corporation', fingerprint: 'ab'.repeat(32) },
  ...{ state: 'ends_soon' as const, notBefore: now, notAfter: now },
};

const provider = {
  entityId: 'https://idp.acme.test/metadata',
  ssoUrl: 'https://idp.acme.test/sso',
  ssoBinding: 'redirect' as const,
  sloUrl: null,
  sloResponseUrl: null,
  sloBinding: null,
};
const waiting: ListedMetadata = {
  ...{ site: 'acme', connection: 'main', url: provider.entityId, checkedAt: now, outcome: 'held', problem: null },
  pinned: { ...provider, certificates: ['ab'.repeat(32)] },
  held: {
    ...{ digest: 'digest', heldAt: now, isDropped: false, reasons: ['keys_added'] },
    proposed: { ...provider, certificates: ['cd'.repeat(32)] },
  },
};

const ownKeys = (['current', 'next', 'retired'] as const).map((state, index) => ({
  use: 'signing' as const,
  state,
  fingerprint: String(index).repeat(64),
  notAfter: now,
  usableFrom: state === 'next' ? now : null,
  deletedFrom: state === 'retired' ? now : null,
}));

const refusal: Refusal = {
  code: 14,
  findings: [
    {
      reason: 'recipient_wrong',
      field: 'Recipient',
      expected: 'https://usher.test/saml/acme/main/acs',
      received: 'https://usher.test/saml/acme/main/acs/',
    },
  ],
};
const tested: KeptAttempt = {
  ...{ id: '1', at: now, siteId: '1', connectionId: '1', reference: 'K7Q2-MX9P', kind: 'test', outcome: 'refused' },
  ...{ code: 14, findings: refusal.findings, note: null, username: 'ada@acme.test', usernameKey: 'ada@acme.test' },
  ...{
    nameId: null,
    accountId: null,
    verified: true,
    clockOffsetMs: 12,
    timings: null,
    clientAddress: null,
    state: null,
  },
  ...{ connection: 'main', account: null, response: null },
  checks: [
    { id: 'signature', passed: true, why: 'The signature verifies.' },
    { id: 'recipient', passed: false, why: 'Another address.' },
    { id: 'seat', passed: null, why: 'Not evaluated.' },
  ],
  attributes: { firstname: ['Ada'], groups: ['a'.repeat(300), 'b'] },
};

/** Every page of single sign-on, by a name that tells its state. */
export function ssoPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const overview = { reader, notice: null, tag: 'tag', errors: [], conflict: [], forecast: null };
  const state = {
    ...newConnection,
    name: 'main',
    entityId: 'https://idp.acme.test/metadata',
    metadataUrl: 'https://idp.acme.test/metadata',
  };
  const addresses = connectionAddresses('https://usher.acme.test', 'acme', 'main');
  const made = { ...emptyNewConnection, name: 'main', entityId: state.entityId };
  const edited = {
    ...overview,
    addresses,
    preview: {
      mapping: state,
      last: {
        at: now,
        sent: new Map([
          ['FirstName', ['Ada']],
          ['NameID', ['ada@acme.test']],
        ]),
      },
      language,
    },
    name: 'main',
    health: main,
    metadataUrl: state.metadataUrl,
    form: connectionForm(state),
  };
  return [
    [
      'single-sign-on',
      <OverviewPage {...overview} connections={[main, spare]} form={siteForm({ ...newSite, name: 'Acme' })} />,
    ],
    [
      'single-sign-on-mistaken',
      <OverviewPage
        {...overview}
        connections={[]}
        form={siteForm({ ...newSite, name: 'Acme' })}
        errors={wrong('singleSignOn.errorUrl')}
        conflict={['acme']}
        forecast={forecast}
      />,
    ],
    ['connection', <ConnectionPage {...edited} />],
    [
      'connection-mistaken',
      <ConnectionPage {...edited} errors={wrong('ssoUrl')} conflict={['main']} forecast={forecast} />,
    ],
    ['connection-new', <NewConnectionPage reader={reader} form={made} errors={wrong('xml')} />],
    [
      'connection-preview',
      <PreviewPage
        reader={reader}
        form={made}
        metadata={null}
        certificates={[shownCertificate, { pem: '', problem: 'The RSA key has 1024 bits; 2048 or more are needed.' }]}
        warnings={['A warning.']}
      />,
    ],
    [
      'certificates',
      <CertificatesPage
        reader={reader}
        notice={null}
        name="main"
        tag="tag"
        certificates={[shownCertificate]}
        metadata={waiting}
        ownKeys={ownKeys}
        pasted="x"
        errors={[...wrong('confirmed'), ...wrong('pem')]}
        conflict={['main']}
        lastOne={shownCertificate.fingerprint}
      />,
    ],
    ['connection-set-up', <SetUpPage reader={reader} state={state} addresses={addresses} />],
    ['test-sign-in', <TestResultPage reader={reader} connection="main" passed={false} attempt={tested} />],
    [
      'test-sign-in-passed',
      <TestResultPage
        reader={reader}
        connection="main"
        passed
        attempt={{ ...tested, outcome: 'passed', code: null, findings: [] }}
      />,
    ],
    ['test-sign-in-waiting', <TestResultPage reader={reader} connection="main" passed={null} attempt={null} />],
    ['test-sign-in-not-started', <TestNotStartedPage reader={reader} name="main" refusal={refusal} />],
    [
      'connection-import',
      <ImportPage
        reader={reader}
        name="main"
        form={{ xml: '<a/>', url: '' }}
        errors={wrong('xml')}
        conflict={['main']}
      />,
    ],
    [
      'connection-import-preview',
      <ImportPreviewPage
        reader={reader}
        name="main"
        form={{ xml: '<a/>', url: '', tag: 'tag' }}
        now={waiting.pinned}
        proposed={waiting.held?.proposed ?? waiting.pinned}
        certificates={[shownCertificate]}
        warnings={['A warning.']}
      />,
    ],
    [
      'keys',
      <KeysPage
        reader={reader}
        notice={null}
        keys={ownKeys}
        tag="tag"
        now={now}
        metadata={[{ name: 'main', href: addresses.metadata }]}
        errors={[...wrong('confirmedStep'), ...wrong('confirmedNow')]}
        conflict={['acme']}
      />,
    ],
    [
      'keys-none',
      <KeysPage {...{ reader, notice: null, keys: [], tag: '', now, metadata: [], errors: [], conflict: [] }} />,
    ],
    [
      'connection-rename',
      <RenamePage reader={reader} name="main" renameTo="Okta 1" tag="tag" errors={wrong('renameTo')} conflict={[]} />,
    ],
    [
      'connection-rename-preview',
      <RenamePreviewPage
        reader={reader}
        name="main"
        renameTo="okta"
        tag="tag"
        accounts={1234}
        before={addresses}
        after={connectionAddresses('https://usher.acme.test', 'acme', 'okta')}
      />,
    ],
    [
      'connection-remove',
      <RemovePage reader={reader} name="main" tag="tag" errors={wrong('confirmed')} conflict={[]} />,
    ],
  ];
}
