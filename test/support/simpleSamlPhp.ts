import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeSiteKey } from '../../src/saml/makeSiteKey';
import { freePort } from './freePort';
import { startWatched, untilAnswering } from './watchedProcess';

/** Debian's package simplesamlphp. */
const installation = '/usr/share/simplesamlphp';

/** A person who can sign in at the identity provider: attribute names to values, `password` apart. */
export interface SimpleSamlPhpPerson {
  readonly username: string;
  readonly password: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** Options of one service provider as SimpleSAMLphp names them (saml20-sp-remote), such as `assertion.encryption`. */
export type ServiceProviderOptions = Readonly<Record<string, unknown>>;

/** A SimpleSAMLphp that acts as identity provider on a random port of the loopback. */
export interface SimpleSamlPhp {
  /** `http://127.0.0.1:port`: another site than `localhost`, as a real identity provider is. */
  readonly url: string;
  readonly entityId: string;
  /** Its metadata, from the address it publishes it at. */
  metadata(): Promise<string>;
  /**
   * Reads the metadata of a service provider with SimpleSAMLphp's own parser and trusts it from then on.
   *
   * @returns what the parser made of it
   * @throws Error with the parser's words when it cannot read the metadata
   */
  addServiceProvider(metadataXml: string, options?: ServiceProviderOptions): Record<string, unknown>;
  /** Which algorithm encrypts assertions from now on; before the first call it is AES-128-CBC, as it comes. */
  encryptWith(algorithm: 'AES128_CBC' | 'AES128_GCM' | 'AES256_GCM'): void;
  /** The address that starts a sign-in at the identity provider; `relayState` is handed to the service provider. */
  startAddress(spEntityId: string, relayState?: string): string;
  /** The address that starts a logout at the identity provider, which ends at `returnTo`. */
  logoutAddress(returnTo: string): string;
  /** What it has logged so far: for the message of a test that failed. */
  log(): string;
  stop(): Promise<void>;
}

/** Why SimpleSAMLphp cannot be started here, as a sentence; null when it can. */
export function simpleSamlPhpMissing(): string | null {
  const missing = [
    ...(spawnSync('php', ['--version']).status === 0 ? [] : ['php-cli', 'php-xml']),
    ...(existsSync(installation) ? [] : ['simplesamlphp']),
  ];
  return missing.length === 0 ? null : `Missing: apt-get install -y --no-install-recommends ${missing.join(' ')}`;
}

/** Starts Debian's SimpleSAMLphp from a temporary folder of its own; nothing outside that folder is written. */
export async function startSimpleSamlPhp(people: readonly SimpleSamlPhpPerson[]): Promise<SimpleSamlPhp> {
  const missing = simpleSamlPhpMissing();
  if (missing !== null) throw new Error(missing);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-simplesamlphp-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const entityId = `${url}/saml2/idp/metadata.php`;
  const providers = new Map<string, Record<string, unknown>>();
  const environment = { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder };
  const writeProviders = () => writeConfig(folder, 'metadata/saml20-sp-remote', Object.fromEntries(providers));

  await writeFolder(folder, url, entityId, people);
  writeProviders();
  writeEncryption(folder, 'AES128_CBC');
  const settings = [...phpSettings, '-d', `auto_prepend_file=${path.join(folder, 'prepend.php')}`];
  const server = startWatched(['php', ...settings, '-S', `127.0.0.1:${port}`, '-t', path.join(installation, 'www')], {
    folder,
    cwd: folder,
    env: environment,
  });
  await untilAnswering(entityId, server);
  return {
    url,
    entityId,
    metadata: async () => readMetadata(entityId),
    addServiceProvider: (metadataXml, options = {}) => {
      const parsed = parseServiceProvider(metadataXml, environment);
      providers.set(String(parsed['entityid']), { ...parsed, ...options });
      writeProviders();
      return parsed;
    },
    encryptWith: (algorithm) => writeEncryption(folder, algorithm),
    startAddress: (spEntityId, relayState) => {
      const query = new URLSearchParams({ spentityid: spEntityId, ...(relayState ? { RelayState: relayState } : {}) });
      return `${url}/saml2/idp/SSOService.php?${query.toString()}`;
    },
    logoutAddress: (returnTo) =>
      `${url}/saml2/idp/SingleLogoutService.php?${new URLSearchParams({ ReturnTo: returnTo }).toString()}`,
    log: () => {
      const file = path.join(folder, 'log/simplesamlphp.log');
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    },
    stop: () => server.end(),
  };
}

/** It is older than this PHP and would print deprecation notices into its pages; a changed file counts at once. */
const phpSettings = ['display_errors=0', 'error_reporting=8191', 'log_errors=0', 'opcache.revalidate_freq=0'].flatMap(
  (setting) => ['-d', setting],
);

/**
 * SimpleSAMLphp 1.19 can encrypt with GCM only under a key shared beforehand: for a certificate it names CBC in one line of
 * its source. A copy with another choice in that line is loaded first; everything else, the encryption itself included, is
 * as it comes.
 */
function writeEncryption(folder: string, algorithm: string): void {
  const source = readFileSync(`${installation}/vendor/simplesamlphp/saml2/src/SAML2/EncryptedAssertion.php`, 'utf8');
  const line = 'new XMLSecurityKey(XMLSecurityKey::AES128_CBC)';
  if (source.split(line).length !== 2) throw new Error('This SimpleSAMLphp names its encryption elsewhere');
  const copy = path.join(folder, 'EncryptedAssertion.php');
  writeFileSync(copy, source.replace(line, `new XMLSecurityKey(XMLSecurityKey::${algorithm})`));
  writeFileSync(
    path.join(folder, 'prepend.php'),
    `<?php require_once '${installation}/lib/_autoload.php'; require '${copy}';\n`,
  );
}

/**
 * Every configuration file is the same line of PHP that reads the JSON beside it, so that the settings stay data.
 * SimpleSAMLphp expects `$config` in some and `$metadata` in others.
 */
function writeConfig(folder: string, name: string, content: unknown): void {
  const file = path.join(folder, name);
  writeFileSync(`${file}.json`, JSON.stringify(content));
  const read = `json_decode(file_get_contents('${file}.json'), true)`;
  writeFileSync(`${file}.php`, `<?php $config = $metadata = ${read};\n`);
}

async function writeFolder(
  folder: string,
  url: string,
  entityId: string,
  people: readonly SimpleSamlPhpPerson[],
): Promise<void> {
  for (const part of ['cert', 'log', 'metadata', 'sessions', 'temp']) mkdirSync(path.join(folder, part));
  const key = await makeSiteKey({
    commonName: 'SimpleSAMLphp',
    notBefore: new Date(Date.now() - 60_000),
    serial: '01',
  });
  writeFileSync(path.join(folder, 'cert/idp.pem'), key.privateKeyPem);
  writeFileSync(path.join(folder, 'cert/idp.crt'), key.certificatePem);
  writeConfig(folder, 'config', {
    baseurlpath: `${url}/`,
    certdir: path.join(folder, 'cert/'),
    loggingdir: path.join(folder, 'log/'),
    datadir: path.join(folder, 'temp/'),
    tempdir: path.join(folder, 'temp'),
    metadatadir: path.join(folder, 'metadata/'),
    'logging.level': 6,
    'logging.handler': 'file',
    'logging.logfile': 'simplesamlphp.log',
    secretsalt: 'for-tests-on-the-loopback-alone',
    'auth.adminpassword': 'never-used',
    timezone: 'UTC',
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true },
    'session.cookie.name': 'SimpleSAMLSessionID',
    'session.cookie.path': '/',
    'session.cookie.secure': false,
    'session.phpsession.cookiename': 'SimpleSAMLphp',
    'session.phpsession.savepath': path.join(folder, 'sessions'),
    'session.phpsession.httponly': true,
    'store.type': 'phpsession',
    'language.available': ['en'],
    'language.default': 'en',
    'theme.use': 'default',
    'metadata.sources': [{ type: 'flatfile' }],
    'trusted.url.domains': null,
  });
  writeConfig(folder, 'authsources', {
    people: {
      0: 'exampleauth:UserPass',
      ...Object.fromEntries(
        people.map(({ username, password, attributes }) => [`${username}:${password}`, attributes]),
      ),
    },
  });
  writeConfig(folder, 'metadata/saml20-idp-hosted', {
    [entityId]: {
      host: '__DEFAULT__',
      privatekey: 'idp.pem',
      certificate: 'idp.crt',
      auth: 'people',
      SingleSignOnServiceBinding: bindings,
      SingleLogoutServiceBinding: bindings,
      'signature.algorithm': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      authproc: {
        10: {
          class: 'saml:AttributeNameID',
          attribute: 'uid',
          Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        },
      },
    },
  });
}

/** The POST binding has to be asked for; without it requests come by redirect alone. */
const bindings = [
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
];

const parser = `
require '${installation}/lib/_autoload.php';
$entities = SimpleSAML\\Metadata\\SAMLParser::parseDescriptorsString(stream_get_contents(STDIN));
$found = array_values(array_filter(array_map(fn($entity) => $entity->getMetadata20SP(), $entities)));
if (count($found) !== 1) throw new Exception(count($found) . ' service providers in the metadata');
unset($found[0]['entityDescriptor']);
echo json_encode($found[0], JSON_THROW_ON_ERROR);
`;

function parseServiceProvider(metadataXml: string, env: NodeJS.ProcessEnv): Record<string, unknown> {
  const run = spawnSync('php', [...phpSettings, '-d', 'display_errors=stderr', '-r', parser], {
    env,
    input: metadataXml,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`SimpleSAMLphp could not read the metadata: ${run.stderr || run.stdout}`);
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

async function readMetadata(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) throw new Error(`SimpleSAMLphp answered ${response.status} for its metadata: ${text}`);
  return text;
}
