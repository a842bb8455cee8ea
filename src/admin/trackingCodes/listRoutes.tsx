import type { Request, RequestHandler, Response } from 'express';
import { readTrackingCodes, tagOf, type TrackingCodeState } from '../../sites';
import { listUnlistedValues } from '../../sso';
import { readValueUse, trackingCodeName } from '../../trackingCodes';
import { FormValues, messagesFor, noticeOf, sendNotFound, sendPage, type FormError, fieldErrors } from '../../web';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { arrivedValues } from './arrivedValues';
import { changeCodes, type FormAgain } from './changeCodes';
import { formatList } from './csvList';
import { ListPage } from './ListPage';
import { actOnList, isListed, pageOfList, parseListAct, type ListAct } from './valueList';

/** `GET …/tracking-codes/:number`: the list of a code. */
export function showList(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const code = await findCode(dependencies, req);
    if (code === null) sendNotFound(req, res);
    else await sendList(dependencies, req, res, { code, status: 200, entered: '', errors: [], conflict: [] });
  };
}

/** `GET …/tracking-codes/:number/values.csv`: the list as a file. */
export function downloadList(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const code = await findCode(dependencies, req);
    if (code === null) {
      sendNotFound(req, res);
      return;
    }
    const name = `${administratorOf(req).site}-${trackingCodeName(code.number)}.csv`;
    res.set('Cache-Control', 'no-store').attachment(name).type('text/csv').send(formatList(code.values));
  };
}

/** `POST …/tracking-codes/:number`: one act on the list. */
export function changeList(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const code = await findCode(dependencies, req);
    if (code === null) {
      sendNotFound(req, res);
      return;
    }
    const form = FormValues.of(req);
    const act = parseListAct(form);
    const entered = act.do === 'add' ? act.value : '';
    const errors = act.do === 'add' && isListed(code.values, entered) ? twice(req) : [];
    const sendAgain = ({ status, problems, conflict }: FormAgain) =>
      sendList(dependencies, req, res, {
        code,
        status,
        entered,
        errors: [...errors, ...fieldErrors(problems, administratorOf(req).language, () => 'add')],
        conflict,
      });
    if (errors.length > 0) {
      await sendAgain({ status: 422, problems: [], conflict: [] });
      return;
    }
    await changeCodes(dependencies, req, res, {
      change: [{ number: code.number, values: [...actOnList(code.values, act)] }],
      expected: { [code.number]: form.text('tag') },
      doneHref: listHref(req, code.number, form),
      notice: noticeOfAct[act.do],
      sendAgain,
    });
  };
}

const noticeOfAct: Readonly<Record<ListAct['do'], string>> = {
  add: 'added',
  remove: 'removed',
  move_up: 'moved',
  move_down: 'moved',
  activate: 'saved',
};

function twice(req: Request): FormError[] {
  return [{ field: 'add', text: messagesFor(administratorOf(req).language).admin.rules.twice({ ...twiceRule }) }];
}
const twiceRule = { id: 'twice', other: '', field: 'value' } as const;

/** The code of the address; null when the site has not named it. */
export async function findCode({ database }: AreaDependencies, req: Request): Promise<TrackingCodeState | null> {
  const codes = await readTrackingCodes(database.prisma, administratorOf(req).siteId);
  return codes.find(({ number }) => String(number) === req.params['number']) ?? null;
}

/** The list again, at the place where the reader was. */
function listHref(req: Request, number: number, form: FormValues): string {
  const place = new URLSearchParams();
  for (const name of ['search', 'page']) if (form.text(name) !== '') place.set(name, form.text(name));
  const query = place.size > 0 ? `?${place.toString()}` : '';
  return `${areaHref('trackingCodes', administratorOf(req).site)}/${number}${query}`;
}

/** What a list is shown with. */
export interface ShownList {
  readonly code: TrackingCodeState;
  readonly status: number;
  readonly entered: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

/** Sends the page of a list. */
export async function sendList(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  { status, ...shown }: ShownList,
): Promise<void> {
  const reader = administratorOf(req);
  const { code } = shown;
  const query = FormValues.ofQuery(req);
  const search = query.text('search').slice(0, 255);
  const page = pageOfList(code.values, search, query.wholeNumber('page'));
  const [use, unlisted] = await Promise.all([
    readValueUse(
      database,
      reader.siteId,
      code.number,
      page.values.map(({ value }) => value),
    ),
    listUnlistedValues(database, reader.siteId),
  ]);
  const arrived = arrivedValues([code], unlisted);
  const notice = noticeOf(req, messagesFor(reader.language).admin.trackingCodes.notices);
  const view = { reader, notice, tag: tagOf(code), shown: page, search, use, arrived };
  sendPage(res, status, <ListPage {...view} {...shown} />);
}
