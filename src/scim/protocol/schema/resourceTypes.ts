import { complex, reference, text, type Attribute } from './attribute';
import { commonAttributes } from './commonAttributes';
import type { ResourceType, Schema } from './schema';
import { urns } from './urns';
import { userAttributes } from './userAttributes';

const enterpriseUser: Schema = {
  id: urns.enterpriseUser,
  name: 'EnterpriseUser',
  description: 'Where the person stands in the organization.',
  attributes: [
    text('employeeNumber', 'The number the organization gave the person.'),
    text('costCenter', 'The cost centre.'),
    text('organization', 'The organization.'),
    text('division', 'The division.'),
    text('department', 'The department.'),
    complex('manager', 'The person the person reports to.', [
      text('value', 'The id of the manager.', { caseExact: true }),
      reference('$ref', ['User'], 'The address of the manager.'),
      text('displayName', 'The name of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
};

const usherUser: Schema = {
  id: urns.usherUser,
  name: 'UsherUser',
  description: 'The tracking codes of the site. Their labels, values and usage are set in the administration.',
  attributes: Array.from({ length: 10 }, (_, index): Attribute => {
    const number = index + 1;
    return text(`TC${number}`, `Tracking code ${number}.`, { caseExact: true });
  }),
};

const groupAttributes: readonly Attribute[] = [
  text('displayName', 'What the group grants, such as `role:…` or `workspace:…`; other names grant nothing.', {
    required: true,
    uniqueness: 'server',
  }),
  complex(
    'members',
    'The people who hold what the group grants.',
    [
      text('value', 'The id of the person.', { caseExact: true, mutability: 'immutable' }),
      reference('$ref', ['User'], 'The address of the person.', { mutability: 'immutable' }),
      text('type', 'The kind of resource.', { canonicalValues: ['User'], mutability: 'immutable' }),
      text('display', 'The name of the person.', { mutability: 'readOnly' }),
    ],
    { multiValued: true },
  ),
];

/** People: the core schema, the enterprise extension and the tracking codes. */
export const userResourceType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'People with an account in the site.',
  schema: {
    id: urns.user,
    name: 'User',
    description: 'A person with an account in the site.',
    attributes: userAttributes,
  },
  extensions: [enterpriseUser, usherUser],
  common: commonAttributes,
};

/** Groups: what membership grants. */
export const groupResourceType: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Organization roles, workspaces, and their roles and groups.',
  schema: {
    id: urns.group,
    name: 'Group',
    description: 'Something people are given by being members.',
    attributes: groupAttributes,
  },
  extensions: [],
  common: commonAttributes,
};

/** Both, in the order in which answers list them. */
export const resourceTypes: readonly ResourceType[] = [userResourceType, groupResourceType];
