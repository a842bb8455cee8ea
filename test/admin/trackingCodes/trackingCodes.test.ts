import type { Database } from '../../../src/db';
import { signInAdmin, type Role } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeAccount } from '../../support/site';
import { arrange } from '../../support/siteState';
import { UsherUnderTest } from '../../support/usher';

const codes = '/admin/acme/tracking-codes';

let database: Database;
let usher: UsherUnderTest;
beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database);
});
afterAll(async () => {
  await usher.close();
  await database.close();
});
beforeEach(async () => {
  await arrange(usher, {
    trackingCodes: [
      { number: 1, label: 'Division', usage: 'optional' },
      {
        ...{ number: 2, label: 'Cost centre', usage: 'optional', input: 'dropdown' },
        values: ['CC-100', { value: 'CC-200', active: false }],
      },
    ],
  });
  await database.prisma.attempt.deleteMany();
  await database.prisma.activity.deleteMany();
});

const admin = async (role: Role = 'Org User Admin') => (await signInAdmin(usher, [role])).browser;
const list = async (number = 2) => {
  const values = await database.prisma.trackingCodeValue.findMany({ where: { number }, orderBy: { position: 'asc' } });
  return values.map(({ value, active }) => (active ? value : `(${value})`)).join(' ');
};
/** The fields of the form as the page shows them, with what somebody enters. */
async function fill(browser: TestBrowser, path: string, entered: Record<string, string>) {
  const page = await (await browser.get(path)).text();
  const hidden = [...page.matchAll(/<input type="hidden" name="(tag[^"]*)" value="([^"]*)"/g)];
  const inputs = [...page.matchAll(/<input type="text" id="(label-\d+)"[^>]*value="([^"]*)"/g)];
  const selects = [...page.matchAll(/<select id="([^"]+)".*?<option value="([^"]*)" selected/g)];
  const shown = [...hidden, ...inputs, ...selects].map(([, name, value]) => [name, value]);
  return { ...Object.fromEntries(shown), ...entered } as Record<string, string>;
}
const person = (name: string, attributes: Record<string, string> = {}) => ({
  nameId: { value: name },
  attributes: { uid: name, email: name, ...attributes },
});

describe('the ten codes', () => {
  it('are offered with their usual labels, and only what differs is saved', async () => {
    const browser = await admin();
    const fields = await fill(browser, codes, { 'label-3': 'Project X', 'usage-3': 'optional' });
    expect(fields).toMatchObject({ 'label-1': 'Division', 'label-4': 'Other', 'label-10': 'Custom10' });
    const answer = await browser.post(codes, fields);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${codes}?done=saved`]);
    const stored = await database.prisma.trackingCode.findMany({ orderBy: { number: 'asc' } });
    expect(stored.map(({ number, label }) => [number, label])).toEqual([
      [1, 'Division'],
      [2, 'Cost centre'],
      [3, 'Project X'],
    ]);
    const lines = await database.prisma.activity.findMany();
    expect(lines).toMatchObject([{ action: 'trackingCode.create', subject: 'TC3' }]);
    expect(lines[0]?.actor).toMatch(/^account:admin-/);
    expect(await list()).toBe('CC-100 (CC-200)');
  });

  it.each([
    ['a reserved label', { 'label-1': 'Email' }, 'label-1', 'Email is a reserved name'],
    ['a label of another code', { 'label-1': 'cost centre' }, 'label-1', 'TC2 is already called Cost centre'],
    ['no label', { 'label-3': '', 'usage-3': 'optional' }, 'label-3', 'Fill this in'],
    ['a usage there is not', { 'usage-1': 'always' }, 'usage-1', 'Choose one of'],
  ])('%s is refused at its field, and what was entered stays', async (_is, entered, field, text) => {
    const browser = await admin();
    const answer = await browser.post(codes, await fill(browser, codes, { ...entered, 'label-9': 'Kept' }));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(`<a href="#${field}">${text}`);
    expect(page).toContain(`id="${field}-error"`);
    expect(page).toContain('value="Kept"');
    expect(await database.prisma.activity.count()).toBe(0);
  });

  it('are not overwritten when somebody else was quicker', async () => {
    const [browser, other] = [await admin(), await admin()];
    const fields = await fill(browser, codes, { 'label-1': 'Mine' });
    await other.post(codes, await fill(other, codes, { 'label-1': 'Theirs' }));
    const answer = await browser.post(codes, fields);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('TC1');
    expect(await database.prisma.trackingCode.findFirst({ where: { number: 1 } })).toMatchObject({ label: 'Theirs' });
  });

  it('are read by support, which may not change them', async () => {
    const browser = await admin('Org Support');
    const page = await (await browser.get(codes)).text();
    expect(page).toContain('Cost centre');
    expect(page).not.toContain('<select');
    expect(await (await browser.get(`${codes}/2`)).text()).not.toMatch(/name="(?:add|remove|active)"/);
    const answers = [`${codes}`, `${codes}/2`, `${codes}/2/import`, `${codes}/2/import/apply`].map((path) =>
      browser.post(path, {}),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('warn when nobody new could pass', async () => {
    const browser = await admin();
    await database.prisma.trackingCodeValue.deleteMany();
    await browser.post(codes, await fill(browser, codes, { 'usage-2': 'required' }));
    expect(await (await browser.get(codes)).text()).toContain('Nobody new can sign in like this.');
  });
});

describe('before a change that would have refused people who passed', () => {
  beforeEach(async () => {
    await usher.signIn(person('new@acme.test'));
    await usher.signIn(person('placed@acme.test', { TC1: 'Engines' }));
  });

  it('asks, with their names and the reasons, and saves only when the administrator says so', async () => {
    const browser = await admin();
    const fields = await fill(browser, codes, { 'usage-1': 'required' });
    const asked = await browser.post(codes, fields);
    const page = await asked.text();
    expect(asked.status).toBe(200);
    expect(page).toContain('would have refused 1 of the 2 sign-ins');
    expect(page).toContain('new@acme.test');
    expect(page).not.toContain('placed@acme.test');
    expect(await database.prisma.trackingCode.findFirst({ where: { number: 1 } })).toMatchObject({ usage: 'optional' });

    const back = await browser.post(codes, { ...fields, decision: 'go_back' });
    expect(back.status).toBe(200);
    expect(await back.text()).toMatch(/id="usage-1".*?<option value="required" selected/s);
    expect((await browser.post(codes, { ...fields, decision: 'save' })).status).toBe(303);
    expect(await database.prisma.trackingCode.findFirst({ where: { number: 1 } })).toMatchObject({ usage: 'required' });
  });

  it('does not ask for a change that would have refused nobody', async () => {
    const browser = await admin();
    const answer = await browser.post(codes, await fill(browser, codes, { 'label-1': 'Department' }));
    expect(answer.status).toBe(303);
  });
});

describe('the list of a code', () => {
  const path = `${codes}/2`;
  const act = async (fields: Record<string, string>) => {
    const browser = await admin();
    return browser.post(path, await fill(browser, path, fields));
  };

  it.each<[string, Record<string, string>, string, string]>([
    ['a value is added', { add: 'CC-300' }, 'CC-100 (CC-200) CC-300', 'added'],
    ['a value moves up', { move_up: 'CC-200' }, '(CC-200) CC-100', 'moved'],
    ['a value moves down', { move_down: 'CC-100' }, '(CC-200) CC-100', 'moved'],
    ['a value leaves', { remove: 'CC-200' }, 'CC-100', 'removed'],
    ['a value becomes active', { shown: 'CC-200', active: 'CC-200' }, 'CC-100 CC-200', 'saved'],
  ])('%s, and it is told', async (_is, fields, expected, notice) => {
    const answer = await act(fields);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=${notice}`]);
    expect(await list()).toBe(expected);
    expect(await database.prisma.activity.findMany()).toMatchObject([
      { action: 'trackingCode.update', subject: 'TC2' },
    ]);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'Fill this in'],
    ['too much', 'x'.repeat(133), 'at most 132'],
    ['what is there', 'CC-100', 'twice'],
    ['what nobody sees', 'A\u200bB', 'invisible'],
  ])('%s is not added, and stays entered', async (_is, add, text) => {
    const answer = await act({ add });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(text);
    expect(page).toContain('id="add-error"');
    expect(await list()).toBe('CC-100 (CC-200)');
  });

  it('tells how many accounts have each value', async () => {
    for (const username of ['a', 'b']) {
      await makeAccount(database, usher.siteId, {
        username,
        email: null,
        emailKey: null,
        trackingCodes: { TC2: 'CC-100' },
      });
    }
    const page = await (await (await admin()).get(path)).text();
    expect(page).toMatch(/>CC-100<\/th>.*?class="numeric">2</s);
    expect(page).toMatch(/>CC-200<\/th>.*?class="numeric">0</s);
  });

  it('is not there for a code that nobody has named, nor for an eleventh', async () => {
    const browser = await admin();
    const answers = ['3', '11', 'x'].map((number) => browser.get(`${codes}/${number}`));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('shows what arrived in verified sign-ins and is not in it, with what was meant, until it is added', async () => {
    await usher.respond(person('one@acme.test', { TC2: 'cc-100' }));
    await usher.respond(person('two@acme.test', { TC2: 'CC-900' }));
    await usher.respond(person('three@acme.test', { TC2: 'CC-900' }));
    await usher.respond({ ...person('forged@acme.test', { TC2: 'CC-666' }), signing: { sign: 'none' } });
    const browser = await admin();
    expect(await (await browser.get(codes)).text()).toContain(`${path}#arrived`);
    const page = await (await browser.get(path)).text();
    expect(page).toMatch(/>CC-900<\/th>.*?class="numeric">2</s);
    expect(page).toContain('differs by case from “CC-100”');
    expect(page).not.toContain('CC-666');
    await browser.post(path, await fill(browser, path, { add: 'CC-900' }));
    await browser.post(path, await fill(browser, path, { add: 'cc-100' }));
    expect(await (await browser.get(path)).text()).toContain('Every value that arrived is in the list.');
    expect(await list()).toBe('CC-100 (CC-200) CC-900 cc-100');
    expect((await usher.respond(person('two@acme.test', { TC2: 'CC-900' }))).status).toBe(303);
  });
});

describe('a list as CSV', () => {
  const path = `${codes}/2`;
  const upload = async (browser: TestBrowser, parts: Record<string, string>, file?: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(parts)) form.set(name, value);
    form.set('file', new Blob([file ?? '']), file === undefined ? '' : 'list.csv');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
    return fetch(`${usher.url}${path}/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
  };

  it('is downloaded', async () => {
    const answer = await (await admin('Org Support')).get(`${path}/values.csv`);
    expect(answer.headers.get('content-disposition')).toContain('acme-TC2.csv');
    expect(await answer.text()).toBe('value,active\r\nCC-100,yes\r\nCC-200,no\r\n');
  });

  it('is shown first, from a file or pasted, and saved only then', async () => {
    const browser = await admin();
    const { tag = '' } = await fill(browser, path, {});
    const text = 'value,active\nCC-200,yes\nCC-300,\nCC-300,\n';
    for (const preview of [
      await upload(browser, { text, mode: 'replace', tag }),
      await upload(browser, { mode: 'replace', tag }, text),
    ]) {
      expect(preview.status).toBe(200);
      const page = await preview.text();
      expect(page).toContain('becomes active');
      expect(page).toContain('The value stands in the file already.');
      expect(page).toContain(text);
    }
    expect(await list()).toBe('CC-100 (CC-200)');
    const applied = await browser.post(`${path}/import/apply`, { text, mode: 'replace', tag });
    expect(applied.headers.get('location')).toBe(`${path}?done=imported`);
    expect(await list()).toBe('CC-200 CC-300');
    const late = await browser.post(`${path}/import/apply`, { text: 'value\nCC-900', mode: 'merge', tag });
    expect(late.status).toBe(409);
  });

  it('that cannot be used says why', async () => {
    const browser = await admin();
    for (const [text, why] of [
      ['', 'Choose a file or paste something.'],
      ['value\n"open', 'Line 2: a quoted cell never ends.'],
    ] as const) {
      const answer = await upload(browser, { text, mode: 'merge', tag: 'x' });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(why);
    }
  });
});
