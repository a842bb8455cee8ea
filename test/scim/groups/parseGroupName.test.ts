import { parseGroupName } from '../../../src/scim/groups/parseGroupName';

const workspaces = ['workspace:audit', 'workspace:audit:role:lead', 'workspace:abc (eu): a and b'];

describe('what the name of a group means', () => {
  it('is an entitlement when one shows under it, whatever it looks like', () => {
    expect(parseGroupName('workspace:audit', { isTaken: true, workspaces })).toEqual({ outcome: 'taken' });
  });

  it.each<[string, 'workspaceName' | 'roleName' | 'groupName']>([
    ['role:emperor', 'roleName'],
    ['role:', 'roleName'],
    ['workspace:', 'workspaceName'],
    ['workspace:nowhere', 'workspaceName'],
    ['workspace:nowhere:role:manager', 'workspaceName'],
    ['workspace:audit:manager', 'workspaceName'],
    ['workspace:audit 2:role:manager', 'workspaceName'],
    ['workspace:audit:role:manager', 'roleName'],
    ['workspace:audit:group:editors', 'groupName'],
    ['workspace:audit:role:lead:group:editors', 'groupName'],
    ['workspace:audit:role:lead:er', 'roleName'],
    ['workspace:abc (eu): a and b:role:x', 'roleName'],
  ])('%s is refused for its %s', (key, attribute) => {
    expect(parseGroupName(key, { isTaken: false, workspaces })).toEqual({ outcome: 'unknown', attribute });
  });

  it.each(['engineering', 'a role:b', 'roles:admin', 'workspaces', ''])('is nothing for %j', (key) => {
    expect(parseGroupName(key, { isTaken: false, workspaces })).toEqual({ outcome: 'inert' });
  });

  it('does not depend on the order in which workspaces are known', () => {
    const key = 'workspace:audit:role:lead:group:editors';
    const reversed = { isTaken: false, workspaces: workspaces.toReversed() };
    expect(parseGroupName(key, reversed)).toEqual({ outcome: 'unknown', attribute: 'groupName' });
  });
});
