import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isLoopbackHost, type Setting, type SettingName, settings } from './settings';

/** The settings of a process, read once from the environment, validated, frozen (design 4.2). */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Our own origin and the only source of it: scheme, host and port, without a final slash. */
  readonly publicUrl: string;
  /** True where PUBLIC_URL is http on loopback: cookies drop `__Host-` and Secure, and IdP addresses may be http. */
  readonly insecureLoopback: boolean;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** 32 bytes or more; null until the embedded installation has made its own. */
  readonly secretKey: Buffer | null;
  readonly secretKeyPrevious: Buffer | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** What Express's `trust proxy` takes; false without TRUST_PROXY. */
  readonly trustProxy: string | number | boolean;
  readonly logLevel: string;
  readonly logFormat: 'json' | 'text';
  readonly attemptRetentionDays: number;
  readonly metadataAllowedHosts: readonly string[];
  readonly demo: boolean;
  readonly metricsToken: string | null;
  readonly rateLimits: boolean;
}

/** One mistake in the settings: which, what is wrong, and a value that would do. Never the value itself of a secret. */
export interface SettingProblem {
  readonly name: string;
  readonly message: string;
  readonly example: string;
}

/** The environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads all settings; every one may also come from a file named by `NAME_FILE` (its last line break is dropped).
 * Names that are not ours are ignored.
 *
 * @param readFile reads a `NAME_FILE`; throws when it cannot
 * @returns the frozen settings, or every mistake at once
 */
export function loadConfig(
  env: Environment,
  readFile: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): { readonly config: Config } | { readonly problems: readonly SettingProblem[] } {
  const reader = new SettingReader(env, readFile);
  const config = buildConfig(reader, env['NODE_ENV'] === 'production');
  return reader.problems.length > 0 ? { problems: reader.problems } : { config: Object.freeze(config) };
}

/** The settings of this process itself. */
export function loadProcessConfig(): ReturnType<typeof loadConfig> {
  return loadConfig(process.env);
}

/**
 * Reads `.env` of the working folder into the environment, for development: what is set already stays, a missing file is
 * fine, and in production (NODE_ENV) nothing is read.
 */
export function readDotEnv(): void {
  if (process.env['NODE_ENV'] === 'production') return;
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The mistakes as a person reads them on the terminal, one a line. */
export function describeProblems(problems: readonly SettingProblem[]): string {
  const lines = problems.map(({ name, message, example }) => `  ${name} ${message}. Example: ${name}=${example}`);
  return [`${problems.length === 1 ? 'One setting is' : `${problems.length} settings are`} wrong:`, ...lines].join(
    '\n',
  );
}

class SettingReader {
  readonly problems: SettingProblem[] = [];

  constructor(
    private readonly env: Environment,
    private readonly readFile: (file: string) => string,
  ) {}

  /** The value of a setting; null when it is absent or wrong (and then a problem is noted). */
  read<Name extends SettingName>(name: Name): Value<Name> | null {
    const text = this.text(name);
    if (text === null) return null;
    const { schema } = settings[name] as Setting<Value<Name>>;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    this.note(name, result.error.issues[0]?.message ?? 'is not valid');
    return null;
  }

  isSet(name: SettingName): boolean {
    return (this.env[name] ?? this.env[`${name}_FILE`] ?? '') !== '';
  }

  note(name: SettingName, message: string): void {
    this.problems.push({ name, message, example: settings[name].example });
  }

  private text(name: SettingName): string | null {
    const file = this.env[`${name}_FILE`] ?? '';
    const direct = this.env[name];
    if (file === '') return this.present(name, direct?.trim());
    if ((direct ?? '') !== '') {
      this.note(name, `and ${name}_FILE are both set; keep one`);
      return null;
    }
    try {
      return this.present(name, this.readFile(file).trim());
    } catch (error) {
      this.note(name, `cannot be read from the file that ${name}_FILE names (${(error as Error).message})`);
      return null;
    }
  }

  /** An empty value is an absent one, save where a lost value would quietly start something else. */
  private present(name: SettingName, text: string | undefined): string | null {
    if (text === undefined) return null;
    if (text !== '') return text;
    if (settings[name].neverEmpty) this.note(name, 'is set but empty; give it a value or remove it');
    return null;
  }
}

type Value<Name extends SettingName> = (typeof settings)[Name] extends Setting<infer Found> ? Found : never;

function buildConfig(reader: SettingReader, isProduction: boolean): Config {
  const port = reader.read('PORT') ?? 3000;
  const publicUrl = reader.read('PUBLIC_URL') ?? `http://localhost:${port}`;
  const databaseUrl = reader.read('DATABASE_URL');
  const isEmbedded = !reader.isSet('DATABASE_URL');
  const address = new URL(publicUrl);
  const isLoopback = isLoopbackHost(address.hostname);
  return {
    port,
    // What calls itself localhost has cookies and pages fit for this machine alone, so only this machine may reach it.
    host: reader.read('HOST') ?? (isEmbedded || isLoopback ? '127.0.0.1' : '0.0.0.0'),
    publicUrl,
    insecureLoopback: isLoopback && address.protocol === 'http:',
    databaseUrl,
    dataDir: path.resolve(reader.read('DATA_DIR') ?? './data'),
    ...readKeys(reader, isEmbedded),
    ...readMail(reader),
    trustProxy: reader.read('TRUST_PROXY') ?? false,
    logLevel: reader.read('LOG_LEVEL') ?? 'info',
    logFormat: reader.read('LOG_FORMAT') ?? (isEmbedded ? 'text' : 'json'),
    attemptRetentionDays: reader.read('ATTEMPT_RETENTION_DAYS') ?? 30,
    metadataAllowedHosts: reader.read('METADATA_ALLOWED_HOSTS') ?? [],
    demo: reader.read('DEMO') ?? (isEmbedded && isLoopback && !isProduction),
    metricsToken: reader.read('METRICS_TOKEN'),
    rateLimits: reader.read('RATE_LIMITS') ?? true,
  };
}

function readKeys(reader: SettingReader, isEmbedded: boolean): Pick<Config, 'secretKey' | 'secretKeyPrevious'> {
  const before = reader.problems.length;
  const secretKey = reader.read('SECRET_KEY');
  if (secretKey === null && !isEmbedded && reader.problems.length === before) {
    reader.note('SECRET_KEY', 'is required with DATABASE_URL');
  }
  return { secretKey, secretKeyPrevious: reader.read('SECRET_KEY_PREVIOUS') };
}

function readMail(reader: SettingReader): Pick<Config, 'smtpUrl' | 'mailFrom'> {
  const smtpUrl = reader.read('SMTP_URL');
  const mailFrom = reader.read('MAIL_FROM');
  if (smtpUrl !== null && !reader.isSet('MAIL_FROM')) reader.note('MAIL_FROM', 'is required with SMTP_URL');
  return { smtpUrl, mailFrom };
}
