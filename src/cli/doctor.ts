import type { Command } from 'commander';
import type { Finding } from '../commands';
import { carryOut } from './carryOut';
import { print, visible, type OutputOptions } from './output';

/** Adds `usher doctor`; exit code 1 when something needs doing. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at settings, database, clock, certificates, exceptions, connections and seats; say what to do')
    .option('--json', 'print JSON')
    .action(async (output: OutputOptions) => {
      const findings = await carryOut('doctor', {});
      print(findings, output, asText);
      if (findings.some(({ level }) => level === 'problem')) process.exitCode = 1;
    });
}

function asText(findings: readonly Finding[]): string[] {
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return [
    ...findings.flatMap(({ level, subject, site, what, todo }) => [
      `${level === 'problem' ? 'PROBLEM' : 'notice '}  ${site === null || subject.startsWith(`${site}/`) ? '' : `${site} `}${subject}: ${visible(what)}`,
      `         ${visible(todo)}`,
    ]),
    problems === 0
      ? 'Nothing needs doing.'
      : `${problems} ${problems === 1 ? 'problem needs' : 'problems need'} doing.`,
  ];
}
