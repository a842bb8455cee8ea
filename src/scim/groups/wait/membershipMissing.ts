/** Thrown within a transaction, so that it is undone: people are no members of the workspace that what they get belongs to. */
export class MembershipMissing extends Error {
  constructor(
    readonly workspaceId: string,
    /** Who is no member; at least one. */
    readonly accountIds: readonly [string, ...string[]],
  ) {
    super('People are no members of the workspace.');
    this.name = 'MembershipMissing';
  }
}
