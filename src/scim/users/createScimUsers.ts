import { mayEditAccount, permissionsOf, rolesThatMay, type Permission } from '../../accounts';
import type { Database } from '../../db';
import type { ScimCall } from '../call';
import { scimError, type ScimError } from '../protocol/errors';
import { judgeUser } from '../protocol/judge';
import { applyNamePolicy } from '../protocol/names';
import { patchResource, replaceResource, sameJson } from '../protocol/patch';
import { needsGroups, type Projection } from '../protocol/projection';
import { ownValue, userResourceType, type Json, type JsonObject } from '../protocol/schema';
import type { ScimAnswer, ScimUsers, WriteOptions } from '../services';
import { requireVersion, versionText } from '../version';
import { decideUserWrite, type UserWrite } from './decideUserWrite';
import { mapStoredUser } from './mapStoredUser';
import { textAt } from './members';
import { findByUsername, listUsers, readUser } from './readUsers';
import { removeUser } from './removeUser';
import type { StoredUser } from './storedUser';
import { writeUser } from './writeUser';
import { unchangedAnswer, type PlannedUser } from './writtenUser';

/** How often a person is read again when somebody else changes them at the same moment. */
const mostTries = 4;

/** The service of people: what the routes ask, over the database. */
export function createScimUsers({ database }: { readonly database: Database }): ScimUsers {
  return {
    list: async (call, query) => {
      requireRight(call, 'people.view');
      return listUsers(database, call, query);
    },
    read: async (call, id, projection) => {
      requireRight(call, 'people.view');
      const stored = await readUser(database, call, id, needsGroups(projection));
      return { ...unchangedAnswer(call, stored), outcome: 'read' };
    },
    create: (call, resource, options) => createUser(database, call, resource, options),
    replace: (call, id, resource, options) =>
      changeUser(database, call, id, options, (before) => replaceResource(before, resource, userResourceType).resource),
    patch: (call, id, operations, options) =>
      changeUser(database, call, id, options, (before, isFirst) => {
        const { resource, quirks } = patchResource(before, operations, userResourceType);
        if (isFirst) quirks.forEach((quirk) => call.note(quirk));
        return resource;
      }),
    remove: async (call, id, { ifMatch }) => {
      requireRight(call, 'people.edit');
      return untilDone(async () => {
        const stored = await readUser(database, call, id, true);
        requireVersion(ifMatch, versionText(stored.version));
        requireEditable(call, stored);
        return removeUser(database, call, stored);
      });
    },
  };
}

/** A POST: a new person, or one this provisioning removed who is taken up again with the same id (decision D3). */
async function createUser(
  database: Database,
  call: ScimCall,
  sent: JsonObject,
  { projection }: WriteOptions,
): Promise<ScimAnswer> {
  requireRight(call, 'people.edit');
  const fresh = judged(call, {}, sent);
  return untilDone(async () => {
    const stored = await findByUsername(database, call, textAt(fresh, 'userName') ?? '');
    if (stored === null) {
      const write = decideUserWrite(null, { before: {}, after: fresh }, call);
      return shown(await writeUser(database, call, { stored, before: {}, write, outcome: 'created' }), projection);
    }
    if (stored.isGuest || stored.link?.isHidden !== true) throw scimError(3, { attribute: 'userName' });
    requireEditable(call, stored);
    const before = mapStoredUser(stored, call.baseUrl);
    const replaced = replaceResource(before, { ...sent, active: ownValue(sent, 'active') ?? true }, userResourceType);
    const after = judged(call, before, replaced.resource);
    const write = noted(call, decideUserWrite(stored, { before, after }, call));
    return shown(await writeUser(database, call, { stored, before, write, outcome: 'created' }), projection);
  });
}

/** A PUT or PATCH. */
async function changeUser(
  database: Database,
  call: ScimCall,
  id: string,
  { ifMatch, projection }: WriteOptions,
  apply: (before: JsonObject, isFirst: boolean) => JsonObject,
): Promise<ScimAnswer> {
  requireRight(call, 'people.edit');
  return untilDone(async (isFirst) => {
    const stored = await readUser(database, call, id, projection !== null && needsGroups(projection));
    requireVersion(ifMatch, versionText(stored.version));
    const before = mapStoredUser(stored, call.baseUrl);
    const after = judged(call, before, apply(before, isFirst));
    const write = decideUserWrite(stored, { before, after }, call);
    if (isFirst) noted(call, write);
    if (Object.keys(write.wanted).length === 0 && !write.writesBeside) {
      return shown(unchangedAnswer(call, stored), projection);
    }
    requireEditable(call, stored);
    const planned: PlannedUser = { stored, before, write, outcome: 'changed' };
    return shown(await writeUser(database, call, planned), projection);
  });
}

/** Reads, decides and writes until nobody else is quicker. */
async function untilDone<Result>(work: (isFirst: boolean) => Promise<Result | null>): Promise<Result> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const result = await work(tries === 1);
    if (result !== null) return result;
  }
  throw scimError('unavailable', { note: 'The account was changed by others again and again.' });
}

/**
 * A person with names as the policy has them, once nothing about the values is wrong. A name that stays as it is is not
 * written anew.
 */
function judged({ provisioning }: ScimCall, before: JsonObject, resource: JsonObject): JsonObject {
  const { namePolicy } = provisioning;
  const named = applyNamePolicy(resource, namePolicy);
  const kept = (['name', 'displayName'] as const).filter((key) =>
    sameJson(ownValue(resource, key), ownValue(before, key)),
  );
  const after = { ...named, ...Object.fromEntries(kept.flatMap((key) => memberOf(resource, key))) };
  const isNew = ownValue(before, 'id') === undefined;
  const refusal = judgeUser(after, { namePolicy, before: isNew ? null : before });
  if (refusal !== null) throw refusal;
  return after;
}

function memberOf(resource: JsonObject, key: string): readonly (readonly [string, Json])[] {
  const value = ownValue(resource, key);
  return value === undefined ? [] : [[key, value]];
}

function noted(call: ScimCall, write: UserWrite): UserWrite {
  write.notes.forEach((note) => call.note(note));
  return write;
}

function shown(answer: ScimAnswer | null, projection: Projection | null): ScimAnswer | null {
  return answer !== null && projection === null ? { ...answer, resource: null } : answer;
}

function requireRight({ provisioning }: ScimCall, permission: Permission): void {
  if (permissionsOf(provisioning.actingAccount.roles).has(permission)) return;
  throw forbidden(needsRole(provisioning.actingAccount.username, rolesThatMay(permission)));
}

function requireEditable({ provisioning }: ScimCall, { account }: StoredUser): void {
  const rights = permissionsOf(provisioning.actingAccount.roles);
  if (mayEditAccount((permission) => rights.has(permission), account)) return;
  throw forbidden(
    `The account has organization roles. ${needsRole(provisioning.actingAccount.username, rolesThatMay('roles.edit'))}`,
  );
}

/** Row 27: the account the provisioning acts as lacks a role. */
function forbidden(note: string): ScimError {
  return scimError(27, { note });
}

function needsRole(username: string, roles: readonly string[]): string {
  return `The account the provisioning acts as, ${username}, needs one of these roles: ${roles.join(', ')}.`;
}
