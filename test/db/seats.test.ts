import { randomUUID } from 'node:crypto';
import { freshDatabase } from '../support/database';
import type { Database } from '../../src/db';

describe('seats are counted by the database itself', () => {
  let database: Database;
  const siteId = randomUUID();
  beforeAll(async () => {
    database = await freshDatabase();
    await database.prisma.site.create({ data: { id: siteId, slug: 'acme', name: 'Acme', seats: 1 } });
  });
  afterAll(() => database.close());

  const account = (username: string, more: object = {}) => ({
    data: { id: randomUUID(), siteId, username, usernameKey: username, confusableKey: username, ...more },
  });
  const used = async () => (await database.prisma.seatUse.findUniqueOrThrow({ where: { siteId } })).used;

  it('gives the last seat once, and refuses a rise beyond it whoever asks', async () => {
    await database.prisma.account.create(account('ada'));
    await expect(database.prisma.account.create(account('bob'))).rejects.toThrow(/seat_unavailable/);
    expect(await used()).toBe(1);
  });

  it('asks no seat of attendees, pending and deactivated people, and gives it back on deactivation', async () => {
    await database.prisma.account.create(account('guest', { type: 'attendee' }));
    await database.prisma.account.create(account('waiting', { status: 'pending' }));
    expect(await used()).toBe(1);
    await database.prisma.account.updateMany({ where: { siteId, username: 'ada' }, data: { status: 'deactivated' } });
    expect(await used()).toBe(0);
  });

  it('counts people who come and go together, and refuses them together', async () => {
    const { id } = await database.prisma.site.create({
      data: { id: randomUUID(), slug: 'many', name: 'Many', seats: 2 },
    });
    const people = (names: readonly string[], more: object) =>
      names.map((username) => ({ ...account(username, more).data, siteId: id }));
    const counts = () => database.prisma.seatUse.findUniqueOrThrow({ where: { siteId: id } });
    await expect(database.prisma.account.createMany({ data: people(['a', 'b', 'c'], {}) })).rejects.toThrow(
      /seat_unavailable/,
    );
    const data = [
      ...people(['a', 'b'], {}),
      ...people(['c', 'd'], { status: 'pending' }),
      ...people(['e'], { status: 'deactivated' }),
    ];
    await database.prisma.account.createMany({ data });
    expect(await counts()).toMatchObject({ used: 2, active: 2, pending: 2, deactivated: 1, locked: 0, expired: 0 });
    await database.prisma.account.deleteMany({ where: { siteId: id, username: { in: ['a', 'c', 'e'] } } });
    expect(await counts()).toMatchObject({ used: 1, active: 1, pending: 1, deactivated: 0 });
  });

  it('lets seats be lowered below use', async () => {
    await database.prisma.account.updateMany({ where: { siteId, username: 'waiting' }, data: { status: 'active' } });
    await database.prisma.site.update({ where: { id: siteId }, data: { seats: 0 } });
    expect(await used()).toBe(1);
  });

  it('raises the settings version with every change of the site or its connections', async () => {
    const version = async () =>
      (await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } })).settingsVersion;
    const before = await version();
    await database.prisma.connection.create({
      data: { id: randomUUID(), siteId, name: 'main', idpEntityId: 'https://idp.test' },
    });
    expect(await version()).toBe(before + 1n);
    await database.prisma.site.update({ where: { id: siteId }, data: { name: 'Acme Ltd' } });
    expect(await version()).toBe(before + 2n);
  });
});
