import winston from 'winston';
import type { Config } from './config';

/** What the rest of the code logs through: a message in words and fields beside it. */
export interface Log {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** Field names whose values never reach a log, at any depth. */
const secretField = /password|secret|token|authorization|cookie|samlresponse|relaystate|privatekey|assertion$/i;

function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > 4) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secretField.test(key) ? '[secret]' : redact(inner, depth + 1)]),
  );
}

const redactFields = winston.format((info) => {
  for (const key of Object.keys(info)) {
    if (key === 'level' || key === 'message' || key === 'timestamp') continue;
    info[key] = secretField.test(key) ? '[secret]' : redact(info[key]);
  }
  return info;
});

const asText = winston.format.printf((info) => {
  const { timestamp, level, message, ...fields } = info;
  const rest = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
  return `${String(timestamp)} ${level} ${String(message)}${rest}`;
});

/**
 * Makes the log of a process: JSON lines or text on standard output, values of secret-looking fields replaced. Messages
 * are JSON-encoded or one line, so that a client cannot forge lines.
 */
export function createLog(config: Pick<Config, 'logLevel' | 'logFormat'>): Log {
  const { combine, timestamp, json } = winston.format;
  const logger = winston.createLogger({
    level: config.logLevel,
    format: combine(redactFields(), timestamp(), config.logFormat === 'json' ? json() : asText),
    transports: [new winston.transports.Console({ stderrLevels: [] })],
  });
  const write = (level: keyof Log) => (message: string, fields?: object) => {
    // Else what nobody reads would be redacted and formatted all the same.
    if (logger.isLevelEnabled(level)) logger.log(level, message, fields);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
