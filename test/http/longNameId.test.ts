import { createHash } from 'node:crypto';
import type { Database } from '../../src/db';
import { nameIdFormats } from '../../src/saml';
import { freshDatabase } from '../support/database';
import { idpEntityId, UsherUnderTest } from '../support/usher';

/** Letters of four octets each that no compression makes shorter: what an index can hold of them is what it says. */
function letters(many: number): string {
  const codePoints = Array.from({ length: many }, (_, index) => {
    const digest = createHash('sha256').update(String(index)).digest();
    return 0x20000 + (digest.readUInt16BE(0) % 0xa000);
  });
  return String.fromCodePoint(...codePoints);
}

describe('a NameID as long as the gate lets pass', () => {
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

  const signIn = (value: string, format: string, name: string) =>
    usher.signIn({
      nameId: { value, format, nameQualifier: idpEntityId, spNameQualifier: usher.addresses.metadata },
      attributes: { uid: `${name}@acme.test`, email: `${name}@acme.test` },
    });

  test.each([
    ['a binding', nameIdFormats.persistent, 'bound'],
    ['a session', nameIdFormats.unspecified, 'session'],
  ])('can be remembered by %s, whatever its letters', async (_, format, name) => {
    const answer = await signIn(letters(256), format, name);
    expect([answer.status, usher.errors]).toEqual([303, []]);
    expect(await database.prisma.session.count({ where: { account: { usernameKey: `${name}@acme.test` } } })).toBe(1);
  });

  test.each([257, 1024])('is 1,024 octets long: %d letters of four octets are refused with 25', async (many) => {
    const answer = await signIn(letters(many), nameIdFormats.persistent, 'nobody');
    expect([answer.status, answer.headers.get('usher-sso-code'), usher.errors]).toEqual([403, '25', []]);
    expect(await usher.account('nobody@acme.test')).toBeNull();
  });
});
