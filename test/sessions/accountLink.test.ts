import { boundTo, decideAccountLink, type AccountLink, type LinkedAccount } from '../../src/sessions/decideAccountLink';
import { testNow } from '../support/site';

const account: LinkedAccount = {
  status: 'active',
  bypass: true,
  expiresAt: null,
  emailKey: 'ada@acme.test',
  passwordHash: 'hash of the password there was',
};
const link = (purpose: AccountLink['purpose'], over: Partial<AccountLink> = {}): AccountLink => ({
  purpose,
  bound: boundTo(purpose, account),
  expiresAt: new Date(testNow.getTime() + 1),
  usedAt: null,
  ...over,
});

test.each(['password', 'email'] as const)('a link for the %s of an unchanged account is open', (purpose) => {
  expect(decideAccountLink(link(purpose), account, testNow)).toBe('open');
});

test.each<[string, Partial<AccountLink>, Partial<LinkedAccount>]>([
  ['it was used', { usedAt: testNow }, {}],
  ['its time is over', { expiresAt: testNow }, {}],
  ['another password was set', {}, { passwordHash: 'another' }],
  ['the password was taken away', {}, { passwordHash: null }],
  ['the account has another address', {}, { emailKey: 'eve@acme.test' }],
  ['the account was deactivated', {}, { status: 'deactivated' }],
  ['the account was locked', {}, { status: 'locked' }],
  ['the account has expired', {}, { expiresAt: testNow }],
  ['the account may not use a password any more', {}, { bypass: false }],
])('a link is closed when %s', (_, ofLink, ofAccount) => {
  expect(decideAccountLink(link('password', ofLink), { ...account, ...ofAccount }, testNow)).toBe('closed');
});

test('a link that confirms an address survives a new password, and not a new address', () => {
  expect(decideAccountLink(link('email'), { ...account, passwordHash: 'another' }, testNow)).toBe('open');
  expect(decideAccountLink(link('email'), { ...account, emailKey: 'eve@acme.test' }, testNow)).toBe('closed');
});

test('what a link is bound to tells neither the address nor the hash', () => {
  expect(boundTo('password', account)).toMatch(/^[0-9a-f]{64}$/);
  expect(boundTo('password', account)).not.toBe(boundTo('email', account));
});
