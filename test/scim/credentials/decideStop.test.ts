import { decideStop, type ActingState, type StopReason } from '../../../src/scim/credentials';
import { testNow } from '../../support/site';

const admin: ActingState = { status: 'active', expiresAt: null, homeOrganization: null, roles: ['Org User Admin'] };
const soon = new Date(testNow.getTime() + 1);

test.each<[string, boolean, Partial<ActingState> | null, StopReason | null]>([
  ['works while its user is active and may do something', true, {}, null],
  ['works for whoever may change roles', true, { roles: ['Org Security Admin'] }, null],
  ['works for whoever may change workspaces', true, { roles: ['Org Support', 'Org Workspace Admin'] }, null],
  ['works until its user expires', true, { expiresAt: soon }, null],
  ['stops when it is switched off', false, {}, 'disabled'],
  ['stops when its user is gone', true, null, 'acting_gone'],
  ['stops when its user is deactivated', true, { status: 'deactivated' }, 'acting_inactive'],
  ['stops when its user is locked', true, { status: 'locked' }, 'acting_inactive'],
  ['stops when its user has expired', true, { expiresAt: testNow }, 'acting_inactive'],
  ['stops when its user belongs to another organization', true, { homeOrganization: 'Audit Ltd' }, 'acting_guest'],
  ['stops when its user may do nothing', true, { roles: ['Org Support'] }, 'acting_without_roles'],
])('a provisioning %s', (_rule, enabled, acting, why) => {
  expect(decideStop(enabled, acting && { ...admin, ...acting }, testNow)).toBe(why);
});
