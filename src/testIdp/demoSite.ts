import type { DemoLinks } from '../signIn';
import { connectionAddresses } from '../sites';

/** The demo's site, as it stands in addresses. */
export const demoSite = 'demo';
/** Its one connection, as it stands in addresses. */
export const demoConnection = 'test-idp';

/** The entity ID of the demo's identity provider. */
export function testIdpEntityId(publicUrl: string): string {
  return `${publicUrl}/test-idp/metadata`;
}

/** What is made once for a data directory and then stays. */
export interface DemoSecrets {
  /** The certificate of the test identity provider, PEM. */
  readonly certificatePem: string;
  readonly adminPassword: string;
  readonly supportPassword: string;
}

/** The demo's site as a site file (design 4.4). Its hosts take every seat, so that a new host finds none. */
export function demoSiteFile(
  publicUrl: string,
  { certificatePem, adminPassword, supportPassword }: DemoSecrets,
): object {
  const person = (username: string, firstName: string, lastName: string, more: object = {}) => ({
    username: `${username}@demo.test`,
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    email: `${username}@demo.test`,
    type: 'host',
    status: 'active',
    connection: demoConnection,
    ...more,
  });
  return {
    site: demoSite,
    name: 'Demo',
    partnerId: 'P-DEMO',
    seats: 5,
    signInDomains: ['demo.test'],
    adminContact: { name: 'Demo help desk', email: 'help@demo.test' },
    singleSignOn: { enabled: true, autoCreate: true, autoUpdate: true },
    connections: [
      {
        name: demoConnection,
        entityId: testIdpEntityId(publicUrl),
        ssoUrl: `${publicUrl}/test-idp/sso`,
        ssoBinding: 'redirect',
        certificates: [{ pem: certificatePem }],
        attributes: {
          firstName: ['firstname'],
          lastName: ['lastname'],
          email: ['email'],
          displayName: ['displayName'],
        },
      },
    ],
    trackingCodes: [
      { number: 1, label: 'Division', input: 'text', usage: 'optional' },
      {
        number: 2,
        label: 'Cost centre',
        input: 'dropdown',
        usage: 'optional',
        values: [{ value: 'CC-100' }, { value: 'CC-200', active: false }],
      },
    ],
    accounts: [
      person('rita', 'Rita', 'Returning', { trackingCodes: { TC1: 'Foyer', TC2: 'CC-100' } }),
      person('ulf', 'Ulf', 'Updatesky'),
      person('lena', 'Lena', 'Locked', { status: 'locked' }),
      person('dora', 'Dora', 'Dormant', { status: 'deactivated' }),
      person('paul', 'Paul', 'Pending', { status: 'pending' }),
      person('admin', 'Addy', 'Admin', {
        roles: ['Org Security Admin', 'Org User Admin', 'Org Workspace Admin', 'Org Support'],
        bypass: true,
        password: adminPassword,
      }),
      person('support', 'Sunny', 'Support', { roles: ['Org Support'], bypass: true, password: supportPassword }),
    ],
  };
}

/** The ways into the demo that the start page offers; one click each to the people, one more to an outcome. */
export function demoLinks(publicUrl: string): DemoLinks {
  const { login } = connectionAddresses(publicUrl, demoSite, demoConnection);
  return { newPersonHref: login, refusedHref: login, everybodyHref: '/test-idp' };
}
