import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: what it means, what it is when nobody says, an example that works, and the rule that reads its text. */
export interface Setting<Value> {
  readonly meaning: string;
  /** In words, for documents. */
  readonly fallback: string;
  readonly example: string;
  /** True for what must never be printed, not even in an error. */
  readonly secret: boolean;
  /** True when a set but empty value is a mistake; for the others empty means absent. */
  readonly neverEmpty: boolean;
  /** True while it is only checked: what it is for is not built yet. */
  readonly unused: boolean;
  readonly schema: z.ZodType<Value, string>;
}

function setting<Value>(
  meaning: string,
  fallback: string,
  example: string,
  schema: z.ZodType<Value, string>,
  flags: { readonly secret?: true; readonly neverEmpty?: true; readonly unused?: true } = {},
): Setting<Value> {
  const { secret = false, neverEmpty = false, unused = false } = flags;
  return { meaning, fallback, example, schema, secret, neverEmpty, unused };
}

const shortestKeyBytes = 32;

/** True for localhost, names below it, 127.0.0.0/8 and ::1: what a browser treats as this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function wholeNumber(from: number, to: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { message, abort: true })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { message });
}

const onOff = z
  .string()
  .toLowerCase()
  .regex(/^(?:on|off|true|false|yes|no|1|0)$/, { message: 'must be on or off', abort: true })
  .transform((value) => ['on', 'true', 'yes', '1'].includes(value));

function parsedUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const origin = z.string().transform((text, context) => {
  const url = parsedUrl(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    context.addIssue({ code: 'custom', message: 'must be an https address' });
    return z.NEVER;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    context.addIssue({ code: 'custom', message: 'must be scheme, host and port alone, without a path' });
    return z.NEVER;
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    context.addIssue({ code: 'custom', message: 'must begin with https; http is for this machine alone (localhost)' });
    return z.NEVER;
  }
  return url.origin;
});

const postgresUrl = z.string().refine(
  (text) => {
    const url = parsedUrl(text);
    return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
  },
  { message: 'must be an address of a PostgreSQL database (postgresql://…)' },
);

const smtpUrl = z.string().refine(
  (text) => {
    const url = parsedUrl(text);
    return url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
  },
  { message: 'must begin with smtp:// or smtps:// and name a host' },
);

const key = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text) || bytes.length < shortestKeyBytes) {
    context.addIssue({ code: 'custom', message: `must be base64 of ${shortestKeyBytes} random bytes or more` });
    return z.NEVER;
  }
  return bytes;
});

const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

const hostList = z.string().transform((text, context) => {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
  const wrong = hosts.find((host) => !hostName.test(host) && isIP(host) === 0);
  if (wrong !== undefined) {
    context.addIssue({ code: 'custom', message: `must be host names with commas between them; "${wrong}" is none` });
    return z.NEVER;
  }
  return hosts;
});

const proxyWord = /^(?:loopback|linklocal|uniquelocal)$/;

function isProxyAddress(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const trustProxy = z.string().transform((text, context): string | number | boolean => {
  const word = text.toLowerCase();
  if (['true', 'on', 'yes'].includes(word)) return true;
  if (['false', 'off', 'no', '0'].includes(word)) return false;
  if (/^[1-9]\d?$/.test(word)) return Number(word);
  const parts = word.split(',').map((part) => part.trim());
  if (parts.every((part) => proxyWord.test(part) || isProxyAddress(part))) return parts.join(', ');
  context.addIssue({
    code: 'custom',
    message: 'must be how many proxies stand before us, or their addresses with commas between them',
  });
  return z.NEVER;
});

const emailInText = /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

/** Every setting that is read, by name (design 4.2). The order is that of the documents. */
export const settings = {
  PORT: setting('Port to listen on.', '3000', '3000', wholeNumber(1, 65_535)),
  HOST: setting(
    'Address to listen on.',
    '127.0.0.1 on the embedded database or while PUBLIC_URL is on loopback, else 0.0.0.0',
    '0.0.0.0',
    z.string().refine((text) => isIP(text) !== 0 || hostName.test(text.toLowerCase()), {
      message: 'must be an IP address or a host name',
    }),
  ),
  PUBLIC_URL: setting(
    'Where browsers reach us. The only source of our own origin.',
    'http://localhost:$PORT',
    'https://sso.example.com',
    origin,
  ),
  DATABASE_URL: setting(
    'A PostgreSQL server, 15 to 18. Behind PgBouncer in transaction mode before its version 1.21 add `pgbouncer=true`.',
    'the embedded database in DATA_DIR',
    'postgresql://usher:secret@db.example.com:5432/usher',
    postgresUrl,
    { secret: true, neverEmpty: true },
  ),
  DATA_DIR: setting('Folder of the embedded database, its lock and its key.', './data', '/var/lib/usher', z.string()),
  SECRET_KEY: setting(
    'Encrypts secrets and private keys at rest.',
    'made and kept in DATA_DIR on the embedded database, required with DATABASE_URL',
    '$(openssl rand -base64 32)',
    key,
    { secret: true, neverEmpty: true },
  ),
  SECRET_KEY_PREVIOUS: setting(
    'The key before SECRET_KEY, while what it encrypted is still stored.',
    'none',
    'the old value of SECRET_KEY',
    key,
    { secret: true },
  ),
  SMTP_URL: setting(
    'Mail server: smtps:// speaks TLS from the start, smtp:// changes over to it where the server offers it.',
    'mails stay in an outbox that only operators can read',
    'smtps://usher:secret@mail.example.com:465',
    smtpUrl,
    { secret: true },
  ),
  MAIL_FROM: setting(
    'Sender of mails; required with SMTP_URL.',
    'none',
    'Usher <usher@example.com>',
    z.string().regex(emailInText, { message: 'must be an e-mail address, with a name before it if you like' }),
  ),
  TRUST_PROXY: setting(
    'Whose X-Forwarded-For is believed: a number of proxies, addresses, or loopback, linklocal, uniquelocal.',
    'nobody',
    '1',
    trustProxy,
  ),
  LOG_LEVEL: setting(
    'How much is logged: error, warn, info, http, debug.',
    'info',
    'info',
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['error', 'warn', 'info', 'http', 'debug'], { error: 'must be error, warn, info, http or debug' })),
  ),
  LOG_FORMAT: setting(
    'Form of the log: json or text.',
    'text on the embedded database, json with DATABASE_URL',
    'json',
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['json', 'text'], { error: 'must be json or text' })),
  ),
  ATTEMPT_RETENTION_DAYS: setting('Days for which sign-in attempts are kept.', '30', '30', wholeNumber(1, 3650)),
  METADATA_ALLOWED_HOSTS: setting(
    'Internal hosts (names or IP addresses) that metadata may be fetched from. Every other host must lead to public addresses alone.',
    'none',
    'idp.corp.example.com,10.0.0.7',
    hostList,
  ),
  DEMO: setting(
    'The demo site with its own identity provider.',
    'on where the database is embedded, PUBLIC_URL is this machine and NODE_ENV is not production',
    'off',
    onOff,
  ),
  METRICS_TOKEN: setting(
    'Bearer token that /metrics asks for.',
    '/metrics answers only while PUBLIC_URL is this machine',
    '$(openssl rand -hex 24)',
    z.string().regex(/^[\x21-\x7e]{8,}$/, { message: 'must be 8 or more printable ASCII characters without blanks' }),
    { secret: true },
  ),
  RATE_LIMITS: setting(
    'Rate limits a minute: for a client address 300 forged posts, 300 other refusals, 60 wrong passwords, 10 requests for a new password and 6,000 sign-in starts, for a connection 1,000 refusals, for an administrator 20 posts of metadata and 6 changes of keys, for a SCIM client 120 access tokens and 1,000 wrong secrets (300 from one address). A passed sign-in counts nowhere. Off only for load tests.',
    'on',
    'on',
    onOff,
  ),
} as const;

/** The name of a setting. */
export type SettingName = keyof typeof settings;
