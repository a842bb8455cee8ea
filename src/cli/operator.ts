import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CommandError } from '../commandSocket';
import { carryOut } from './carryOut';
import { columns, print, type OutputOptions } from './output';
import { askSecretly } from './prompt';

/** Adds `usher operator add`, `list` and `remove`. */
export function addOperator(program: Command): void {
  const operator = program.command('operator').description('people who may act on all sites');
  operator
    .command('add')
    .description('add an operator; the password is asked for')
    .argument('<email>', 'their e-mail address')
    .option('--password-stdin', 'take the password from standard input')
    .option('--json', 'print JSON')
    .action(async (email: string, { passwordStdin, ...output }: OutputOptions & { passwordStdin?: boolean }) => {
      const password = passwordStdin === true ? await fromStandardInput() : await askTwice();
      const result = await carryOut('operatorAdd', { email, password });
      print(result, output, ({ added }) => [`Operator ${added} added.`]);
    });
  operator
    .command('list')
    .description('list operators')
    .option('--json', 'print JSON')
    .action(async (output: OutputOptions) => {
      const operators = await carryOut('operatorList', {});
      print(operators, output, (listed) =>
        listed.length === 0
          ? ['No operators. Add one with: usher operator add EMAIL']
          : columns(
              ['E-MAIL', 'SINCE'],
              listed.map(({ email, createdAt }) => [email, createdAt]),
            ),
      );
    });
  operator
    .command('remove')
    .description('remove an operator; their sessions end at once')
    .argument('<email>', 'their e-mail address')
    .option('--json', 'print JSON')
    .action(async (email: string, output: OutputOptions) => {
      const result = await carryOut('operatorRemove', { email });
      print(result, output, ({ removed }) => [`Operator ${removed} removed.`]);
    });
}

/** The first line; a line break at its end is not part of a password. */
async function fromStandardInput(): Promise<string> {
  const [password = ''] = (await text(process.stdin)).split(/\r?\n/);
  if (password === '') throw new CommandError('Standard input holds no password.', 2);
  return password;
}

async function askTwice(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandError('There is no terminal to ask for a password: use --password-stdin.', 2);
  }
  const password = await askSecretly('Password: ');
  if ((await askSecretly('Again: ')) !== password) throw new CommandError('The two passwords differ.', 1);
  return password;
}
