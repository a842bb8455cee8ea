import type { Database } from '../../../src/db';
import { parsePatch, readResource } from '../../../src/scim/protocol/patch';
import { defaultProjection } from '../../../src/scim/protocol/projection';
import { urns, userResourceType, type Json, type JsonObject } from '../../../src/scim/protocol/schema';
import { ScimError } from '../../../src/scim/protocol/errors';
import type { ScimCall } from '../../../src/scim/call';
import type { ScimQuery } from '../../../src/scim/services';
import { createScimUsers } from '../../../src/scim/users';

/** Shows everything and asks for no version. */
export const shown = { ifMatch: null, projection: defaultProjection };

/** A person as Okta and Entra send them, with whatever a test cares about. */
export function person(overrides: { readonly [key: string]: Json } = {}): { readonly [key: string]: Json } {
  return {
    schemas: [urns.user],
    userName: 'bob@acme.test',
    name: { givenName: 'Bob', familyName: 'Builder' },
    displayName: 'Bob Builder',
    emails: [{ value: 'bob@acme.test', type: 'work', primary: true }],
    active: true,
    ...overrides,
  };
}

/** What clients do, over the service: bodies are read as the routes read them. */
export function clientOf(database: Database) {
  const users = createScimUsers({ database });
  const read = (body: Json) => readResource(body, userResourceType, { strict: false }).resource;
  return {
    users,
    post: async (call: ScimCall, body: Json = person()) => users.create(call, read(body), shown),
    put: async (call: ScimCall, id: string, body: Json, ifMatch: string | null = null) =>
      users.replace(call, id, read(body), { ...shown, ifMatch }),
    patch: async (call: ScimCall, id: string, ...Operations: readonly Json[]) =>
      users.patch(call, id, parsePatch({ schemas: [urns.patchOp], Operations }, userResourceType).operations, shown),
    get: async (call: ScimCall, id: string) => (await users.read(call, id, defaultProjection)).resource ?? {},
    remove: (call: ScimCall, id: string) => users.remove(call, id, { ifMatch: null }),
    list: (call: ScimCall, query: Partial<ScimQuery> = {}) => users.list(call, { ...everybody, ...query }),
  };
}

export const everybody: ScimQuery = {
  filter: null,
  startIndex: 1,
  count: 100,
  sortBy: null,
  sortOrder: 'ascending',
  projection: defaultProjection,
};

/** What a refused call answers: row or id, status, attribute; `done` when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return [error.id, error.status, error.attribute].filter((part) => part !== null).join(' ');
  }
}

/** The operation that activates or deactivates somebody. */
export const setActive = (value: Json): JsonObject => ({ op: 'replace', path: 'active', value });
