import { overlay } from '../../activity';
import type { FieldProblem } from './describeIssues';
import { problemAt, type FieldRule } from './fieldRule';
import { providerState, type FileConnection } from './resolveConnection';
import type { Planned } from './sitePlan';
import { newConnection, type ConnectionState } from './siteState';
import type { StoredAccount, StoredConnection } from './storedSite';

/**
 * Merges the connections of a file into those stored. What metadata says counts as written in the file. With `renameTo` a
 * connection gets another name and keeps everything else; a file that is applied again finds it under the new one.
 *
 * @param problems gets what does not fit
 */
export function planConnections(
  written: readonly FileConnection[],
  stored: readonly StoredConnection[],
  problems: FieldProblem[],
): Planned<ConnectionState>[] {
  return written.flatMap((connection, index): Planned<ConnectionState>[] => {
    const { name, renameTo } = connection;
    const present = named(stored, name) ?? (renameTo === undefined ? null : named(stored, renameTo));
    const planned = { key: present?.state.name ?? name, id: present?.id ?? null, before: present?.state ?? null };
    if (connection.remove === true) return present === null ? [] : [{ ...planned, after: null }];
    const broken = renameTo === undefined ? null : judgeName({ name, renameTo }, written, stored);
    if (broken !== null) {
      problems.push(problemAt(['connections', index, 'renameTo'], broken));
      return [];
    }
    const after = mergeConnection(connection, present?.state ?? null);
    if (after !== null) return [{ ...planned, after }];
    problems.push(problemAt(['connections', index], { id: 'idp_missing' }));
    return [];
  });
}

function named(stored: readonly StoredConnection[], name: string): StoredConnection | null {
  return stored.find(({ state }) => state.name === name) ?? null;
}

/** What stands against another name; null when nothing does. No other connection may have it, before the file or after. */
function judgeName(
  { name, renameTo }: { readonly name: string; readonly renameTo: string },
  written: readonly FileConnection[],
  stored: readonly StoredConnection[],
): FieldRule | null {
  const [old, other] = [named(stored, name), named(stored, renameTo)];
  if (old === null && other === null) return { id: 'unknown_connection', name };
  const isWritten = written.some((one) => one.name !== name && [one.name, one.renameTo].includes(renameTo));
  const isTaken = renameTo !== name && ((old !== null && other !== null) || isWritten);
  return isTaken ? { id: 'connection_name_taken', name: renameTo } : null;
}

/** Accounts of a connection that gets another name belong to it as before. */
export function followNames(
  accounts: readonly StoredAccount[],
  planned: readonly Planned<ConnectionState>[],
): readonly StoredAccount[] {
  const names = new Map(
    planned.flatMap(({ before, after }) =>
      before === null || after === null || before.name === after.name ? [] : [[before.name, after.name]],
    ),
  );
  if (names.size === 0) return accounts;
  return accounts.map((account) => {
    const { state } = account;
    const connection = state.connection === null ? undefined : names.get(state.connection);
    return connection === undefined ? account : { ...account, state: { ...state, connection } };
  });
}

function mergeConnection(connection: FileConnection, present: ConnectionState | null): ConnectionState | null {
  const { metadata } = connection;
  const written =
    metadata === undefined ? connection : { ...connection, ...fromMetadata(connection, metadata, present) };
  const entityId = written.entityId ?? present?.entityId;
  if (entityId === undefined) return null;
  const name = connection.renameTo ?? connection.name;
  return overlay(present ?? { ...newConnection, name, entityId }, { ...written, name });
}

/** A wish for signed requests counts for new connections. */
function fromMetadata(
  connection: FileConnection,
  metadata: NonNullable<FileConnection['metadata']>,
  present: ConnectionState | null,
): Partial<ConnectionState> {
  const signs = present === null && connection.signAuthnRequest === undefined && metadata.wantAuthnRequestsSigned;
  return {
    ...providerState(metadata, connection.ssoBinding ?? present?.ssoBinding),
    ...(signs ? { signAuthnRequest: true } : {}),
  };
}

/**
 * A connection to which accounts belong is not removed: another one must be named for them first, because who may sign in
 * as somebody is never decided by accident.
 *
 * @param moved by how many the accounts of a connection change with this file, by name
 */
export function judgeRemovals(
  written: readonly FileConnection[],
  stored: readonly StoredConnection[],
  moved: ReadonlyMap<string, number>,
): FieldProblem[] {
  return written.flatMap((connection, index) => {
    if (connection.remove !== true) return [];
    const present = stored.find(({ state }) => state.name === connection.name);
    const left = (present?.accounts ?? 0) + (moved.get(connection.name) ?? 0);
    if (present === undefined || left === 0) return [];
    return [problemAt(['connections', index, 'remove'], { id: 'accounts_belong', accounts: left })];
  });
}
