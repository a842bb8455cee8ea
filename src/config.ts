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
