import { z } from 'zod';
import { CommandError } from '../commandSocket';
import { addOperator, listOperators, removeOperator } from '../operator';
import { longestPassword, shortestPassword } from '../sessions';
import { command } from './context';

/** `usher operator add` */
export const operatorAdd = command(
  z.strictObject({ email: z.string(), password: z.string() }),
  async ({ database, clock }, { email, password }): Promise<{ added: string }> => {
    const verdict = await addOperator(database, { email, password, now: clock() });
    switch (verdict.outcome) {
      case 'added':
        return { added: email };
      case 'exists':
        throw new CommandError(`There is an operator ${email} already.`, 1);
      case 'refused':
        throw new CommandError(
          verdict.problem === 'email'
            ? `${email} is not an e-mail address.`
            : `The password must have ${shortestPassword} to ${longestPassword} characters.`,
          1,
        );
    }
  },
);

/** `usher operator list` */
export const operatorList = command(
  z.strictObject({}),
  async ({ database }): Promise<{ email: string; createdAt: string }[]> => {
    const operators = await listOperators(database);
    return operators.map(({ email, createdAt }) => ({ email, createdAt: createdAt.toISOString() }));
  },
);

/** `usher operator remove` */
export const operatorRemove = command(
  z.strictObject({ email: z.string() }),
  async ({ database, clock }, { email }): Promise<{ removed: string }> => {
    if (await removeOperator(database, email, clock())) return { removed: email };
    throw new CommandError(`There is no operator ${email}.`, 1);
  },
);
