import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type RequestHandler } from 'express';
import { listActivity } from '../../activity';
import { FormValues, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { ActivityPage } from './ActivityPage';
import { criteriaOf, pageOf, pageSize, parseActivityForm, parseStep } from './activityQuery';
import { exportActivity } from './exportActivity';
import { findPeople } from './people';

/** Activity log: who changed what, and how it was before. */
export function activityRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  router.get('/admin/:site/activity', requireAdmin('activity.view'), showLog(dependencies));
  router.get('/admin/:site/activity/export', requireAdmin('activity.view'), exportLog(dependencies));
  return router;
}

function showLog({ database }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const values = FormValues.ofQuery(req);
    const form = parseActivityForm(values);
    const step = parseStep(values);
    const read = await listActivity(database, {
      ...criteriaOf(form),
      siteId: reader.siteId,
      limit: pageSize + 1,
      ...(step !== null && { [step.direction]: step.place }),
    });
    const page = pageOf(read, step);
    const people = await findPeople(database, reader.siteId, page.entries);
    sendPage(res, 200, <ActivityPage reader={reader} form={form} page={page} people={people} />);
  };
}

function exportLog({ database }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, siteId } = administratorOf(req);
    const values = FormValues.ofQuery(req);
    const format = values.text('format') === 'lines' ? 'lines' : 'csv';
    const [extension, type] = format === 'csv' ? ['csv', 'text/csv'] : ['jsonl', 'application/jsonl'];
    res.set('Cache-Control', 'no-store').attachment(`${site}-activity.${extension}`).type(`${type}; charset=utf-8`);
    const lines = exportActivity(database, { ...criteriaOf(parseActivityForm(values)), siteId }, format);
    await pipeline(Readable.from(lines), res).catch((error: unknown) => {
      // Whoever went away needs no answer.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  };
}
