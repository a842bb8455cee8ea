import { Option, type Command } from 'commander';
import type { ListedProvisioning, ShownSecret } from '../commands';
import { carryOut } from './carryOut';
import { columns, print, visible, type OutputOptions } from './output';
import { wholeNumber } from './wholeNumber';

interface SiteOption extends OutputOptions {
  readonly site: string;
}

interface CreateOptions extends SiteOption {
  readonly name: string;
  readonly actingUser: string;
  readonly type: 'basic' | 'bearer' | 'oauth';
}

interface RotateOptions extends SiteOption {
  readonly overlap: number;
  readonly lifetime?: number;
}

/** Adds `usher provisioning create`, `list`, `rotate` and `remove`. */
export function addProvisioning(program: Command): void {
  const provisioning = program.command('provisioning').description('SCIM clients of a site and their secrets');
  addCreate(provisioning);
  addList(provisioning);
  addRotate(provisioning);
  addRemove(provisioning);
}

function addCreate(provisioning: Command): void {
  provisioning
    .command('create')
    .description('make a provisioning; id, address and secret are printed once')
    .requiredOption('--site <site>', 'the site')
    .requiredOption('--name <name>', 'what the sending system is called, such as "Okta Production"')
    .requiredOption('--acting-user <username>', 'the account that everything it does is put down to')
    .addOption(
      new Option('--type <type>', 'how it signs in').choices(['basic', 'bearer', 'oauth']).makeOptionMandatory(),
    )
    .option('--json', 'print JSON')
    .action(async ({ site, name, actingUser, type, ...output }: CreateOptions) => {
      print(await carryOut('provisioningCreate', { site, name, actingUser, type }), output, secretLines);
    });
}

function addList(provisioning: Command): void {
  provisioning
    .command('list')
    .description('list the provisionings of a site')
    .requiredOption('--site <site>', 'the site')
    .option('--json', 'print JSON')
    .action(async ({ site, ...output }: SiteOption) => {
      print(await carryOut('provisioningList', { site }), output, listLines);
    });
}

function addRotate(provisioning: Command): void {
  provisioning
    .command('rotate')
    .description('make a new secret; it is printed once')
    .argument('<provisioning>', 'its name or id')
    .requiredOption('--site <site>', 'the site')
    .option('--overlap <days>', 'days for which the secret before works on', wholeNumber(0, 30), 0)
    .option('--lifetime <days>', 'days until the new one ends; without: it has no end', wholeNumber(1, 1095))
    .option('--json', 'print JSON')
    .action(async (named: string, { site, overlap, lifetime, ...output }: RotateOptions) => {
      const args = { site, provisioning: named, overlapDays: overlap, lifetimeDays: lifetime ?? null };
      print(await carryOut('provisioningRotate', args), output, secretLines);
    });
}

function addRemove(provisioning: Command): void {
  provisioning
    .command('remove')
    .description('remove a provisioning with its secrets and its call log; people and groups stay')
    .argument('<provisioning>', 'its name or id')
    .requiredOption('--site <site>', 'the site')
    .option('--json', 'print JSON')
    .action(async (named: string, { site, ...output }: SiteOption) => {
      const result = await carryOut('provisioningRemove', { site, provisioning: named });
      print(result, output, ({ removed }) => [`Provisioning ${visible(removed)} removed.`]);
    });
}

function secretLines(made: ShownSecret): string[] {
  const { name, id, url, tokenUrl, type, secret, endsAt, previousEndsAt } = made;
  return [
    `Provisioning: ${visible(name)}`,
    `Address:      ${url}`,
    ...(tokenUrl === null ? [] : [`Tokens:       ${tokenUrl}`]),
    `${userNames[type]}${id}`,
    `Secret:       ${secret}`,
    '',
    'The secret is shown this once.',
    ...(endsAt === null ? [] : [`It ends ${endsAt}.`]),
    ...(previousEndsAt === null ? [] : [`The one before works until ${previousEndsAt}.`]),
  ];
}

/** What the id is called where it has to be entered. */
const userNames: Readonly<Record<ShownSecret['type'], string>> = {
  basic: 'User name:    ',
  bearer: 'Id:           ',
  oauth: 'Client id:    ',
};

function listLines(all: readonly ListedProvisioning[]): string[] {
  if (all.length === 0) return ['No provisionings. Make one with: usher provisioning create'];
  return columns(
    ['NAME', 'TYPE', 'STATE', 'ACTING USER', 'LAST CALL', 'SECRETS', 'ADDRESS'],
    all.map((one) => [
      one.name,
      one.type,
      one.stopped ?? (one.heldSince === null ? 'working' : 'held'),
      one.actingUser === '' ? '-' : one.actingUser,
      one.lastCallAt ?? '-',
      String(one.secrets.length),
      one.url,
    ]),
  );
}
