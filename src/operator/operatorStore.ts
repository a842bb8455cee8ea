import { activityEntry, recordActivity } from '../activity';
import { emailKey, isWellFormedEmail } from '../accounts';
import { Prisma, type Database } from '../db';
import { newId } from '../newId';
import {
  countPassword,
  forgivePasswords,
  hashPassword,
  longestPassword,
  shortestPassword,
  verifyPassword,
} from '../sessions';

/** Somebody who may act on all sites. */
export interface NewOperator {
  readonly email: string;
  readonly password: string;
  readonly now: Date;
}

/** What became of a new operator. */
export type OperatorVerdict =
  | { readonly outcome: 'added'; readonly id: string }
  /** The e-mail address is not well formed, the password too short or too long. */
  | { readonly outcome: 'refused'; readonly problem: 'email' | 'password' }
  | { readonly outcome: 'exists' };

/** An operator as commands list them. */
export interface ListedOperator {
  readonly email: string;
  readonly createdAt: Date;
}

/** Judges what an operator is to be called and sign in with; null when both will do. */
export function operatorProblem({ email, password }: Omit<NewOperator, 'now'>): 'email' | 'password' | null {
  if (!isWellFormedEmail(email)) return 'email';
  const isUsable = [...password].length >= shortestPassword && password.length <= longestPassword;
  return isUsable ? null : 'password';
}

/** Adds an operator. Only the command line and the one-time link come here: no site, file, SCIM call or assertion does. */
export async function addOperator(database: Database, operator: NewOperator): Promise<OperatorVerdict> {
  const problem = operatorProblem(operator);
  if (problem !== null) return { outcome: 'refused', problem };
  const { email, password, now } = operator;
  const id = newId(now);
  const passwordHash = await hashPassword(password);
  try {
    await database.prisma.$transaction(async (tx) => {
      await tx.operator.create({ data: { id, email, emailKey: emailKey(email), passwordHash, createdAt: now } });
      await recordActivity(tx, [operatorActivity('operator.add', email, now)]);
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { outcome: 'exists' };
    throw error;
  }
  return { outcome: 'added', id };
}

/** All operators, the oldest first. */
export async function listOperators(database: Database): Promise<ListedOperator[]> {
  return database.prisma.operator.findMany({ select: { email: true, createdAt: true }, orderBy: { createdAt: 'asc' } });
}

/** Removes an operator and ends their sessions. False when there is none with this address. */
export async function removeOperator(database: Database, email: string, now: Date): Promise<boolean> {
  return database.prisma.$transaction(async (tx) => {
    const { count } = await tx.operator.deleteMany({ where: { emailKey: emailKey(email) } });
    if (count === 1) await recordActivity(tx, [operatorActivity('operator.remove', email, now)]);
    return count === 1;
  });
}

/** An operator's password as it was typed. */
export interface OperatorQuestion {
  readonly email: string;
  readonly password: string;
  readonly address: string | null;
  readonly now: Date;
}

/** What it is worth; an unknown address and a wrong password are one answer. */
export type OperatorPasswordVerdict =
  | { readonly outcome: 'right'; readonly operatorId: string }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'throttled' };

/** Judges the password of an operator; five wrong ones per address are followed by 15 minutes in which none is looked at. */
export async function verifyOperatorPassword(
  database: Database,
  { email, password, address, now }: OperatorQuestion,
): Promise<OperatorPasswordVerdict> {
  const nameKey = emailKey(email);
  const name = { realm: 'operator', nameKey, address };
  if (!(await countPassword(database, name, now))) return { outcome: 'throttled' };
  const operator = await database.prisma.operator.findUnique({ where: { emailKey: nameKey } });
  const isRight = await verifyPassword(operator?.passwordHash ?? null, password);
  if (operator === null || !isRight) return { outcome: 'wrong' };
  await forgivePasswords(database, name);
  return { outcome: 'right', operatorId: operator.id };
}

function operatorActivity(action: string, email: string, at: Date) {
  return activityEntry({ at, siteId: null, actor: 'command', action, subject: email, before: null, after: null });
}
