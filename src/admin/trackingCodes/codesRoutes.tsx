import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../../db';
import { readTrackingCodes, type FieldProblem, type TrackingCodeState } from '../../sites';
import { listUnlistedValues } from '../../sso';
import { FormValues, messagesFor, noticeOf, sendPage, type FormError, fieldErrors } from '../../web';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { arrivedValues } from './arrivedValues';
import { changeCodes } from './changeCodes';
import { changeOfRows, rowsOf, sentRows, type CodeRow } from './codesForm';
import { CodesPage } from './CodesPage';

/** `GET …/tracking-codes`: the ten codes. */
export function showCodes({ database }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { siteId } = administratorOf(req);
    const codes = await readTrackingCodes(database.prisma, siteId);
    await sendCodes(database, req, res, { codes, rows: rowsOf(codes), status: 200, errors: [], conflict: [] });
  };
}

/** `POST …/tracking-codes`: saves what differs. */
export function saveCodes(dependencies: AreaDependencies): RequestHandler {
  const { database } = dependencies;
  return async (req, res) => {
    const { site, siteId, language } = administratorOf(req);
    const codes = await readTrackingCodes(database.prisma, siteId);
    const stored = rowsOf(codes);
    const rows = sentRows(FormValues.of(req), stored);
    const { change, expected } = changeOfRows(rows, stored);
    const nameOf = (path: FieldProblem['path']) => fieldOfPath(path, change);
    await changeCodes(dependencies, req, res, {
      change,
      expected,
      doneHref: areaHref('trackingCodes', site),
      notice: 'saved',
      sendAgain: ({ status, problems, conflict }) =>
        sendCodes(database, req, res, {
          codes,
          rows,
          status,
          errors: fieldErrors(problems, language, nameOf),
          conflict,
        }),
    });
  };
}

/** `trackingCodes[0].label` is the field `label-3` when the first code that changes is TC3. */
function fieldOfPath(path: FieldProblem['path'], change: readonly { readonly number: number }[]): string {
  const [, index, field = 'label'] = path;
  const number = typeof index === 'number' ? change[index]?.number : undefined;
  return `${field}-${number ?? 1}`;
}

interface ShownCodes {
  readonly codes: readonly TrackingCodeState[];
  readonly rows: readonly CodeRow[];
  readonly status: number;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

async function sendCodes(database: Database, req: Request, res: Response, shown: ShownCodes): Promise<void> {
  const reader = administratorOf(req);
  const { codes, status, ...rest } = shown;
  const hasLists = codes.some(({ input }) => input === 'dropdown');
  const arrived = arrivedValues(codes, hasLists ? await listUnlistedValues(database, reader.siteId) : []);
  const numbers = [...new Set(arrived.map(({ number }) => number))].toSorted((one, other) => one - other);
  const notice = noticeOf(req, messagesFor(reader.language).admin.trackingCodes.notices);
  sendPage(res, status, <CodesPage reader={reader} notice={notice} arrived={numbers} {...rest} />);
}
