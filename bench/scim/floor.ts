import { setTimeout as sleep } from 'node:timers/promises';
import { asClient, type Bench } from './bench';
import { filtered, ScimClient } from './client';
import { everyone, idOf, personId, userName, type Org } from './data';
import { short, type Measured } from './report';

const perSecond = 25;
const sites = 4;

/** B6: what Entra ID asks of every site at least, at four sites at once: 25 requests a second each, 70 % of them reads. */
export async function floor(bench: Bench): Promise<void> {
  const measured = await measureFloor(bench, 'B6 floor', bench.sizes.floorSeconds);
  const { p99, errors } = measured;
  const line = `${perSecond} requests/s at ${sites} sites each: p99 < 300 ms, no error`;
  bench.report.judge('B6', line, p99 < 300 && errors === 0, `${short(p99)} ms, ${errors}`);
}

const besideSeconds = 15;
const arriveAfterMs = 10_000;

/** B8: requests wait for a membership while B6 goes on; it must not notice. */
export async function waiting(bench: Bench): Promise<void> {
  const { report, server, sizes } = bench;
  const alone = await measureFloor(bench, 'B8 floor alone', besideSeconds);
  let beside: Measured | null = null;
  // One connection for each that waits, and one more for what they wait for.
  await asClient(bench, sizes.waiting + 1, async (client, org) => {
    const people = Array.from({ length: sizes.waiting }, (_, n) => personId(org, org.people - sizes.waiting + n));
    const adding = (group: string, ids: readonly string[]) =>
      client.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }], {
        expects: 204,
      });
    const waiters = Promise.all(people.map((id) => adding(everyone.small, [id])));
    const arriving = sleep(arriveAfterMs).then(() => adding(everyone.workspace, people));
    beside = await measureFloor(bench, 'B8 floor beside those who wait', besideSeconds);
    const [answers] = await Promise.all([waiters, arriving]);
    const done = answers.filter(({ status, ms }) => status === 204 && ms > arriveAfterMs / 2).length;
    const slowest = Math.max(...answers.map(({ ms }) => ms)) - arriveAfterMs;
    const line = 'all who wait are served once the memberships are there';
    const measured = `${done} of ${people.length}, the last ${short(slowest)} ms after that`;
    report.judge('B8', line, done === people.length, measured);
    for (const failure of client.take().failures.slice(0, 5)) console.log(`  error: ${failure}`);
  });
  const { p95, errors } = beside ?? alone;
  const ratio = p95 / alone.p95;
  const measured = `p95 ${short(alone.p95)} ms alone, ${short(p95)} ms beside them, ${errors}`;
  report.judge('B8', 'the others notice nothing: p95 within 20 %', ratio <= 1.2 && errors === 0, measured);
  await server.use();
}

async function measureFloor({ report, server, filled }: Bench, name: string, seconds: number): Promise<Measured> {
  const clients = filled.orgs.slice(0, sites).map((org) => new ScimClient(server.url, org, 16));
  try {
    return await report.measure(name, server, clients, async () => {
      await Promise.all(clients.map((client, n) => atRate(client, seconds, n)));
    });
  } finally {
    clients.forEach((client) => client.close());
  }
}

/** Sends at fixed moments, whether the requests before are answered or not; time runs from when a request is due. */
async function atRate(client: ScimClient, seconds: number, offset: number): Promise<void> {
  const gapMs = 1_000 / perSecond;
  const began = performance.now() + (offset * gapMs) / sites;
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const due = began + n * gapMs;
    await sleep(Math.max(0, due - performance.now()));
    sent.push(oneOf(client, client.org, n, due));
  }
  await Promise.all(sent);
}

/** Seven reads and three writes in ten. */
function oneOf(client: ScimClient, org: Org, n: number, due: number): Promise<unknown> {
  const who = (n * 7_919) % org.people;
  const person = personId(org, who);
  const group = idOf(`workspace-${org.number}`, 1 + (n % 100));
  const member = [{ value: personId(org, (n - (n % 10)) % org.people) }];
  switch (n % 10) {
    case 0:
    case 3:
      return client.get(filtered('/Users', `userName eq "${userName(org, who)}"`), { due });
    case 1:
    case 4:
      return client.get(`/Users/${person}`, { due });
    case 2:
      return client.get(`/Groups/${group}?excludedAttributes=members`, { due });
    case 5:
      return client.get(
        filtered('/Groups', `displayName eq "workspace:Workspace ${n % 200}"`, '&excludedAttributes=members'),
        {
          due,
        },
      );
    case 6:
      return client.get(`/Users?startIndex=${(n * 101) % org.people}&count=100`, { due });
    case 7:
      return client.patch(`/Users/${person}`, [{ op: 'Replace', path: 'title', value: `Title at ${n}` }], { due });
    case 8:
      return client.patch(`/Groups/${group}`, [{ op: 'Add', path: 'members', value: member }], { due });
    default:
      return client.patch(`/Groups/${group}`, [{ op: 'Remove', path: 'members', value: member }], { due });
  }
}
