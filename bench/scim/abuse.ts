import { mostOperations } from '../../src/scim/protocol/patch/limits';
import { asClient, type Bench } from './bench';
import { filtered, type Answer, type ScimClient } from './client';
import { everyone, personId, type Org } from './data';
import { short } from './report';

const repeats = 5;
/** More than a provisioning lets pass. */
const badTokens = 400;

interface Abuse {
  readonly is: string;
  readonly send: (client: ScimClient, org: Org) => Promise<Answer>;
}

const enough = 'x'.repeat(20);
const deepJson = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
const manyOperations = (operation: unknown) => Array.from({ length: 10_000 }, () => operation);
const pattern = `displayName co "${'%_'.repeat(1_000)}"`;

const abuses: readonly Abuse[] = [
  {
    is: 'a filter of 4 kB in brackets',
    send: (client) => client.get(filtered('/Users', nested('(', 'title pr', ')', 2_000))),
  },
  {
    is: 'a filter of 4 kB of not',
    send: (client) => client.get(filtered('/Users', nested('not (', 'title pr', ')', 650))),
  },
  {
    is: 'a filter of the greatest depth',
    send: (client) => client.get(filtered('/Users', nested('not (', 'title pr', ')', 15))),
  },
  {
    is: 'a filter of 90 conditions',
    send: (client) => client.get(filtered('/Users', Array(90).fill(`title co "${enough}"`).join(' or '))),
  },
  { is: 'a filter of signs of LIKE', send: (client) => client.get(filtered('/Users', pattern)) },
  { is: 'a filter of 5 kB', send: (client) => client.get(filtered('/Users', `title eq "${'x'.repeat(5_000)}"`)) },
  {
    is: 'a person of 16 MB',
    send: (client) => client.send('POST', '/Users', { raw: `{"title":"${'x'.repeat(16 << 20)}"}` }),
  },
  {
    is: 'a group of 17 MB',
    send: (client) => client.send('POST', '/Groups', { raw: `{"title":"${'x'.repeat(17 << 20)}"}` }),
  },
  { is: 'JSON of 100,000 levels', send: (client) => client.send('POST', '/Users', { raw: deepJson }) },
  {
    is: '10,000 operations on a person',
    send: (client, org) =>
      client.patch(`/Users/${personId(org, 1)}`, manyOperations({ op: 'add', path: 'title', value: 'x' })),
  },
  {
    is: '10,000 operations on a group',
    send: (client) =>
      client.patch(`/Groups/${everyone.small}`, manyOperations({ op: 'add', path: 'members', value: [] })),
  },
  {
    is: 'as many operations on a group as may be',
    send: (client) =>
      client.patch(
        `/Groups/${everyone.small}`,
        manyOperations({ op: 'remove', path: `members[value eq "${enough}"]` }).slice(0, mostOperations.Group),
      ),
  },
];

function nested(open: string, inner: string, close: string, depth: number): string {
  return `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
}

/** B9: what is meant to cost more than it should; with rate limits on. */
export async function abuse(bench: Bench): Promise<void> {
  const { report } = bench;
  await asClient(bench, 1, async (client, org) => {
    for (const one of abuses) await judgeAbuse(bench, client, org, one);
    const server = bench.server;
    const before = await server.use();
    const statuses = new Map<number, number>();
    for (let n = 0; n < badTokens; n += 1) {
      const { status } = await client.get('/Users', { headers: { authorization: `Bearer wrong-${n}` } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const cpu = ((await server.use()).cpuMs - before.cpuMs) / badTokens;
    const counts = [...statuses].map(([status, count]) => `${count} times ${status}`).join(', ');
    const isLimited = statuses.has(429) && [...statuses.keys()].every((status) => status === 401 || status === 429);
    report.judge('B9', 'bad tokens: 401, then 429', isLimited, `${counts}, ${short(cpu)} ms CPU each`);
  });
}

const refusals = new Set([400, 413, 414, 429, 431]);

async function judgeAbuse({ report, server }: Bench, client: ScimClient, org: Org, { is, send }: Abuse): Promise<void> {
  let { status, text } = await send(client, org);
  const before = await server.use();
  for (let n = 0; n < repeats; n += 1) ({ status, text } = await send(client, org));
  const cpu = ((await server.use()).cpuMs - before.cpuMs) / repeats;
  // A body that is too large may be cut off before it has been sent.
  const isCutOff = status === 0 && /ECONNRESET|EPIPE/.test(text);
  const isRefused = refusals.has(status) || isCutOff;
  const measured = `${isCutOff ? 'cut off' : status}, ${short(cpu)} ms CPU`;
  report.judge('B9', `${is}: refused or < 50 ms CPU`, isRefused || (status < 300 && cpu < 50), measured);
}
