import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { readCall, readCalls } from '../../../scim/calls';
import { FormValues, sendNotFound, sendPage } from '../../../web';
import { administratorOf } from '../../administrator';
import type { AreaDependencies } from '../../dependencies';
import { requireProvisioning } from '../requireProvisioning';
import { CallPage } from './CallPage';
import { CallsPage } from './CallsPage';
import { findCriteria, pageOf, pageSize, parseCallsForm, parseStep } from './callsQuery';
import { exportCalls } from './exportCalls';

/** The call log of a provisioning: list, export, one call. */
export function callRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const home = '/admin/:site/provisioning/:provisioning/calls';
  const view = requireAdmin('provisioning.view');
  router.get(home, view, showCalls(dependencies));
  router.get(`${home}/export`, view, exportLog(dependencies));
  router.get(`${home}/:call`, view, showCall(dependencies));
  return router;
}

function showCalls(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const { database } = dependencies;
    const reader = administratorOf(req);
    const values = FormValues.ofQuery(req);
    const form = parseCallsForm(values);
    const step = parseStep(values);
    const criteria = await findCriteria(database, reader.siteId, provisioning.id, form);
    const asked = { limit: pageSize + 1, ...(step !== null && { [step.direction]: step.id }) };
    const read = criteria === null ? [] : await readCalls(database, { ...criteria, ...asked });
    sendPage(res, 200, <CallsPage {...{ reader, provisioning, form }} page={pageOf(read, step)} />);
  };
}

function exportLog(dependencies: AreaDependencies): RequestHandler {
  return async (req: Request, res: Response) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const { database } = dependencies;
    const { site, siteId } = administratorOf(req);
    const values = FormValues.ofQuery(req);
    const format = values.text('format') === 'lines' ? 'lines' : 'csv';
    const [extension, type] = format === 'csv' ? ['csv', 'text/csv'] : ['jsonl', 'application/jsonl'];
    const criteria = await findCriteria(database, siteId, provisioning.id, parseCallsForm(values));
    res.set('Cache-Control', 'no-store').attachment(`${site}-scim-calls.${extension}`).type(`${type}; charset=utf-8`);
    const lines = exportCalls(database, criteria, format);
    await pipeline(Readable.from(lines), res).catch((error: unknown) => {
      // Whoever went away needs no answer.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  };
}

function showCall(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const provisioning = await requireProvisioning(dependencies, req, res);
    if (provisioning === null) return;
    const reader = administratorOf(req);
    const call = await readCall(dependencies, reader.siteId, String(req.params['call']));
    if (call === null || call.provisioningId !== provisioning.id) {
      sendNotFound(req, res);
      return;
    }
    sendPage(res, 200, <CallPage {...{ reader, provisioning, call }} />);
  };
}
