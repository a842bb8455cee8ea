import http from 'node:http';
import type { Org } from './data';

/** What a request came to. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** From sending to the end of the body. */
  readonly ms: number;
}

/** How a request is sent. */
export interface Sending {
  readonly body?: unknown;
  /** A body as it is. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status that is no error; any 2xx when absent. */
  readonly expects?: number;
  /** When the request was due, by `performance.now()`: waiting for a free connection then counts. */
  readonly due?: number;
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A SCIM client of one site that keeps its connections open; it takes the time of every request. */
export class ScimClient {
  private readonly agent: http.Agent;
  private times: number[] = [];
  private failures: string[] = [];

  constructor(
    private readonly url: string,
    readonly org: Org,
    connections: number,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('GET', path, sending);
  }

  patch(path: string, operations: readonly unknown[], sending: Sending = {}): Promise<Answer> {
    return this.send('PATCH', path, { ...sending, body: { schemas: [patchOp], Operations: operations } });
  }

  /** Sends a request below the client's base address and notes how long it took, and whether it was answered as expected. */
  async send(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const began = sending.due ?? performance.now();
    const answer = await this.exchange(method, path, sending).catch((error: unknown) => ({
      status: 0,
      text: String(error),
    }));
    const ms = performance.now() - began;
    this.times.push(ms);
    const { status, text } = answer;
    const isExpected = sending.expects === undefined ? status >= 200 && status < 300 : status === sending.expects;
    if (!isExpected) this.failures.push(`${method} ${path.slice(0, 100)}: ${status} ${text.slice(0, 200)}`);
    return { ...answer, ms };
  }

  /** What was timed since it was asked before. */
  take(): { readonly times: readonly number[]; readonly failures: readonly string[] } {
    const taken = { times: this.times, failures: this.failures };
    this.times = [];
    this.failures = [];
    return taken;
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange(method: string, path: string, { body, raw, headers }: Sending): Promise<Omit<Answer, 'ms'>> {
    const text = raw ?? (body === undefined ? '' : JSON.stringify(body));
    const { provisioningId, secret } = this.org;
    const options = {
      method,
      agent: this.agent,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(text !== '' && { 'content-type': 'application/scim+json', 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    };
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.url}/scim/v2/${provisioningId}${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      request.on('error', reject);
      request.end(text);
    });
  }
}

/** Does something for each number from 0, so many at a time. */
export async function each(count: number, atATime: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const n = next;
      next += 1;
      await work(n);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

/** The address of a list with a filter. */
export function filtered(endpoint: '/Users' | '/Groups', filter: string, more = ''): string {
  return `${endpoint}?filter=${encodeURIComponent(filter)}${more}`;
}
