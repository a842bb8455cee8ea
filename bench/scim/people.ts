import { each, filtered } from './client';
import { asClient, type Bench } from './bench';
import { personId, userName } from './data';
import { short } from './report';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const connections = 16;

/** B1: an initial cycle of Entra ID. Each person is looked for, not found and made; managers follow. */
export async function initialCycle(bench: Bench): Promise<void> {
  const { report, server, sizes } = bench;
  await asClient(bench, connections, async (client, org) => {
    const ids: string[] = [];
    const measured = await report.measure('B1 Entra initial cycle', server, [client], async () => {
      await each(sizes.newPeople, connections, async (n) => {
        const name = `new-${n}@org-0.test`;
        await client.get(filtered('/Users', `userName eq "${name}"`));
        const made = await client.send('POST', '/Users', { body: newPerson(name, n), expects: 201 });
        if (made.status === 201) ids[n] = (JSON.parse(made.text) as { id: string }).id;
      });
      await each(sizes.newPeople, connections, async (n) => {
        const value = personId(org, n % 100);
        await client.patch(`/Users/${ids[n]}`, [{ op: 'Add', path: `${enterprise}:manager`, value }]);
      });
    });
    const { perSecond, p95, errors } = measured;
    const line = 'at least 100 requests/s, p95 < 150 ms, no error';
    const passed = perSecond >= 100 && p95 < 150 && errors === 0;
    report.judge('B1', line, passed, `${short(perSecond)}/s, ${short(p95)} ms, ${errors}`);
  });
}

function newPerson(name: string, n: number) {
  return {
    schemas: [core, enterprise],
    ...{ userName: name, externalId: `object-${n}`, active: true, title: 'Engineer', preferredLanguage: 'en-US' },
    ...{ displayName: `New Person ${n}`, name: { givenName: 'New', familyName: `Person ${n}` } },
    emails: [{ primary: true, type: 'work', value: name }],
    phoneNumbers: [{ type: 'work', value: '+47 22 00 00 00' }],
    [enterprise]: { department: `Department ${n % 40}`, employeeNumber: String(n) },
  };
}

/** B2: an incremental cycle of Entra ID: found, read, three attributes changed, in both shapes Entra has. */
export async function incrementalCycle(bench: Bench): Promise<void> {
  const { report, server, sizes } = bench;
  await asClient(bench, connections, async (client, org) => {
    const measured = await report.measure('B2 Entra incremental cycle', server, [client], () =>
      each(sizes.changedPeople, connections, async (n) => {
        // Spread over the site, so that not the same pages are read again and again.
        const who = (n * 7_919) % org.people;
        await client.get(filtered('/Users', `userName eq "${userName(org, who)}"`));
        await client.get(`/Users/${personId(org, who)}`);
        await client.patch(`/Users/${personId(org, who)}`, n % 2 === 0 ? pathShape(n) : keyShape(n));
      }),
    );
    const { perSecond, p95, errors } = measured;
    const line = 'at least 200 requests/s, p95 < 100 ms, no error';
    const passed = perSecond >= 200 && p95 < 100 && errors === 0;
    report.judge('B2', line, passed, `${short(perSecond)}/s, ${short(p95)} ms, ${errors}`);
  });
}

function pathShape(n: number) {
  return [
    { op: 'Replace', path: 'title', value: `Title ${n}` },
    { op: 'Replace', path: 'name.familyName', value: `Family ${n}` },
    { op: 'Add', path: `${enterprise}:department`, value: `Department ${n % 40}` },
  ];
}

function keyShape(n: number) {
  const value = {
    title: `Title ${n}`,
    'name.familyName': `Family ${n}`,
    [`${enterprise}:department`]: `Dept ${n % 40}`,
  };
  return [{ op: 'replace', value }];
}

/** B7: many people leave at once, each by a request; their sessions end with them. */
export async function deprovisionStorm(bench: Bench): Promise<void> {
  const { report, server, sizes, filled } = bench;
  const sampled = filled.cookies.filter((_, n) => n % Math.ceil(filled.cookies.length / 50) === 0);
  const signedIn = async () => {
    const answers = await Promise.all(
      sampled.map((cookie) => fetch(`${server.url}/account`, { headers: { cookie }, redirect: 'manual' })),
    );
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    return answers.filter(({ status }) => status === 200).length;
  };
  const before = await signedIn();
  await asClient(bench, connections, async (client, org) => {
    const measured = await report.measure('B7 deprovision storm', server, [client], () =>
      each(sizes.leavers, connections, (n) =>
        client.patch(`/Users/${personId(org, n)}`, [{ op: 'Replace', path: 'active', value: 'False' }]),
      ),
    );
    const after = await signedIn();
    const { perSecond, errors } = measured;
    const line = 'at least 100 requests/s, no error, sessions gone';
    const passed = perSecond >= 100 && errors === 0 && before === sampled.length && after === 0;
    const sessions = `sessions of ${sampled.length}: ${before}, then ${after}`;
    report.judge('B7', line, passed, `${short(perSecond)}/s, ${errors}, ${sessions}`);
  });
}
