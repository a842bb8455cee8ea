import { groupResourceType, userResourceType } from '../protocol/schema';
import {
  listResourceTypes,
  listSchemas,
  readResourceType,
  readSchema,
  readServiceProviderConfig,
} from './discoveryHandlers';
import type { bodyLimits } from './readBody';
import { resourceHandlers, type ResourceHandlers } from './resourceHandlers';
import type { Handler } from './scimRequest';
import { queryAll, readMe, searchAll } from './wholeSite';

/** The methods that carry resources. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One address below the base address, and what its methods do; any other method is row 9. */
export interface Endpoint {
  /** As Express matches it: in any case, with or without a slash at its end. */
  readonly path: string;
  readonly methods: Readonly<Partial<Record<Method, Handler | 'bulk'>>>;
  readonly limit: keyof typeof bodyLimits;
}

const users = resourceHandlers(userResourceType);
const groups = resourceHandlers(groupResourceType);

/** Every address of RFC 7644 section 3.2. Those without a parameter stand first: `.search` is no id. */
export const endpoints: readonly Endpoint[] = [
  { path: '/', methods: { GET: queryAll }, limit: 'usual' },
  { path: '/.search', methods: { POST: searchAll }, limit: 'usual' },
  { path: '/Me', methods: { GET: readMe }, limit: 'usual' },
  { path: '/Bulk', methods: { POST: 'bulk' }, limit: 'usual' },
  { path: '/ServiceProviderConfig', methods: { GET: readServiceProviderConfig }, limit: 'usual' },
  { path: '/Schemas', methods: { GET: listSchemas }, limit: 'usual' },
  { path: '/Schemas/:id', methods: { GET: readSchema }, limit: 'usual' },
  { path: '/ResourceTypes', methods: { GET: listResourceTypes }, limit: 'usual' },
  { path: '/ResourceTypes/:id', methods: { GET: readResourceType }, limit: 'usual' },
  ...endpointsOf('/Users', users, 'usual'),
  ...endpointsOf('/Groups', groups, 'group'),
];

function endpointsOf(path: string, handlers: ResourceHandlers, limit: Endpoint['limit']): Endpoint[] {
  const { list, search, create, read, replace, patch, remove } = handlers;
  return [
    { path: `${path}/.search`, methods: { POST: search }, limit: 'usual' },
    { path, methods: { GET: list, POST: create }, limit },
    { path: `${path}/:id`, methods: { GET: read, PUT: replace, PATCH: patch, DELETE: remove }, limit },
  ];
}

/** The endpoint that a path below the base address names, and the id in it; null when there is none. For bulk operations. */
export function findEndpoint(path: string): { readonly endpoint: Endpoint; readonly id: string } | null {
  const [bare = ''] = path.split(/[?#]/);
  const parts = bare.split('/').filter((part) => part !== '');
  for (const endpoint of endpoints) {
    const pattern = endpoint.path.split('/').filter((part) => part !== '');
    const fits =
      pattern.length === parts.length &&
      pattern.every((part, index) => part === ':id' || part.toLowerCase() === parts[index]?.toLowerCase());
    if (fits) return { endpoint, id: pattern.at(-1) === ':id' ? (parts.at(-1) ?? '') : '' };
  }
  return null;
}
