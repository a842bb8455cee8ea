import { setTimeout as sleep } from 'node:timers/promises';
import { each, type ScimClient } from './client';
import { asClient, type Bench } from './bench';
import { everyone, personId, type Org } from './data';
import { short, type Measured } from './report';

const connections = 16;

/** B3: Entra ID adds members to one group, a request each, and takes them out again; to a small group and to a large one. */
export async function memberBurst(bench: Bench): Promise<void> {
  const { report } = bench;
  await asClient(bench, connections, async (client, org) => {
    const small = await burst(bench, client, org, everyone.small, 10);
    const large = await burst(bench, client, org, everyone.large, bench.sizes.members);
    const slowest = Math.min(...[...small.parts, ...large.parts].map(({ perSecond }) => perSecond));
    const errors = [...small.parts, ...large.parts].reduce((sum, part) => sum + part.errors, 0);
    report.judge(
      'B3',
      'at least 150 requests/s, no error',
      slowest >= 150 && errors === 0,
      `${short(slowest)}/s, ${errors}`,
    );
    const isExact = small.isExact && large.isExact;
    report.judge('B3', 'the members are exactly those expected', isExact, isExact ? 'they are' : 'they are not');
    const seconds = (parts: readonly Measured[]) =>
      parts.reduce((sum, part) => sum + part.requests / part.perSecond, 0);
    const ratio = seconds(large.parts) / seconds(small.parts);
    report.judge('B3', 'the large group takes less than 1.3 times as long', ratio < 1.3, `${ratio.toFixed(2)} times`);
  });
}

async function burst({ report, server, sizes }: Bench, client: ScimClient, org: Org, group: string, size: number) {
  const people = Array.from({ length: sizes.singleMembers }, (_, n) => personId(org, sizes.members + n));
  const all = (operation: (value: string) => unknown) =>
    each(people.length, connections, (n) =>
      client.patch(`/Groups/${group}`, [operation(people[n] ?? '')], { expects: 204 }),
    );
  const added = await report.measure(`B3 adds to a group of ${size}`, server, [client], () =>
    all((value) => ({ op: 'Add', path: 'members', value: [{ $ref: null, value }] })),
  );
  const first = Array.from({ length: size }, (_, n) => personId(org, n));
  const isFull = await hasExactly(client, group, [...first, ...people]);
  const removed = await report.measure(`B3 removals from a group of ${size}`, server, [client], () =>
    all((value) => ({ op: 'Remove', path: `members[value eq "${value}"]` })),
  );
  const isAsBefore = await hasExactly(client, group, first);
  return { parts: [added, removed], isExact: isFull && isAsBefore };
}

async function hasExactly(client: ScimClient, group: string, expected: readonly string[]): Promise<boolean> {
  const { status, text } = await client.get(`/Groups/${group}`);
  if (status !== 200) return false;
  const { members } = JSON.parse(text) as { members: readonly { readonly value: string }[] };
  const found = new Set(members.map(({ value }) => value));
  const isExact = members.length === expected.length && expected.every((id) => found.has(id));
  if (!isExact) console.log(`  ${group}: ${members.length} members instead of ${expected.length}`);
  return isExact;
}

/** B4: an Okta custom app pushes whole groups: PUT with all members. */
export async function wholeGroups(bench: Bench): Promise<void> {
  const { members, mostMembers } = bench.sizes;
  await asClient(bench, 1, async (client, org) => {
    const from = (first: number, count: number) => Array.from({ length: count }, (_, n) => personId(org, first + n));
    const base = from(0, members);
    const changed = [...from(members / 100, members - members / 100), ...from(members, members / 100)];
    const [one, other] = [everyone.empty, everyone.emptyToo];
    await putMembers(bench, client, one, [base], { what: 'first', name: 'Part 2', limitMs: 1_500 });
    await putMembers(bench, client, one, [base, base, base], { what: 'identical', name: 'Part 2', limitMs: 300 });
    const byTurns = [changed, base, changed];
    await putMembers(bench, client, one, byTurns, { what: '1 % changed', name: 'Part 2', limitMs: 400 });
    await putMembers(bench, client, other, [from(0, mostMembers)], { what: 'first', name: 'Part 3', limitMs: 8_000 });
  });
}

interface Put {
  readonly what: string;
  readonly name: string;
  readonly limitMs: number;
}

/** Puts lists of members one after another; what is judged is the request in the middle of those by time. */
async function putMembers(
  { report, server }: Bench,
  client: ScimClient,
  group: string,
  lists: readonly (readonly string[])[],
  { what, name, limitMs }: Put,
): Promise<void> {
  const kind = name === 'Part 2' ? 'role' : 'group';
  const all: (Measured & { readonly isExact: boolean })[] = [];
  for (const members of lists) {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      id: group,
      displayName: `workspace:Workspace 0:${kind}:${name}`,
      members: members.map((value) => ({ value })),
    };
    // The call log writes the calls before within a second: its statement is not this request's.
    await sleep(1_500);
    const title = `B4 PUT of ${members.length} members, ${what}`;
    const measured = await report.measure(title, server, [client], () =>
      client.send('PUT', `/Groups/${group}`, { body, expects: 200 }),
    );
    all.push({ ...measured, isExact: await hasExactly(client, group, members) });
  }
  const ms = all.map(({ most }) => most).toSorted((one, next) => one - next)[Math.floor(all.length / 2)] ?? Infinity;
  const statements = Math.max(...all.map((one) => one.statements));
  const isExact = all.every((one) => one.isExact);
  const passed = ms < limitMs && statements <= 10 && all.every(({ errors }) => errors === 0) && isExact;
  const line = `${lists[0]?.length} members, ${what}: < ${limitMs} ms, at most 10 statements, members exact`;
  report.judge('B4', line, passed, `${short(ms)} ms, ${statements} statements, ${isExact ? 'exact' : 'not exact'}`);
}
