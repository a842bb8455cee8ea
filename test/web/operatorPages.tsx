import type { VNode } from 'preact';
import { HealthPage, type HealthFinding } from '../../src/operator/HealthPage';
import { NewSitePage, SiteMadePage } from '../../src/operator/NewSitePage';
import { OperatorHomePage, type SiteLine } from '../../src/operator/OperatorHomePage';
import { OperatorsPage } from '../../src/operator/OperatorsPage';
import type { Language } from '../../src/web';

const operatorEmail = 'op@usher.test';
const acme: SiteLine = {
  slug: 'acme',
  name: 'Acme Corporation',
  partnerId: 'P-100200',
  ssoEnabled: true,
  accounts: 1240,
  seatsUsed: 25,
  seats: 25,
  passed: 411,
  refused: 3,
};
const demo: SiteLine = { ...acme, slug: 'demo', name: 'Demo', partnerId: null, ssoEnabled: false, seats: 3 };

const findings: readonly HealthFinding[] = [
  {
    id: 'partner_id_missing',
    level: 'problem',
    site: 'acme',
    subject: 'partnerId',
    what: 'Accounts are to be made at sign-in, but the site has no partner ID.',
    todo: 'Set partnerId.',
  },
  { id: 'smtp', level: 'notice', site: null, subject: 'SMTP_URL', what: 'No mail is sent.', todo: 'Set SMTP_URL.' },
];

/** The pages of operators about all sites, by names that tell their state. */
export function operatorPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const common = { language, operatorEmail };
  const home = { ...common, search: '', beforeHref: null, afterHref: null, notice: null };
  const form = { slug: 'Acme!', name: '', partnerId: '', seats: '0', email: 'x', firstName: '', lastName: '' };
  return [
    [
      'operator-home',
      <OperatorHomePage
        {...home}
        sites={[acme, demo]}
        beforeHref="/operator?before=acme"
        afterHref="/operator?after=demo"
        notice="The site is made."
      />,
    ],
    ['operator-home-empty', <OperatorHomePage {...home} sites={[]} />],
    ['operator-home-none', <OperatorHomePage {...home} sites={[]} search="nowhere" />],
    [
      'operator-new-site',
      <NewSitePage
        {...common}
        form={form}
        mailIsSent
        errors={[
          { field: 'site', text: 'Small letters, digits and hyphens.' },
          { field: 'email', text: 'Enter an e-mail address.' },
        ]}
      />,
    ],
    [
      'operator-site-made',
      <SiteMadePage
        {...common}
        site="acme"
        siteName="Acme Corporation"
        email="ada@acme.test"
        link="https://usher.example.com/sign-in/new-password?token=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"
      />,
    ],
    ['operator-health', <HealthPage {...common} findings={findings} />],
    ['operator-health-well', <HealthPage {...common} findings={[]} />],
    [
      'operator-operators',
      <OperatorsPage {...common} operators={[{ email: operatorEmail, createdAt: new Date('2026-03-02T07:05:00Z') }]} />,
    ],
  ];
}
