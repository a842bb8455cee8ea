import { decideKeeper, type KeeperFacts } from '../../src/account/decideKeeper';

const ruled: KeeperFacts = { managedBy: null, autoUpdate: true, ssoEnabled: true, hasConnection: true };

test.each<[string, Partial<KeeperFacts>, string]>([
  ['the identity provider where its sign-ins update accounts', {}, 'identity_provider'],
  ['a directory that provisions the account, before everybody', { managedBy: 'okta' }, 'provisioning'],
  ['the person where sign-ins update nothing', { autoUpdate: false }, 'person'],
  ['the person while single sign-on is off', { ssoEnabled: false }, 'person'],
  ['the person without a connection that is switched on', { hasConnection: false }, 'person'],
])('the details of an account are kept by %s', (_, facts, keeper) => {
  expect(decideKeeper({ ...ruled, ...facts })).toBe(keeper);
});
