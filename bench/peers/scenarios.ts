import { each, filtered, ScimClient, type Answer } from '../scim/client';
import { everyone, personId, userName, type Org } from '../scim/data';
import { data } from './systems';

/** What one part came to with one system. */
export interface Part {
  readonly what: string;
  readonly requests: number;
  readonly perSecond: number;
  readonly p95Ms: number;
  readonly errors: number;
  /** Whether what was acknowledged is what is there afterwards. */
  readonly state: string;
}

/** What is asked of a system. */
export interface Asked {
  readonly name: string;
  readonly url: string;
  readonly org: Org;
  /** After so many seconds a part sends no further request. */
  readonly seconds: number;
}

interface Run extends Asked {
  readonly client: ScimClient;
  readonly parts: Part[];
}

const parallel = 16;
const singleMembers = 1_000;
const putsAgain = 4;
const pageSize = 100;
const core = 'urn:ietf:params:scim:schemas:core:2.0';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** One after the other: those of bench/scim, with the same bodies, but ended by the clock. The first also warms up. */
export const scenarios = [
  scenario(parallel, incrementalCycle),
  scenario(parallel, (run) => memberBurst(run, everyone.small, 10)),
  scenario(parallel, (run) => memberBurst(run, everyone.large, data.members)),
  scenario(1, wholeGroups),
  scenario(1, importing),
] as const;

function scenario(connections: number, ask: (run: Run) => Promise<void>) {
  return async (asked: Asked): Promise<readonly Part[]> => {
    const client = new ScimClient(asked.url, asked.org, connections);
    const parts: Part[] = [];
    await ask({ ...asked, client, parts });
    client.close();
    return parts;
  };
}

/** Times what is done; `state` looks afterwards and is not timed. */
async function measure(
  { name, client, parts, seconds }: Run,
  what: string,
  work: (isOver: () => boolean) => Promise<unknown>,
  state: () => Promise<string>,
): Promise<void> {
  client.take();
  const began = performance.now();
  await work(() => performance.now() - began > seconds * 1_000);
  const took = (performance.now() - began) / 1_000;
  const { times, failures } = client.take();
  const p95Ms = times.toSorted((one, other) => one - other)[Math.ceil(0.95 * times.length) - 1] ?? 0;
  const counts = { requests: times.length, perSecond: times.length / took, p95Ms, errors: failures.length };
  parts.push({ what, ...counts, state: await state() });
  for (const failure of failures.slice(0, 2)) console.log(`${name}: ${what}: ${failure}`);
}

/** B2: found, read, three attributes changed, in both shapes Entra ID has. */
async function incrementalCycle(run: Run): Promise<void> {
  const { client, org } = run;
  const changed: number[] = [];
  // Spread over the site, so that not the same pages are read again and again.
  const who = (n: number) => (n * 7_919) % org.people;
  const cycle = async (n: number) => {
    const address = `/Users/${personId(org, who(n))}`;
    await client.get(filtered('/Users', `userName eq "${userName(org, who(n))}"`));
    await client.get(address);
    const { status } = await client.patch(address, n % 2 === 0 ? pathShape(n) : keyShape(n));
    if (status < 300) changed.push(n);
  };
  const asSent = async () => {
    const sample = changed.filter((_, index) => index % Math.ceil(changed.length / 50) === 0);
    let right = 0;
    for (const n of sample) {
      const { text } = await client.get(`/Users/${personId(org, who(n))}`);
      const person = JSON.parse(text) as Record<string, unknown> & { name?: { familyName?: unknown } };
      const { department } = (person[enterprise] ?? {}) as { department?: unknown };
      const found = [person['title'], person.name?.familyName, department];
      if (found.join() === [`Title ${n}`, `Family ${n}`, `Department ${n % 40}`].join()) right += 1;
    }
    return right === sample.length ? 'as sent' : `${right} of ${sample.length} people as sent`;
  };
  await measure(
    run,
    'B2 incremental cycle',
    (isOver) => each(org.people, parallel, (n) => (isOver() ? Promise.resolve() : cycle(n))),
    asSent,
  );
}

function pathShape(n: number) {
  return [
    { op: 'Replace', path: 'title', value: `Title ${n}` },
    { op: 'Replace', path: 'name.familyName', value: `Family ${n}` },
    { op: 'Add', path: `${enterprise}:department`, value: `Department ${n % 40}` },
  ];
}

function keyShape(n: number) {
  const department = { [`${enterprise}:department`]: `Department ${n % 40}` };
  return [{ op: 'replace', value: { title: `Title ${n}`, 'name.familyName': `Family ${n}`, ...department } }];
}

/** B3: members join one group and leave it, a request each. */
async function memberBurst(run: Run, group: string, size: number): Promise<void> {
  const { client, org } = run;
  const people = Array.from({ length: singleMembers }, (_, n) => personId(org, data.members + n));
  let members = new Set(Array.from({ length: size }, (_, n) => personId(org, n)));
  for (const isJoining of [true, false]) {
    const acknowledged = new Set<string>();
    // What failed may have happened or not.
    const unknown = new Set<string>();
    const change = async (value: string) => {
      const operation = isJoining
        ? { op: 'Add', path: 'members', value: [{ $ref: null, value }] }
        : { op: 'Remove', path: `members[value eq "${value}"]` };
      const { status } = await client.patch(`/Groups/${group}`, [operation]);
      (status >= 200 && status < 300 ? acknowledged : unknown).add(value);
    };
    const exactly = async () => {
      const expected = new Set([...members, ...acknowledged].filter((id) => isJoining || !acknowledged.has(id)));
      const found = await membersOf(client, group);
      members = new Set(found);
      return found === null ? 'not readable' : comparison(expected, found, unknown);
    };
    const title = `B3 ${isJoining ? 'joining' : 'leaving'} a group of ${size.toLocaleString('en')}`;
    await measure(
      run,
      title,
      (isOver) => each(people.length, parallel, (n) => (isOver() ? Promise.resolve() : change(people[n] ?? ''))),
      exactly,
    );
  }
}

async function membersOf(client: ScimClient, group: string): Promise<readonly string[] | null> {
  const { status, text } = await client.get(`/Groups/${group}`);
  if (status !== 200) return null;
  const { members = [] } = JSON.parse(text) as { members?: readonly { readonly value: string }[] };
  return members.map(({ value }) => value);
}

function comparison(expected: ReadonlySet<string>, found: readonly string[], unknown: ReadonlySet<string>): string {
  const there = new Set(found);
  const missing = [...expected].filter((id) => !there.has(id) && !unknown.has(id)).length;
  const surplus = found.filter((id) => !expected.has(id) && !unknown.has(id)).length;
  const twice = found.length - there.size;
  if (missing + surplus + twice === 0) return 'members exact';
  return `${missing} members missing, ${surplus} too many, ${twice} twice`;
}

/** B4: PUT of a whole group: at first, the same again, then 1 % of them others each time. */
async function wholeGroups(run: Run): Promise<void> {
  const { client, org } = run;
  const count = data.members;
  const from = (first: number) => Array.from({ length: count }, (_, n) => personId(org, first + n));
  const [base, changed] = [from(0), from(count / 100)];
  const group = everyone.empty;
  for (const [what, puts] of [
    ['first', [base]],
    ['the same again', Array<string[]>(putsAgain).fill(base)],
    ['1 % others', Array.from({ length: putsAgain }, (_, n) => (n % 2 === 0 ? changed : base))],
  ] as const) {
    let last: readonly string[] = [];
    const put = async (isOver: () => boolean) => {
      for (const members of puts) {
        if (isOver()) return;
        const named = { schemas: [`${core}:Group`], id: group, displayName: 'workspace:Workspace 0:role:Part 2' };
        await client.send('PUT', `/Groups/${group}`, {
          body: { ...named, members: members.map((value) => ({ value })) },
        });
        last = members;
      }
    };
    const exactly = async () => {
      const found = await membersOf(client, group);
      return found === null ? 'not readable' : comparison(new Set(last), found, new Set());
    };
    await measure(run, `B4 PUT of ${count.toLocaleString('en')} members, ${what}`, put, exactly);
  }
}

/** B5: everybody, page by page. */
async function importing(run: Run): Promise<void> {
  const seen: string[] = [];
  const read = async (isOver: () => boolean) => {
    for (let startIndex = 1; startIndex <= data.people && !isOver(); startIndex += pageSize) {
      seen.push(...idsOf(await run.client.get(`/Users?startIndex=${startIndex}&count=${pageSize}`)));
    }
  };
  const once = () => {
    const twice = seen.length - new Set(seen).size;
    return Promise.resolve(`${seen.length} people${twice === 0 ? ', each once' : `, ${twice} of them twice`}`);
  };
  await measure(run, 'B5 pages of 100 people', read, once);
}

function idsOf({ status, text }: Answer): readonly string[] {
  if (status !== 200) return [];
  return (JSON.parse(text) as { Resources: readonly { readonly id: string }[] }).Resources.map(({ id }) => id);
}
