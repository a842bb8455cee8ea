import { CommanderError, type Command } from 'commander';
import { buildProgram } from '../../src/cli/program';
import { columns, showValue, visible } from '../../src/cli/output';
import { showAttempt } from '../../src/cli/showAttempt';

const names = [
  'serve',
  'migrate',
  'apply',
  'export',
  'explain',
  'attempts',
  'accounts',
  'activity',
  'erase',
  'operator',
  'provisioning',
  'keys',
  'metadata',
  'mails',
  'doctor',
];

function silent(command: Command): Command {
  command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined }).exitOverride();
  command.commands.forEach(silent);
  return command;
}

it('has the commands of the contract, each with a help of its own', async () => {
  const program = silent(buildProgram());
  expect(program.commands.map((command) => command.name())).toEqual(names);
  for (const name of names) {
    const helped = await silent(buildProgram())
      .parseAsync([name, '--help'], { from: 'user' })
      .catch((error: unknown) => error);
    expect(helped).toMatchObject({ exitCode: 0, code: 'commander.helpDisplayed' });
  }
});

it.each(['migrate', 'apply', 'export', 'explain', 'attempts', 'accounts', 'activity', 'erase', 'mails', 'doctor'])(
  '%s takes --json',
  (name) => {
    const command = buildProgram().commands.find((candidate) => candidate.name() === name);
    expect(command?.options.map(({ long }) => long)).toContain('--json');
  },
);

it.each([
  [['nonsense']],
  [['accounts']],
  [['attempts', '--site', 'acme', '--code', '33']],
  [['attempts', '--site', 'acme', '--limit', '0']],
  [['attempts', '--site', 'acme', '--limit', '1e3']],
  [['apply']],
  [['apply', 'a.yaml', 'b.yaml']],
  [['serve', '--workers', '0']],
  [['accounts', '--site', 'acme', '--unknown']],
  [['provisioning', 'create', '--site', 'acme', '--name', 'Okta', '--acting-user', 'ada', '--type', 'digest']],
  [['provisioning', 'create', '--site', 'acme', '--name', 'Okta', '--acting-user', 'ada']],
  [['provisioning', 'rotate', 'Okta', '--site', 'acme', '--overlap', '31']],
  [['provisioning', 'list']],
])('%j is told as a wrong use before anything is opened', async (args) => {
  await expect(silent(buildProgram()).parseAsync(args, { from: 'user' })).rejects.toBeInstanceOf(CommanderError);
});

describe('printing', () => {
  it('lets nothing from outside move the cursor or turn the text around', () => {
    expect(visible('a\u001b[2Jb\u202ec\nd')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd');
    expect(showValue({ name: '\u009b' })).toBe('{"name":"\uFFFD"}');
    expect(showValue(null)).toBe('(none)');
  });

  it('aligns columns and drops blanks at the end of lines', () => {
    expect(
      columns(
        ['A', 'LONG'],
        [
          ['wide', ''],
          ['x', 'y'],
        ],
      ),
    ).toEqual(['A     LONG', 'wide', 'x     y']);
    expect(columns(['A'], [])).toEqual([]);
  });

  it('shows an attempt with its reasons, what was expected and received, and its check-list', () => {
    const lines = showAttempt({
      reference: 'ABC-DEF-012',
      at: '2026-11-22T09:00:00.000Z',
      connection: 'main',
      kind: 'acs',
      outcome: 'refused',
      username: null,
      code: 31,
      note: null,
      reasons: [
        {
          id: 'seat_unavailable',
          field: 'seats',
          expected: '1 free seat',
          received: '25 of 25 held',
          hint: 'two are locked',
          title: 'No seat is free.',
          whoActs: 'site_admin',
          fix: 'Free one.',
        },
      ],
      checks: [
        { id: 'signature', passed: true, why: 'verified' },
        { id: 'seat', passed: false, why: 'none is free' },
        { id: 'replay', passed: null, why: 'not judged', unverified: true },
      ],
    });
    expect(lines).toEqual([
      'ABC-DEF-012  2026-11-22T09:00:00.000Z  main  refused with 31',
      '  user name: (none)',
      '  seat_unavailable (seats): No seat is free.',
      '    expected: 1 free seat',
      '    received: 25 of 25 held',
      '    hint:     two are locked',
      '    site admin: Free one.',
      '  checks:',
      '    ok   signature: verified',
      '    FAIL seat: none is free',
      '    -    replay: not judged (unverified document)',
    ]);
  });
});
