import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { BodyMemory, heldAtMost } from '../../../src/scim/routes/bodyMemory';
import { freshDatabase } from '../../support/database';
import { groupUrn, ScimSite } from './scimSite';

const megabyte = 1_048_576;

describe('bodies held at once', () => {
  it('are bounded for each client and for all, and what is given back can be taken again', () => {
    const memory = new BodyMemory();
    const first = memory.take('a', heldAtMost.ofOne - megabyte);
    expect(memory.take('a', megabyte + 1)).toBeNull();
    expect(memory.take('b', heldAtMost.ofOne)).not.toBeNull();
    expect(memory.take('c', heldAtMost.ofOne)).toBeNull();
    first?.release();
    expect(memory.take('a', heldAtMost.ofOne + 1)).toBeNull();
    expect(memory.take('a', heldAtMost.ofAll - heldAtMost.ofOne)).toBeNull();
    expect(memory.take('a', heldAtMost.ofOne)).not.toBeNull();
  });

  it('count by what they came to, once that is known', () => {
    const memory = new BodyMemory();
    const body = memory.take('a', heldAtMost.ofOne);
    expect(body?.resize(megabyte)).toBe(true);
    const other = memory.take('a', heldAtMost.ofOne - megabyte);
    expect(body?.resize(megabyte + 1)).toBe(false);
    other?.release();
    expect(body?.resize(heldAtMost.ofOne)).toBe(true);
  });

  it('answer 503 with Retry-After while others of the client fill the room, and are taken again when those have gone', async () => {
    const database = await freshDatabase();
    const scim = await ScimSite.start(database);
    const longest = 16 * megabyte;
    const slow = Array.from({ length: 3 }, () => {
      const headers = {
        authorization: scim.authorization,
        'content-type': 'application/scim+json',
        'content-length': longest,
      };
      const sent = request(`${scim.url}/scim/v2/${scim.provisioning.id}/Groups`, { method: 'POST', headers });
      sent.on('error', () => undefined).flushHeaders();
      return sent;
    });
    let names = 0;
    const until = async (status: number) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const answer = await scim.post('/Groups', { schemas: [groupUrn], displayName: `Group ${(names += 1)}` });
        if (answer.status === status) return answer;
        await setTimeout(20);
      }
      throw new Error(`${status} never came`);
    };
    expect((await until(503)).headers.get('retry-after')).toBe('5');
    expect((await scim.get('/Groups')).status).toBe(200);
    slow.forEach((sent) => sent.destroy());
    expect((await until(201)).status).toBe(201);
    await scim.close();
    await database.close();
  });
});
