import { once } from 'node:events';
import type { RequestHandler } from 'express';
import { byteOrderMark, formatCsvRow } from '../../../csv';
import { activityEntry, recordActivity } from '../../../activity';
import { accountState } from '../../../accounts/change';
import { administratorOf } from '../../administrator';
import type { AreaDependencies } from '../../dependencies';
import { accountColumns, fieldsOf } from './accountColumns';

/** Accounts read at once; the file is never in memory as a whole. */
const batch = 1_000;

/** All accounts of the site, or the active ones (`?active=on`), as CSV in the order of their user names. */
export function exportAccounts({ database, clock }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { siteId, site, actor } = administratorOf(req);
    const { prisma } = database;
    const active = req.query['active'] === 'on' ? { status: 'active' as const } : {};
    const connections = await prisma.connection.findMany({ where: { siteId }, select: { id: true, name: true } });
    const names = new Map(connections.map(({ id, name }) => [id, name]));
    const line = { at: clock(), siteId, actor, action: 'account.export', subject: site, before: null, after: null };
    await prisma.$transaction((tx) => recordActivity(tx, [activityEntry(line)]));
    res.attachment(`${site}-accounts.csv`).type('csv').set('Cache-Control', 'no-store');
    res.write(byteOrderMark + formatCsvRow(accountColumns));
    for (let last = ''; ;) {
      const rows = await prisma.account.findMany({
        where: { siteId, usernameKey: { gt: last }, ...active },
        orderBy: { usernameKey: 'asc' },
        take: batch,
      });
      const end = rows.at(-1);
      if (end === undefined || res.destroyed) break;
      const text = rows.map((row) => formatCsvRow(fieldsOf(accountState(row, names)))).join('');
      if (!res.write(text)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
      last = end.usernameKey;
    }
    res.end();
  };
}
