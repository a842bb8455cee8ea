import type { Command } from 'commander';
import type { ShownKeyRotation, ShownRotation } from '../commands';
import { carryOut } from './carryOut';
import { print, type OutputOptions } from './output';

interface RotateOptions extends OutputOptions {
  readonly site?: string;
  readonly now?: boolean;
}

/** Adds `usher keys rotate`; exit code 1 when a secret could not be read. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('our own keys');
  keys
    .command('rotate')
    .description(
      'encrypt every secret under the current SECRET_KEY, then take the next step with the keys that sign tokens, ' +
        'or with the SAML keys of a site: publish the next one, or let a published one take over',
    )
    .option('--site <site>', 'rotate the SAML signing and encryption keys of this site')
    .option('--now', 'change keys at once, without announcing them first: for a key that somebody else has got')
    .option('--json', 'print JSON')
    .action(async ({ site, now, ...output }: RotateOptions) => {
      const result = await carryOut('keysRotate', { site: site ?? null, now: now ?? false });
      print(result, output, asText);
      if (result.secrets.unreadable > 0) process.exitCode = 1;
    });
}

function asText({ secrets, keys }: ShownKeyRotation): string[] {
  const lines = [
    secrets.resealed === 0
      ? 'Every secret that can be read is under the current SECRET_KEY.'
      : `${counted(secrets.resealed, 'secret')} encrypted anew under the current SECRET_KEY.`,
  ];
  if (secrets.unreadable > 0) {
    lines.push(`${counted(secrets.unreadable, 'secret')} can be read with neither SECRET_KEY nor SECRET_KEY_PREVIOUS.`);
  }
  return [...lines, ...keys.flatMap(linesOf)];
}

function linesOf(rotation: ShownRotation): string[] {
  const { site, use, deleted } = rotation;
  const name = site === null ? 'Token keys' : `${site}, ${use} key`;
  const line = `${name}: ${whatWasDone(rotation)}`;
  return deleted === 0 ? [line] : [line, `${name}: ${counted(deleted, 'retired key')} deleted.`];
}

function whatWasDone({ site, done, usableFrom }: ShownRotation): string {
  const day = usableFrom?.slice(0, 10) ?? '';
  const where = site === null ? '/.well-known/jwks.json' : 'the metadata';
  switch (done) {
    case 'announced':
      return `the next one is in ${where} beside the current one; it takes over from ${day} on.`;
    case 'waits':
      return `the next one is in ${where} already; it takes over from ${day} on. Use --now if that cannot wait.`;
    case 'promoted':
      return 'the next one is in use now; the one before is retired.';
    case 'replaced':
      return `a new one is in use now; the one before is retired. Give out ${where} at once.`;
    case 'nothing':
      return 'somebody else has just rotated it.';
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
