import type { Database } from '../../db';
import type { JobQueue } from '../../jobs';
import type { ScimCall } from '../call';
import { compileGroupPatch, type GroupChange } from '../protocol/patch';
import { isJsonObject, ownValue, type JsonObject } from '../protocol/schema';
import type { ScimAnswer, ScimGroups, WriteOptions } from '../services';
import { changeGroup, type ChangeDependencies, type GroupChanged } from './changeGroup';
import type { GroupWish } from './judgeGroup';
import { makeGroup } from './makeGroup';
import { wishOf } from './memberWish';
import { listGroups, readGroup } from './readGroups';
import { removeGroup } from './removeGroup';
import { MembershipWatch, systemTimers, type Timers } from './wait';

/** What the service of groups needs. */
export interface GroupsDependencies {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly clock: () => Date;
  /** Those of the process, when absent. */
  readonly timers?: Timers;
}

/** Makes the service of groups, which are entitlements; one for a process, because its waiting requests share what they watch. */
export function createScimGroups({ database, queue, clock, timers = systemTimers }: GroupsDependencies): ScimGroups {
  const watch = new MembershipWatch(database, timers);
  const dependencies: ChangeDependencies = { database, queue, clock, watch };
  const answer = (call: ScimCall, id: string, changed: GroupChanged, options: WriteOptions) =>
    answerOf(database, call, id, changed, options);
  return {
    list: (call, query) => listGroups(database, call, query),
    read: (call, id, projection) => readGroup(database, call, id, projection),
    create: async (call, resource, options) => {
      const made = await makeGroup(dependencies, call, wishOfResource(resource));
      return answer(call, made.id, made, options);
    },
    replace: async (call, id, resource, options) => {
      const changed = await changeGroup(dependencies, call, id, wishOfResource(resource), options.ifMatch);
      return answer(call, id, changed, options);
    },
    patch: async (call, id, operations, options) => {
      const wish = wishOfChanges(compileGroupPatch(operations));
      return answer(call, id, await changeGroup(dependencies, call, id, wish, options.ifMatch), options);
    },
    remove: (call, id, { ifMatch }) => removeGroup(dependencies, call, id, ifMatch),
  };
}

/** What a whole resource wants: what it leaves out goes, as what is empty in it does (RFC 7644 section 3.5.1). */
function wishOfResource(resource: JsonObject): GroupWish & { readonly displayName: string } {
  const [displayName, externalId, members] = ['displayName', 'externalId', 'members'].map((name) =>
    ownValue(resource, name),
  );
  const list = Array.isArray(members) ? (members as readonly JsonObject[]) : [];
  const accountIds = list.flatMap((member) => {
    const id = isJsonObject(member) ? ownValue(member, 'value') : undefined;
    return typeof id === 'string' ? [id.toLowerCase()] : [];
  });
  return {
    displayName: typeof displayName === 'string' ? displayName : '',
    externalId: typeof externalId === 'string' ? externalId : null,
    members: wishOf([{ kind: 'replaceMembers', accountIds }]),
  };
}

function wishOfChanges(changes: readonly GroupChange[]): GroupWish {
  const name = changes.find((change) => change.kind === 'rename');
  const externalId = changes.find((change) => change.kind === 'externalId');
  return {
    displayName: name?.displayName ?? null,
    externalId: externalId === undefined ? undefined : externalId.externalId,
    members: wishOf(changes),
  };
}

async function answerOf(
  database: Database,
  call: ScimCall,
  id: string,
  { effect, version }: GroupChanged,
  { projection }: WriteOptions,
): Promise<ScimAnswer> {
  if (projection === null) return { ...effect, id, version, resource: null };
  const read = await readGroup(database, call, id, projection);
  return { ...read, ...effect };
}
