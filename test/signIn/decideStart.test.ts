import { decideStart, isOwnPage, type StartQuestion } from '../../src/signIn/decideStart';
import type { SignInSite } from '../../src/signIn/signInSite';

const publicUrl = 'https://usher.test';
const site: SignInSite = {
  id: '1',
  slug: 'acme',
  name: 'Acme',
  connections: [{ name: 'main', loginAddress: `${publicUrl}/saml/acme/main/login` }],
  targets: { publicUrl, defaultTarget: null, allowedTargets: ['https://app.acme.test'] },
};
const several = { ...site, connections: [...site.connections, { name: 'second', loginAddress: 'x' }] };
const none = { ...site, connections: [] };
const application = 'https://app.acme.test/x';
const plain: StartQuestion = {
  identifier: '',
  namedSite: null,
  site: null,
  target: null,
  wantsPassword: false,
  isSignedIn: false,
};
const ssoBy = (byForm: boolean) => ({ outcome: 'single_sign_on', connection: 'main', byForm });
const asks = (askSite: boolean) => ({ outcome: 'ask_identifier', askSite, problem: null });

test.each<[string, Partial<StartQuestion>, object]>([
  ['nothing is known', {}, asks(false)],
  ['a name does not decide the site', { identifier: 'ada' }, asks(true)],
  ['a name leads to a site with one way in', { identifier: 'ada@acme.test', site }, ssoBy(true)],
  ['a name leads to a site with several ways in', { identifier: 'ada@acme.test', site: several }, asks(false)],
  [
    'a name leads to a site without single sign-on',
    { identifier: 'ada@acme.test', site: none },
    { outcome: 'ask_password', askSite: false, noConnection: true },
  ],
  ['an application sends the person', { namedSite: 'acme', site, target: application }, ssoBy(false)],
  [
    'an application sends the person and there are several ways in',
    { namedSite: 'acme', site: several, target: application },
    asks(false),
  ],
  [
    'a page of ours sends the person, who may want the password',
    { namedSite: 'acme', site, target: `${publicUrl}/account` },
    asks(false),
  ],
  ['only the site is known', { namedSite: 'acme', site }, asks(false)],
  [
    'the named site does not exist',
    { namedSite: 'nobody' },
    { outcome: 'ask_identifier', askSite: true, problem: 'site_unknown' },
  ],
  [
    'a password is wanted',
    { identifier: 'ada', site, wantsPassword: true },
    { outcome: 'ask_password', askSite: false, noConnection: false },
  ],
  [
    'a password is wanted and the site is not known',
    { wantsPassword: true },
    { outcome: 'ask_password', askSite: true },
  ],
  [
    'the person is signed in already',
    { namedSite: 'acme', site, target: application, isSignedIn: true },
    { outcome: 'go_on', target: application },
  ],
  [
    'the person is signed in and wants to be somebody else',
    { identifier: 'bob@acme.test', site, target: application, isSignedIn: true },
    ssoBy(true),
  ],
  ['the person is signed in and wants to go nowhere', { namedSite: 'acme', site, isSignedIn: true }, asks(false)],
])('when %s', (_title, question, expected) => {
  expect(decideStart({ ...plain, ...question })).toMatchObject(expected);
});

test.each([
  ['/account', true],
  ['/admin/acme/users', true],
  ['/support', true],
  ['/accounting', false],
  ['/app', false],
  ['/.usher/handover', false],
])('%s is a page of Usher: %s', (path, expected) => {
  expect(isOwnPage(`${publicUrl}${path}`, publicUrl)).toBe(expected);
  expect(isOwnPage(`https://app.acme.test${path}`, publicUrl)).toBe(false);
});
