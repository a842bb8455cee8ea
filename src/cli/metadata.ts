import type { Command } from 'commander';
import type { ShownMetadata } from '../commands';
import { carryOut } from './carryOut';
import { print, visible, type OutputOptions } from './output';

interface DecisionOptions extends OutputOptions {
  readonly site: string;
  readonly connection: string;
  readonly digest?: string;
}

/** Adds `usher metadata list`, `refresh`, `accept` and `drop`. */
export function addMetadata(program: Command): void {
  const metadata = program.command('metadata').description('metadata that identity providers offer at an address');
  metadata
    .command('list')
    .description('what the last look at each came to, and what waits for a decision')
    .option('--site <site>', 'only of this site')
    .option('--json', 'print JSON')
    .action(async ({ site, ...output }: OutputOptions & { readonly site?: string }) => {
      print(await carryOut('metadataList', site === undefined ? {} : { site }), output, asText);
    });
  metadata
    .command('refresh')
    .description('look now; exit code 1 when one could not be used')
    .requiredOption('--site <site>', 'the site')
    .option('--connection <connection>', 'only this connection')
    .option('--json', 'print JSON')
    .action(async ({ site, connection, ...output }: OutputOptions & { site: string; connection?: string }) => {
      const args = connection === undefined ? { site } : { site, connection };
      const result = await carryOut('metadataRefresh', args);
      print(result, output, asText);
      if (result.some(({ problem }) => problem !== null)) process.exitCode = 1;
    });
  decision(metadata, 'accept', 'pin the addresses and certificates that wait').action(
    async ({ site, connection, digest, ...output }: DecisionOptions) => {
      const result = await carryOut('metadataAccept', { site, connection, digest: digest ?? null });
      print(result, output, ({ accepted }) => [`Metadata of connection ${accepted} accepted.`]);
    },
  );
  decision(metadata, 'drop', 'keep what is pinned; the same metadata will not wait again').action(
    async ({ site, connection, digest, ...output }: DecisionOptions) => {
      const result = await carryOut('metadataDrop', { site, connection, digest: digest ?? null });
      print(result, output, ({ dropped }) => [`Metadata held for connection ${dropped} dropped.`]);
    },
  );
}

function decision(metadata: Command, name: string, description: string): Command {
  return metadata
    .command(name)
    .description(description)
    .requiredOption('--site <site>', 'the site')
    .requiredOption('--connection <connection>', 'the connection')
    .option('--digest <digest>', 'only if exactly this waits (as list prints it)')
    .option('--json', 'print JSON');
}

function asText(listed: readonly ShownMetadata[]): string[] {
  if (listed.length === 0) return ['No connection has an address for its metadata.'];
  return listed.flatMap(({ site, connection, url, checkedAt, outcome, problem, pinned, held }) => [
    `${site}/${connection}: ${visible(url ?? '(no address)')}`,
    `  last look: ${checkedAt === null ? 'none yet' : `${checkedAt} ${outcome ?? ''}`}`,
    ...(problem === null ? [] : [`  ${visible(problem)}`]),
    ...(held === null
      ? []
      : [
          `  ${held.isDropped ? 'dropped' : 'WAITS for accept or drop'} since ${held.heldAt}: ${held.reasons.join(', ')}`,
          `  digest ${held.digest}`,
          ...side('pinned', pinned),
          ...side('proposed', held.proposed),
        ]),
  ]);
}

function side(name: string, { ssoUrl, ssoBinding, sloUrl, certificates }: ShownMetadata['pinned']): string[] {
  return [
    `  ${name}: sign-in ${visible(ssoUrl ?? '(none)')} (${ssoBinding}), logout ${visible(sloUrl ?? '(none)')}`,
    ...certificates.map((fingerprint) => `    ${fingerprint}`),
  ];
}
