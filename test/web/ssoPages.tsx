import type { VNode } from 'preact';
import { ConnectionPage } from '../../src/admin/singleSignOn/ConnectionPage';
import { connectionForm } from '../../src/admin/singleSignOn/connectionSettings';
import { OverviewPage, type ListedConnection } from '../../src/admin/singleSignOn/OverviewPage';
import { RemovePage } from '../../src/admin/singleSignOn/RemovePage';
import { siteForm } from '../../src/admin/singleSignOn/siteSettings';
import type { Finding } from '../../src/findings';
import { newConnection } from '../../src/sites';
import { newSite } from '../../src/sites/siteFile/siteState';
import type { Forecast } from '../../src/sso';
import type { Language } from '../../src/web';
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
  const edited = {
    ...overview,
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
    [
      'connection-remove',
      <RemovePage reader={reader} name="main" tag="tag" errors={wrong('confirmed')} conflict={[]} />,
    ],
  ];
}
