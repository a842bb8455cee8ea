import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { createSendMail, type SendMail } from '../../src/mail';
import { freshDatabase } from '../support/database';
import { freePort } from '../support/freePort';
import { reply, startMailServer, type MailServer } from '../support/mailServer';
import { testBox, testNow } from '../support/site';
import { UsherUnderTest } from '../support/usher';

/** Any text that holds this one. */
const containing = (text: string) => expect.stringContaining(text) as unknown;

const reset = {
  to: 'ada@acme.test',
  template: 'password_reset',
  language: 'de',
  data: { link: 'https://sso.acme.test/reset?token=geheim', minutes: 30 },
} as const;

describe('mail', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let sendMail: SendMail;
  let server: MailServer | null = null;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    sendMail = createSendMail({ queue: createQueue(database), box: testBox, clock: () => testNow });
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
    await database.prisma.mail.deleteMany();
    await usher.runJobs();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const send = (to: string = reset.to) =>
    database.prisma.$transaction((tx) => sendMail(tx, { siteId: usher.siteId, ...reset, to }));
  /** An instance whose mail goes to this server. */
  const through = async (smtpUrl: string) => {
    const instance = await usher.another({ smtpUrl, mailFrom: 'Usher, at the door <usher@acme.test>' });
    await instance.close();
    return instance;
  };

  it('reaches the mail server as plain text, once, and its text is forgotten', async () => {
    server = await startMailServer();
    await send();
    const instance = await through(server.url);
    await instance.runJobs();
    await instance.runJobs();
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'usher@acme.test', to: ['ada@acme.test'] });
    const [entry] = await usher.mails();
    expect(mail?.raw).toContain(`Message-ID: <${entry?.id}@localhost>`);
    expect(mail?.raw).toContain('From: "Usher, at the door" <usher@acme.test>');
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
    expect(mail?.raw).toContain('Content-Type: text/plain; charset=utf-8');
    expect(entry).toMatchObject({ status: 'sent', attempts: 1, lastError: null, text: null, sentAt: testNow });
  });

  it('comes into being with its transaction, and not without', async () => {
    await expect(
      database.prisma.$transaction(async (tx) => {
        await sendMail(tx, { siteId: usher.siteId, ...reset });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await usher.mails()).toEqual([]);
    expect(await usher.runJobs()).toEqual([]);
  });

  it('is offered again when the server was down', async () => {
    const port = await freePort();
    await send();
    const instance = await through(`smtp://127.0.0.1:${port}`);
    expect(await instance.runJobs()).toMatchObject([{ job: 'deliver-mail', error: containing('ECONNREFUSED') }]);
    expect(await usher.mails()).toMatchObject([
      { status: 'waiting', attempts: 1, lastError: containing('ECONNREFUSED') },
    ]);
    server = await startMailServer({}, port);
    await instance.runJobs();
    expect(server.received).toHaveLength(1);
    expect(await usher.mails()).toMatchObject([{ status: 'sent', attempts: 2, lastError: null }]);
  });

  it.each([
    ['a recipient the server does not know', { recipient: () => reply(550, 'no such user') }, 'no such user'],
    ['a text the server does not take', { text: () => reply(554, 'looks like spam') }, 'looks like spam'],
  ])('is not offered again after %s', async (_title, answers, said) => {
    server = await startMailServer(answers);
    await send();
    const instance = await through(server.url);
    expect(await instance.runJobs()).toMatchObject([{ error: null }]);
    expect(await instance.runJobs()).toEqual([]);
    expect(await usher.mails()).toMatchObject([{ status: 'failed', attempts: 1, lastError: containing(said) }]);
  });

  it.each([
    ['a recipient that is busy', { recipient: () => reply(450, 'try again later') }],
    [
      'a sender the server does not know',
      {
        options: {
          onMailFrom: (_address: unknown, _session: unknown, next: (error: Error) => void) =>
            next(reply(550, 'who are you')),
        },
      },
    ],
  ])('is offered again after %s', async (_title, answers) => {
    server = await startMailServer(answers);
    await send();
    const instance = await through(server.url);
    await instance.runJobs();
    expect(await instance.runJobs()).toMatchObject([{ job: 'deliver-mail' }]);
    expect(await usher.mails()).toMatchObject([{ status: 'waiting', attempts: 2 }]);
  });

  it('has the same Message-ID every time it is offered', async () => {
    const offered: (string | undefined)[] = [];
    const text = (raw: string) => {
      offered.push(/^Message-ID: .*$/m.exec(raw)?.[0]);
      return reply(451, 'not now');
    };
    server = await startMailServer({ text });
    await send();
    const instance = await through(server.url);
    await instance.runJobs();
    await instance.runJobs();
    const [mail] = await usher.mails();
    const expected = containing(`Message-ID: <${mail?.id}@localhost>`);
    expect(offered).toEqual([expected, expected]);
  });

  it('is given up after its last try', async () => {
    await send();
    await database.prisma.mail.updateMany({ data: { attempts: 12 } });
    const instance = await through(`smtp://127.0.0.1:${await freePort()}`);
    expect(await instance.runJobs()).toMatchObject([{ error: null }]);
    expect(await usher.mails()).toMatchObject([{ status: 'failed', attempts: 13 }]);
  });

  it('stays in the outbox without a mail server, sealed', async () => {
    await send();
    await usher.runJobs();
    expect(await usher.mails()).toMatchObject([
      { status: 'kept', attempts: 0, subject: 'Neues Passwort wählen', text: containing(reset.data.link) },
    ]);
    const [row] = await database.query<{ row: string }>('SELECT to_jsonb(m)::text AS row FROM mails m', []);
    expect(row?.row).not.toContain('geheim');
  });

  it.each([
    'ada@acme.test\r\nBcc: eve@evil.test',
    'ada@acme.test,eve@evil.test',
    '<ada@acme.test>',
    'Ada <ada@acme.test>',
    '',
    'ada',
  ])('refuses %j as a recipient', async (to) => {
    await expect(send(to)).rejects.toThrow('not an e-mail address');
  });

  it('lets no name of a site become a header or a line of the text', async () => {
    server = await startMailServer();
    const siteName = 'Acme\r\nBcc: eve@evil.test\u2028\nCall 555';
    const data = { siteName, contact: { name: 'Help\ndesk' } };
    await database.prisma.$transaction((tx) =>
      sendMail(tx, { ...reset, siteId: usher.siteId, template: 'request_rejected', language: 'en', data }),
    );
    await (await through(server.url)).runJobs();
    const { to, raw } = server.received[0] ?? { to: [], raw: '' };
    expect(to).toEqual(['ada@acme.test']);
    expect(raw).not.toMatch(/^Bcc/m);
    expect(raw).not.toMatch(/^Call/m);
    expect(raw).toContain('Subject: Acme Bcc: eve@evil.test Call 555: your request');
  });
});
