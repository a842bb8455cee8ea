import { createQueue } from '../../src/jobs';
import { createSendMail } from '../../src/mail';
import { addOperator } from '../../src/operator';
import { freshDatabase } from '../support/database';
import { testBox, testNow } from '../support/site';
import { UsherUnderTest } from '../support/usher';

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
