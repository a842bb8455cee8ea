import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeProblems, loadConfig, type Config, type Environment } from '../src/config';
import { settings } from '../src/settings';

const key = Buffer.alloc(32, 7).toString('base64');
const server = { DATABASE_URL: 'postgresql://u:hunter2@db.test/usher', SECRET_KEY: key };

function configOf(env: Environment): Config {
  const result = loadConfig(env);
  if ('problems' in result) throw new Error(describeProblems(result.problems));
  return result.config;
}

function problemsOf(env: Environment): string[] {
  const result = loadConfig(env);
  return 'problems' in result ? result.problems.map(({ name, message }) => `${name} ${message}`) : [];
}

describe('without any setting', () => {
  it('serves the embedded database on this machine alone, with the demo', () => {
    expect(configOf({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      insecureLoopback: true,
      databaseUrl: null,
      dataDir: path.resolve('data'),
      secretKey: null,
      secretKeyPrevious: null,
      smtpUrl: null,
      mailFrom: null,
      trustProxy: false,
      logLevel: 'info',
      logFormat: 'text',
      attemptRetentionDays: 30,
      metadataAllowedHosts: [],
      demo: true,
      metricsToken: null,
      rateLimits: true,
    });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(configOf({}))).toBe(true);
  });
});

test.each<[string, Environment, Partial<Config>]>([
  ['the port is part of the default address', { PORT: '8080' }, { port: 8080, publicUrl: 'http://localhost:8080' }],
  [
    'a server database under a public address is open to the network and logs json',
    { ...server, PUBLIC_URL: 'https://sso.acme.test' },
    { host: '0.0.0.0', logFormat: 'json' },
  ],
  ['who calls itself localhost is reached from this machine alone', server, { host: '127.0.0.1' }],
  ['a server database has no demo', server, { demo: false, databaseUrl: server.DATABASE_URL }],
  ['a public address has no demo', { PUBLIC_URL: 'https://sso.acme.test' }, { demo: false, insecureLoopback: false }],
  ['production has no demo', { NODE_ENV: 'production' }, { demo: false }],
  ['DEMO decides over its default', { DEMO: 'off' }, { demo: false }],
  ['DEMO can be asked for', { NODE_ENV: 'production', DEMO: 'on' }, { demo: true }],
  [
    'a final slash of the address is dropped',
    { PUBLIC_URL: 'https://sso.acme.test/' },
    { publicUrl: 'https://sso.acme.test' },
  ],
  ['https on loopback keeps secure cookies', { PUBLIC_URL: 'https://localhost:3000' }, { insecureLoopback: false }],
  ['127.0.0.2 is loopback', { PUBLIC_URL: 'http://127.0.0.2:3000' }, { insecureLoopback: true, demo: true }],
  ['::1 is loopback', { PUBLIC_URL: 'http://[::1]:3000' }, { insecureLoopback: true }],
  ['a name below localhost is loopback', { PUBLIC_URL: 'http://app.localhost' }, { insecureLoopback: true }],
  ['one proxy', { TRUST_PROXY: '1' }, { trustProxy: 1 }],
  ['no proxy', { TRUST_PROXY: 'off' }, { trustProxy: false }],
  ['proxies by address', { TRUST_PROXY: 'loopback,10.0.0.0/8' }, { trustProxy: 'loopback, 10.0.0.0/8' }],
  [
    'hosts are compared in lower case',
    { METADATA_ALLOWED_HOSTS: 'IdP.corp, 10.0.0.7' },
    { metadataAllowedHosts: ['idp.corp', '10.0.0.7'] },
  ],
  ['rate limits can be switched off', { RATE_LIMITS: 'off' }, { rateLimits: false }],
  [
    'empty means absent',
    { SMTP_URL: '', PORT: '', METRICS_TOKEN: ' ' },
    { port: 3000, smtpUrl: null, metricsToken: null },
  ],
  ['names that are not ours are ignored', { USHER_PORT: 'x', PORTS: 'x' }, { port: 3000 }],
])('%s', (_title, env, expected) => {
  expect(configOf(env)).toMatchObject(expected);
});

test.each<[string, Environment, string]>([
  ['a port beyond the last', { PORT: '70000' }, 'PORT must be a whole number from 1 to 65535'],
  ['a port in words', { PORT: 'http' }, 'PORT must be a whole number from 1 to 65535'],
  ['an address without a scheme', { PUBLIC_URL: 'sso.acme.test' }, 'PUBLIC_URL must be an https address'],
  [
    'an address with a path',
    { PUBLIC_URL: 'https://acme.test/sso' },
    'PUBLIC_URL must be scheme, host and port alone, without a path',
  ],
  [
    'http away from this machine',
    { PUBLIC_URL: 'http://acme.test' },
    'PUBLIC_URL must begin with https; http is for this machine alone (localhost)',
  ],
  [
    'a host that only begins like loopback',
    { PUBLIC_URL: 'http://127.0.0.1.acme.test' },
    'PUBLIC_URL must begin with https; http is for this machine alone (localhost)',
  ],
  [
    'another database',
    { ...server, DATABASE_URL: 'mysql://db/x' },
    'DATABASE_URL must be an address of a PostgreSQL database (postgresql://…)',
  ],
  ['a lost database address', { DATABASE_URL: '' }, 'DATABASE_URL is set but empty; give it a value or remove it'],
  ['a server without a key', { DATABASE_URL: server.DATABASE_URL }, 'SECRET_KEY is required with DATABASE_URL'],
  [
    'a short key',
    { SECRET_KEY: Buffer.alloc(31).toString('base64') },
    'SECRET_KEY must be base64 of 32 random bytes or more',
  ],
  [
    'a key that is not base64',
    { SECRET_KEY: 'correct horse battery staple correct horse battery' },
    'SECRET_KEY must be base64 of 32 random bytes or more',
  ],
  [
    'an unknown proxy',
    { TRUST_PROXY: 'nginx' },
    'TRUST_PROXY must be how many proxies stand before us, or their addresses with commas between them',
  ],
  [
    'a proxy network that is none',
    { TRUST_PROXY: '10.0.0.0/40' },
    'TRUST_PROXY must be how many proxies stand before us, or their addresses with commas between them',
  ],
  ['mail without a sender', { SMTP_URL: 'smtp://mail.test' }, 'MAIL_FROM is required with SMTP_URL'],
  ['a log level that is none', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be error, warn, info, http or debug'],
  ['a switch that is neither', { DEMO: 'maybe' }, 'DEMO must be on or off'],
  [
    'no retention at all',
    { ATTEMPT_RETENTION_DAYS: '0' },
    'ATTEMPT_RETENTION_DAYS must be a whole number from 1 to 3650',
  ],
  [
    'an address among hosts',
    { METADATA_ALLOWED_HOSTS: 'https://idp.test' },
    'METADATA_ALLOWED_HOSTS must be host names with commas between them; "https://idp.test" is none',
  ],
])('%s is told', (_title, env, expected) => {
  expect(problemsOf(env)).toEqual([expected]);
});

it('tells all mistakes at once, each with an example, and never the value of a secret', () => {
  const result = loadConfig({
    PORT: 'x',
    DATABASE_URL: 'mysql://u:hunter2@db',
    SECRET_KEY: 'hunter2',
    LOG_FORMAT: 'xml',
  });
  const text = 'problems' in result ? describeProblems(result.problems) : '';
  expect(text.split('\n')).toHaveLength(5);
  expect(text).toContain('PORT must be a whole number from 1 to 65535. Example: PORT=3000');
  expect(text).not.toContain('hunter2');
});

describe('NAME_FILE', () => {
  const read = (file: string) => {
    if (file === '/run/secrets/key') return `${key}\n`;
    throw new Error('ENOENT: no such file');
  };

  it('gives a setting from a file, without its last line break', () => {
    const result = loadConfig({ SECRET_KEY_FILE: '/run/secrets/key' }, read);
    expect('config' in result && result.config.secretKey).toEqual(Buffer.alloc(32, 7));
  });

  it.each([
    ['a file that is not there', { SECRET_KEY_FILE: '/nowhere' }, 'cannot be read'],
    ['both forms', { SECRET_KEY_FILE: '/run/secrets/key', SECRET_KEY: key }, 'both set'],
  ])('refuses %s', (_title, env, message) => {
    const result = loadConfig(env, read);
    expect('problems' in result && result.problems[0]?.message).toContain(message);
  });
});

it('gives every setting an example that is valid itself, commands aside', () => {
  for (const [name, { example, schema, secret }] of Object.entries(settings)) {
    if (secret && (example.startsWith('$(') || example.startsWith('the '))) continue;
    expect([name, schema.safeParse(example).success]).toEqual([name, true]);
  }
});

it('documents every setting in .env.example with what it means and what it is without', () => {
  const documented = readFileSync(path.join(__dirname, '../.env.example'), 'utf8');
  const blocks = documented.split('\n\n').slice(1);
  expect(blocks.map((block) => /^#([A-Z_]+)=/m.exec(block)?.[1])).toEqual(Object.keys(settings));
  Object.values(settings).forEach(({ meaning, fallback }, index) => {
    expect(blocks[index]).toContain(`# ${meaning} Without it: ${fallback}.`);
  });
});
