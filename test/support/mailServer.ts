import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { freePort } from './freePort';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body, as they came over the wire. */
  readonly raw: string;
}

/** A real mail server on a random port of the loopback. */
export interface MailServer {
  /** `SMTP_URL`. */
  readonly url: string;
  readonly received: ReceivedMail[];
  stop(): Promise<void>;
}

/**
 * Starts one.
 *
 * @param answers `recipient` and `text` give what is said to a recipient or a text: an error with a `responseCode`, or null
 */
export async function startMailServer(
  answers: {
    readonly recipient?: (address: string) => Error | null;
    readonly text?: (raw: string) => Error | null;
    readonly options?: SMTPServerOptions;
  } = {},
  port?: number,
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    // No test needs its certificate, and making TLS ready takes a while.
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _session, next) => next(answers.recipient?.(address) ?? null),
    onData: (stream, session, next) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        const refusal = answers.text?.(raw) ?? null;
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        if (refusal === null) received.push({ from, to: session.envelope.rcptTo.map(({ address }) => address), raw });
        next(refusal);
      });
    },
    ...answers.options,
  });
  const where = port ?? (await freePort());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, '127.0.0.1', resolve);
  });
  // Later errors are those of clients that went away.
  server.on('error', () => undefined);
  return {
    url: `smtp://127.0.0.1:${where}`,
    received,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What a mail server says when it will not. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
