import { randomBytes } from 'node:crypto';
import type { organizationRoles } from '../../src/accounts';
import type { Prisma } from '../../src/db';
import { newId } from '../../src/newId';
import { hashSecret, newSecret } from '../../src/sessions';
import type { TestBrowser } from './http';
import { makeSession } from './session';
import { makeAccount } from './site';
import type { UsherUnderTest } from './usher';

/** An organization role. */
export type Role = (typeof organizationRoles)[number];

/** Somebody with an account of the site, signed in. */
export interface SignedInAdmin {
  readonly browser: TestBrowser;
  readonly accountId: string;
  readonly username: string;
}

/** Makes an account of the site with these roles and signs it in; `overrides` are columns of the account. */
export async function signInAdmin(
  usher: UsherUnderTest,
  roles: readonly Role[],
  overrides: Partial<Prisma.AccountUncheckedCreateInput> = {},
): Promise<SignedInAdmin> {
  const username = overrides.username ?? `admin-${randomBytes(4).toString('hex')}@acme.test`;
  const accountId = await makeAccount(usher.database, usher.siteId, {
    displayName: 'Grace Hopper',
    type: 'attendee',
    ...overrides,
    username,
    roles: [...roles],
  });
  return { browser: await browserOf(usher, accountId), accountId, username };
}

/** A browser in which the account is signed in through the site's connection. */
export async function browserOf(usher: UsherUnderTest, accountId: string): Promise<TestBrowser> {
  const { siteId, connectionId } = usher;
  const times = {
    createdAt: usher.now,
    lastSeenAt: usher.now,
    expiresAt: new Date(usher.now.getTime() + 12 * 3_600_000),
  };
  const { token } = await makeSession(usher.database, { siteId, accountId, connectionId }, times);
  const browser = usher.browser();
  browser.cookies.set('usher-session', token);
  return browser;
}

/** A browser in which an operator is signed in. */
export async function signInOperator(usher: UsherUnderTest, email = 'operator@usher.test'): Promise<TestBrowser> {
  const { prisma } = usher.database;
  const id = newId();
  await prisma.operator.create({ data: { id, email, emailKey: email, passwordHash: '', createdAt: usher.now } });
  const token = newSecret(randomBytes);
  const expiresAt = new Date(usher.now.getTime() + 8 * 3_600_000);
  const session = { tokenHash: hashSecret(token), operatorId: id, createdAt: usher.now, expiresAt };
  await prisma.operatorSession.create({ data: session });
  const browser = usher.browser();
  browser.cookies.set('usher-operator', token);
  return browser;
}
