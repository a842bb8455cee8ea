import { asClient, type Bench } from './bench';
import { ScimClient } from './client';
import { personId } from './data';
import { short } from './report';

const pageSize = 100;
const pauseMs = 100;

/** B5: Okta imports everybody and every group page by page, while others make people. */
export async function importing(bench: Bench): Promise<void> {
  const { report, server, filled, sizes } = bench;
  const [org] = filled.orgs;
  const maker = new ScimClient(server.url, org, 1);
  await asClient(bench, 1, async (client) => {
    let isOver = false;
    const making = makePeople(maker, () => isOver);
    const seen: string[] = [];
    const people = await report.measure('B5 pages of people', server, [client], () => readAll(client, '/Users', seen));
    isOver = true;
    await making;
    const groups: string[] = [];
    const ofGroups = await report.measure('B5 pages of groups', server, [client], () =>
      readAll(client, '/Groups', groups, '&excludedAttributes=members'),
    );
    const isOnce = new Set(seen).size === seen.length && new Set(groups).size === groups.length;
    const known = new Set(seen);
    const missing = Array.from({ length: sizes.people }, (_, n) => personId(org, n)).filter((id) => !known.has(id));
    const once = `${seen.length} people, ${missing.length} missing, ${groups.length} groups`;
    report.judge('B5', 'every id exactly once, also while people are made', isOnce && missing.length === 0, once);
    const errors = people.errors + ofGroups.errors;
    const [p99, most] = [Math.max(people.p99, ofGroups.p99), Math.max(people.most, ofGroups.most)];
    const line = '99 % of the pages < 150 ms at any offset, no error';
    report.judge('B5', line, p99 < 150 && errors === 0, `${short(p99)} ms, slowest ${short(most)} ms, ${errors}`);
  });
  maker.close();
}

async function readAll(client: ScimClient, endpoint: '/Users' | '/Groups', seen: string[], more = ''): Promise<void> {
  for (let startIndex = 1; ; startIndex += pageSize) {
    const { status, text } = await client.get(`${endpoint}?startIndex=${startIndex}&count=${pageSize}${more}`);
    if (status !== 200) return;
    const { totalResults, Resources } = JSON.parse(text) as {
      totalResults: number;
      Resources: readonly { readonly id: string }[];
    };
    seen.push(...Resources.map(({ id }) => id));
    if (startIndex + pageSize > totalResults) return;
  }
}

async function makePeople(client: ScimClient, isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const name = `meanwhile-${n}@org-0.test`;
    const names = { userName: name, displayName: name, name: { givenName: 'Mean', familyName: 'While' } };
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...names, emails: [{ value: name }] };
    await client.send('POST', '/Users', { body, expects: 201 });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  for (const failure of client.take().failures.slice(0, 5)) console.log(`  error: ${failure}`);
}
