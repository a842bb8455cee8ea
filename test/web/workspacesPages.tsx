import type { VNode } from 'preact';
import { LeavePage, RemovePage, RenamePage } from '../../src/admin/workspaces/ConfirmPages';
import { EntitlementPage } from '../../src/admin/workspaces/EntitlementPage';
import { WhyPage } from '../../src/admin/workspaces/WhyPage';
import { WorkspacesPage } from '../../src/admin/workspaces/WorkspacesPage';
import type { Language } from '../../src/web';
import type { EntitlementKind, EntitlementLine } from '../../src/workspaces';
import { adminReader } from './adminPages';

const id = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;
const workspace = { id: id(1), name: 'Revisjon & <kontroll>' };

function line(number: number, kind: EntitlementKind, name: string): EntitlementLine {
  const isPart = kind === 'workspace_role' || kind === 'workspace_group';
  const provisioning = kind === 'inert' ? 'Okta' : null;
  return { id: id(number), kind, name, displayName: name, workspace: isPart ? workspace : null, provisioning };
}

const parts = [line(2, 'workspace_role', 'Manager'), line(3, 'workspace_group', 'Editors')];
const audit = { ...line(1, 'workspace', workspace.name), parts };
const ada = {
  ...{ id: id(4), username: 'ada@acme.test', displayName: 'Ada Lovelace', email: 'ada@acme.test' },
  ...{ status: 'active' as const, grantedBy: 'account:grace@acme.test', grantedAt: new Date('2026-03-01T09:00:00Z') },
};
const linus = { ...ada, id: id(5), displayName: null, email: null, status: 'locked' as const, grantedBy: null };

/** The pages of workspaces, by a name that tells their state. */
export function workspacesPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const viewer = { ...reader, can: (permission: string) => permission.endsWith('.view') };
  const listed = { id: workspace.id, name: workspace.name, roles: ['Manager', 'Owner'], groups: [] };
  const rest = { orgRoles: [line(6, 'org_role', 'Org Support')], name: '', errors: [], notice: null };
  const taken = [{ field: 'name', text: 'Taken.' }];
  const shown = { notice: null, search: '', isFirstPage: true, part: null, entered: '', errors: [] };
  const members = { members: [ada, linus], next: id(5) };
  const nobody = { members: [], next: null };
  const faults = [
    { field: 'people', text: 'zoe@acme.test: nobody of this site.' },
    { field: 'people', text: 'max@acme.test: is not a member of the workspace.' },
  ];
  return [
    [
      'workspaces',
      <WorkspacesPage
        reader={reader}
        {...rest}
        list={{ workspaces: [listed], next: id(1) }}
        isFirstPage={false}
        inertGroups={[line(7, 'inert', 'Everyone')]}
        name="Audit"
        errors={taken}
      />,
    ],
    [
      'workspaces-none',
      <WorkspacesPage reader={viewer} {...rest} list={{ workspaces: [], next: null }} isFirstPage inertGroups={[]} />,
    ],
    [
      'workspace',
      <EntitlementPage
        reader={reader}
        {...{ ...shown, members, entitlement: audit, isFirstPage: false }}
        notice="Done."
        entered="zoe@acme.test"
        errors={faults}
      />,
    ],
    [
      'workspace-read-only',
      <EntitlementPage reader={viewer} {...{ ...shown, members: nobody, entitlement: { ...audit, parts: [] } }} />,
    ],
    [
      'workspace-role',
      <EntitlementPage
        reader={reader}
        {...{ ...shown, members: nobody, entitlement: { ...line(2, 'workspace_role', 'Manager'), parts: [] } }}
        search="zoe"
      />,
    ],
    [
      'org-role',
      <EntitlementPage
        reader={reader}
        {...{ ...shown, members, entitlement: { ...line(6, 'org_role', 'Org Support'), parts: [] } }}
      />,
    ],
    [
      'why-somebody-has-it',
      <WhyPage
        {...{ reader, entitlement: line(2, 'workspace_role', 'Manager'), person: { id: ada.id, name: 'Ada Lovelace' } }}
        grant={{ grantedAt: ada.grantedAt, grantedBy: ada.grantedBy, call: null }}
      />,
    ],
    ['workspace-rename', <RenamePage {...{ reader, entitlement: audit, name: '', errors: taken }} />],
    [
      'workspace-remove',
      <RemovePage {...{ reader, entitlement: audit, members: 1200, parts: ['Manager', 'Editors'] }} />,
    ],
    [
      'workspace-leave',
      <LeavePage
        {...{ reader, entitlement: audit, person: { id: ada.id, name: 'Ada' }, alsoLoses: ['Manager', 'Editors'] }}
      />,
    ],
  ];
}
