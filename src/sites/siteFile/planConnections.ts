import { overlay } from '../../activity';
import type { FieldProblem } from './describeIssues';
import { problemAt } from './fieldRule';
import { providerState, type FileConnection } from './resolveConnection';
import type { Planned } from './sitePlan';
import { newConnection, type ConnectionState } from './siteState';
import type { StoredConnection } from './storedSite';

/**
 * Merges the connections of a file into those stored. What metadata says counts as written in the file.
 *
 * @param problems gets what does not fit
 */
export function planConnections(
  written: readonly FileConnection[],
  stored: readonly StoredConnection[],
  problems: FieldProblem[],
): Planned<ConnectionState>[] {
  return written.flatMap((connection, index): Planned<ConnectionState>[] => {
    const present = stored.find(({ state }) => state.name === connection.name) ?? null;
    const planned = { key: connection.name, id: present?.id ?? null, before: present?.state ?? null };
    if (connection.remove === true) return present === null ? [] : [{ ...planned, after: null }];
    const after = mergeConnection(connection, present?.state ?? null);
    if (after !== null) return [{ ...planned, after }];
    problems.push(problemAt(['connections', index], { id: 'idp_missing' }));
    return [];
  });
}

function mergeConnection(connection: FileConnection, present: ConnectionState | null): ConnectionState | null {
  const { metadata } = connection;
  const written =
    metadata === undefined ? connection : { ...connection, ...fromMetadata(connection, metadata, present) };
  const entityId = written.entityId ?? present?.entityId;
  if (entityId === undefined) return null;
  return overlay(present ?? { ...newConnection, name: connection.name, entityId }, written);
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
