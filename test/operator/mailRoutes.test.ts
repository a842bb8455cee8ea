import { createQueue } from '../../src/jobs';
import { createSendMail } from '../../src/mail';
import { addOperator } from '../../src/operator';
import { signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import { testBox, testNow } from '../support/site';
import { UsherUnderTest } from '../support/usher';

it('shows the outbox page by page, newest first, both ways, whatever has been written meanwhile', async () => {
  const database = await freshDatabase();
  const usher = await UsherUnderTest.start(database);
  const write = async (from: number, to: number) => {
    const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    await database.prisma.mail.createMany({
      data: numbers.map((number) => ({
        id: `01a20320-a200-7000-8000-${String(number).padStart(12, '0')}`,
        ...{ recipient: 'ada@acme.test', template: 'verify_email', language: 'en', subject: `Mail ${number}.` },
        ...{ textEncrypted: null, createdAt: testNow, expiresAt: testNow },
      })),
    });
  };
  await write(1, 101);
  const browser = await signInOperator(usher);
  const open = async (path: string) => {
    const text = await (await browser.get(path)).text();
    const numbers = [...text.matchAll(/>Mail (\d+)\.</g)].map((match) => Number(match[1]));
    const href = (rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(text)?.[1] ?? null;
    return { shown: [numbers.length, numbers[0], numbers.at(-1)], newer: href('prev'), older: href('next') };
  };
  const first = await open('/operator/mails');
  expect(first).toMatchObject({ shown: [50, 101, 52], newer: null });
  const second = await open(first.older ?? '');
  expect(second.shown).toEqual([50, 51, 2]);
  const third = await open(second.older ?? '');
  expect(third).toMatchObject({ shown: [1, 1, 1], older: null });
  await write(102, 103);
  const back = await open(third.newer ?? '');
  expect(back.shown).toEqual([50, 51, 2]);
  const further = await open(back.newer ?? '');
  expect(further.shown).toEqual([50, 101, 52]);
  expect(await open(further.newer ?? '')).toMatchObject({ shown: [2, 103, 102], newer: null });
  expect((await open('/operator/mails?before=nonsense')).shown).toEqual([50, 103, 54]);
  await usher.close();
  await database.close();
});

it('shows the outbox to operators, and to nobody else', async () => {
  const database = await freshDatabase();
  const usher = await UsherUnderTest.start(database);
  const sendMail = createSendMail({ queue: createQueue(database), box: testBox, clock: () => testNow });
  const data = { link: 'https://sso.acme.test/confirm?code=1' };
  await database.prisma.$transaction((tx) =>
    sendMail(tx, { siteId: usher.siteId, to: 'ada@acme.test', template: 'verify_email', language: 'en', data }),
  );
  const [mail] = await usher.mails();
  const browser = usher.browser();
  for (const page of ['/operator/mails', `/operator/mails/${mail?.id}`]) {
    const answer = await browser.get(page);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/operator/sign-in']);
  }
  await addOperator(database, { email: 'op@usher.test', password: 'a long enough password', now: testNow });
  await browser.post('/operator/sign-in', { email: 'op@usher.test', password: 'a long enough password' });
  const list = await (await browser.get('/operator/mails')).text();
  expect(list).toContain('ada@acme.test');
  expect(list).not.toContain(data.link);
  expect(await (await browser.get(`/operator/mails/${mail?.id}`)).text()).toContain(data.link);
  expect((await browser.get('/operator/mails/nonsense')).status).toBe(404);
  await usher.close();
  await database.close();
});
