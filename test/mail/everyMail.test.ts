import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { createSendMail, type TemplateData, type TemplateName } from '../../src/mail';
import { languages, type Language } from '../../src/web';
import { freshDatabase } from '../support/database';
import { startMailServer, type MailServer } from '../support/mailServer';
import { readMail, type ReadMail } from '../support/readMail';
import { testBox, testNow } from '../support/site';
import { UsherUnderTest } from '../support/usher';

const siteName = 'Ærlig & Söhne';
const connection = 'main-idp';
const link = 'https://sso.acme.test/path?token=abc-123&more=1';
const contact = { name: 'Håvard Hjelp', email: 'help@acme.test', url: 'https://help.acme.test/' };

/** What each mail is told; one that is missing does not compile. */
const told: { readonly [Name in TemplateName]: TemplateData<Name> } = {
  certificate_expiring: {
    ...{ siteName, connection, link },
    ...{ subject: 'CN=idp.acme.test', fingerprint: 'ab12cd34', endsAt: new Date('2027-03-31T18:00:00Z'), daysLeft: 47 },
  },
  exception_ending: {
    ...{ siteName, connection, link },
    ...{ algorithms: 'sha1, cbc', endsAt: new Date('2027-03-31T18:00:00Z'), daysLeft: 47 },
  },
  secret_ending: {
    ...{ siteName, link, provisioning: 'Okta Production', actingUser: 'scim@acme.test' },
    ...{ endsAt: new Date('2027-03-31T18:00:00Z'), daysLeft: 47 },
  },
  provisioning_held: {
    ...{ siteName, link, provisioning: 'Okta Production', heldAt: new Date('2027-03-31T18:00:00Z') },
    ...{ removed: 211, accounts: 503, windowMinutes: 61, count: 27, percent: 32 },
  },
  password_invitation: { siteName, link, days: 3, username: 'ada@acme.test' },
  password_reset: { link, minutes: 30 },
  request_accepted: { siteName, contact },
  request_rejected: { siteName, contact },
  verify_email: { link },
  workspace_welcome: { siteName, link, workspace: 'Internal Audit' },
};
const names = Object.keys(told) as TemplateName[];

/** Everything a mail was told, as it must be found in what arrives; of a moment, its year. */
function piecesOf(data: object): string[] {
  return Object.values(data).flatMap((value: unknown) => {
    if (value instanceof Date) return [String(value.getUTCFullYear())];
    return typeof value === 'object' && value !== null ? piecesOf(value) : [String(value)];
  });
}

describe('every mail in every language, at the mail server', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let server: MailServer;
  const arrived = new Map<string, ReadMail & { readonly raw: string }>();
  const key = (name: TemplateName, language: Language) => `${name}-${language}@acme.test`;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    server = await startMailServer();
    const sendMail = createSendMail({ queue: createQueue(database), box: testBox, clock: () => testNow });
    const write = <Name extends TemplateName>(template: Name, language: Language) => {
      const mail = { siteId: usher.siteId, to: key(template, language), template, language, data: told[template] };
      return database.prisma.$transaction((tx) => sendMail<Name>(tx, mail));
    };
    for (const template of names) {
      for (const language of languages) {
        await write(template, language);
      }
    }
    const instance = await usher.another({ smtpUrl: server.url, mailFrom: 'Usher <usher@acme.test>' });
    await instance.close();
    await instance.runJobs();
    for (const { to, raw } of server.received) arrived.set(to.join(', '), { ...readMail(raw), raw });
  });
  afterAll(async () => {
    await server.stop();
    await usher.close();
    await database.close();
  });

  it('each arrives once', () => {
    expect(server.received).toHaveLength(names.length * languages.length);
    expect(arrived.size).toBe(names.length * languages.length);
  });

  const cases = names.flatMap((name) => languages.map((language) => [name, language] as const));
  it.each(cases)('%s in %s says everything it was told, has no gap, and links absolutely', (name, language) => {
    const mail = arrived.get(key(name, language));
    if (mail === undefined) throw new Error('it did not arrive');
    const { subject, text, headers, raw } = mail;
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(subject.length).toBeGreaterThan(10);
    const whole = `${subject}\n${text}`;
    for (const piece of piecesOf(told[name])) expect(whole).toContain(piece);
    expect(whole).not.toMatch(/undefined|null|NaN|\[object|\$\{|\{\{|Invalid Date|\uFFFD/);
    // A gap where a name should stand: empty quotes, two blanks, a blank before a full stop, nothing after a colon.
    expect(whole).not.toMatch(/""|„“|«»|\(\)| {2}| \.|: *\n\n\n|: *$/);
    const addresses = text.match(/\S*:\/\/\S*/g) ?? [];
    expect(addresses.filter((address) => address === link)).toHaveLength('link' in told[name] ? 1 : 0);
    for (const address of addresses) expect(address).toMatch(/^https:\/\/[a-z.]+\.test\//);
    // By itself on its line, so that no reader takes a full stop or a bracket for a part of it.
    if ('link' in told[name]) expect(text.split('\n')).toContain(link);
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);
  });

  it.each(names)('%s has words of its own in each language', (name) => {
    const mails = languages.map((language) => arrived.get(key(name, language)));
    expect(new Set(mails.map((mail) => mail?.subject)).size).toBe(languages.length);
    expect(new Set(mails.map((mail) => mail?.text)).size).toBe(languages.length);
  });
});
