import { randomBytes } from 'node:crypto';
import type { Database } from '../../src/db';
import { ensureSiteKeys, rotateSiteKeys, type MakeSiteKey } from '../../src/saml';
import { freshDatabase } from '../support/database';
import { testKey } from '../support/samlResponse';
import { testBox } from '../support/site';
import { UsherUnderTest } from '../support/usher';

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

test('while keys are rotated nobody is refused who encrypts for the old one, until it is deleted', async () => {
  const pairs = [testKey('sp'), testKey('sp'), testKey('sp-next'), testKey('sp-next')];
  const makeKey: MakeSiteKey = () => Promise.resolve(pairs.shift() ?? testKey('attacker'));
  const deps = { database, box: testBox, clock: () => usher.now, random: randomBytes, makeKey };
  const site = { id: usher.siteId, slug: 'acme', actor: 'command' };
  const rotate = (wish: 'step' | 'due') => rotateSiteKeys(deps, site, wish);
  await ensureSiteKeys(deps, usher.siteId);
  const signInWith = async (name: 'sp' | 'sp-next') => {
    const { certificatePem } = testKey(name);
    const answer = await usher.respond({ signing: { encryption: { certificatePem } } });
    return answer.headers.get('usher-sso-code') ?? answer.status;
  };
  const inMetadata = async () => {
    const metadata = await (await fetch(`${usher.url}/saml/acme/main/metadata`)).text();
    const holds = (name: 'sp' | 'sp-next') =>
      metadata.replace(/\s/g, '').split(testKey(name).certificatePem.split('\n').slice(1, -2).join('')).length - 1;
    return { old: holds('sp'), new: holds('sp-next') };
  };

  expect([await signInWith('sp'), await inMetadata()]).toEqual([303, { old: 2, new: 0 }]);
  await rotate('step');
  expect([await signInWith('sp'), await signInWith('sp-next'), await inMetadata()]).toEqual([
    303,
    303,
    { old: 2, new: 2 },
  ]);
  usher.pass(30 * 86_400);
  await rotate('due');
  expect([await signInWith('sp'), await signInWith('sp-next'), await inMetadata()]).toEqual([
    303,
    303,
    { old: 0, new: 2 },
  ]);
  usher.pass(90 * 86_400);
  await rotate('due');
  expect([await signInWith('sp'), await signInWith('sp-next')]).toEqual(['13', 303]);
});
