import type { Prisma } from '../../db';
import { newId } from '../../newId';
import { holdsSeat, type AccountState } from '../accountState';
import { confusableKey, emailKey, usernameKey } from '../names';

/** What becomes of one account: made (no before), removed (no after) or changed. */
export interface AccountWrite {
  /** Null has a new one made. */
  readonly id: string | null;
  readonly before: AccountState | null;
  readonly after: AccountState | null;
  /** What is stored beside its state; null for a new one. */
  readonly stored: { readonly id: string; readonly updateTimestamp: Date | null } | null;
}

/** What writing accounts needs beside what becomes of them. */
export interface WriteFacts {
  readonly now: Date;
  /** Who is told to have done it, such as `file`. */
  readonly actor: string;
  /** True when the actor answers for the e-mail addresses: they count as verified. */
  readonly vouches: boolean;
  /** Hashes of the passwords to set, by user name key. */
  readonly passwordHashes: ReadonlyMap<string, string>;
}

/** Rows that one statement makes at most; PostgreSQL binds no more than 65,535 values. */
const batch = 500;

/** What a sign-in may update. An edit of these counts as newer than what an identity provider said before (design 6). */
const personFields = ['firstName', 'lastName', 'displayName', 'email', 'language', 'trackingCodes'] as const;

/** Writes accounts in an order in which what frees a name, an address or a seat comes before what takes it. */
export async function writeAccounts(
  tx: Prisma.TransactionClient,
  siteId: string,
  planned: readonly AccountWrite[],
  connectionIds: ReadonlyMap<string, string>,
  facts: WriteFacts,
): Promise<void> {
  const gone = planned.flatMap(({ id, after }) => (id !== null && after === null ? [id] : []));
  if (gone.length > 0) await tx.account.deleteMany({ where: { siteId, id: { in: gone } } });
  const changed = planned.filter(({ before, after }) => before !== null && after !== null);
  const newlyMailed = changed.filter(({ before, after }) => before?.email !== after?.email).map(({ stored }) => stored);
  const ids = newlyMailed.flatMap((stored) => stored?.id ?? []);
  // Two people may swap their addresses.
  if (ids.length > 1) await tx.account.updateMany({ where: { siteId, id: { in: ids } }, data: { emailKey: null } });
  const freesSeat = ({ before, after }: AccountWrite) => holdsSeat(before) && !holdsSeat(after);
  for (const account of [...changed.filter(freesSeat), ...changed.filter((one) => !freesSeat(one))]) {
    await updateAccount(tx, siteId, account, connectionIds, facts);
  }
  const made = planned.flatMap(({ id, before, after }) => (before === null && after !== null ? [{ id, after }] : []));
  for (let from = 0; from < made.length; from += batch) {
    const data = made.slice(from, from + batch).map(({ id, after }) => ({
      id: id ?? newId(),
      siteId,
      ...columns(after, connectionIds),
      ...password(after, facts),
      createdBy: facts.actor,
      createdAt: facts.now,
      updatedAt: facts.now,
      emailVerified: facts.vouches && after.email !== null,
    }));
    await tx.account.createMany({ data });
  }
}

/** Whether a change touches what a sign-in may update. */
export function editsPerson(before: AccountState, after: AccountState): boolean {
  return personFields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

async function updateAccount(
  tx: Prisma.TransactionClient,
  siteId: string,
  { id, before, after, stored }: AccountWrite,
  connectionIds: ReadonlyMap<string, string>,
  facts: WriteFacts,
): Promise<void> {
  if (id === null || before === null || after === null) return;
  const edited = editsPerson(before, after);
  const known = stored?.updateTimestamp ?? null;
  const isLater = known === null || known < facts.now;
  await tx.account.update({
    where: { id, siteId },
    data: {
      ...columns(after, connectionIds),
      ...password(after, facts),
      ...(edited && isLater ? { updateTimestamp: facts.now } : {}),
      ...(before.email === after.email ? {} : { emailVerified: facts.vouches && after.email !== null }),
      updatedAt: facts.now,
    },
  });
  if (before.connection === after.connection) return;
  const connectionId = after.connection === null ? undefined : connectionIds.get(after.connection);
  // Whom the old connection knew the account as no longer leads to it.
  await tx.nameIdBinding.deleteMany({
    where: { siteId, accountId: id, ...(connectionId === undefined ? {} : { connectionId: { not: connectionId } }) },
  });
}

function columns(account: AccountState, connectionIds: ReadonlyMap<string, string>) {
  const { connection, expiresAt, roles, trackingCodes, ...fields } = account;
  return {
    ...fields,
    usernameKey: usernameKey(account.username),
    confusableKey: confusableKey(account.username),
    emailKey: account.email === null ? null : emailKey(account.email),
    roles: [...roles],
    trackingCodes: { ...trackingCodes },
    connectionId: connection === null ? null : (connectionIds.get(connection) ?? null),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  };
}

function password(account: AccountState, { passwordHashes }: WriteFacts): { passwordHash?: string } {
  const passwordHash = passwordHashes.get(usernameKey(account.username));
  return passwordHash === undefined ? {} : { passwordHash };
}
