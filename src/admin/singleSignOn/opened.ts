import type { Request, RequestHandler, Response } from 'express';
import type { ConnectionState, FieldProblem } from '../../sites';
import { FormValues, messagesFor, noticeOf, redirectDone, sendNotFound, type FormError, fieldErrors } from '../../web';
import { administratorOf, type Administrator } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { storedSiteOf, type WarnedResult } from './changing';

/** What every page of this area begins with. */
export interface OpenedPage {
  readonly req: Request;
  readonly res: Response;
  readonly dependencies: AreaDependencies;
  /** Who asks. */
  readonly reader: Administrator;
  /** What was sent; empty where nothing was. */
  readonly values: FormValues;
  /** What has just been done; null when nothing was. */
  readonly notice: string | null;
}

/** What every page of a connection begins with. */
export interface OpenedConnection extends OpenedPage {
  readonly connectionId: string;
  /** The connection in the address, as it is stored. */
  readonly state: ConnectionState;
}

/** A handler for a page of the site. */
export function onSite(
  dependencies: AreaDependencies,
  answer: (opened: OpenedPage) => void | Promise<void>,
): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const notice = noticeOf(req, messagesFor(reader.language).admin.singleSignOn.notices);
    await answer({ req, res, dependencies, reader, notice, values: FormValues.of(req) });
  };
}

/** A handler for a page of the connection in the address (`:connection`); a site that has none of that name answers 404. */
export function onConnection(
  dependencies: AreaDependencies,
  answer: (opened: OpenedConnection) => void | Promise<void>,
): RequestHandler {
  return onSite(dependencies, async (opened) => {
    const { req, res } = opened;
    const stored = await storedSiteOf(req, dependencies);
    const found = stored.connections.find(({ state }) => state.name === req.params['connection']);
    if (found === undefined) sendNotFound(req, res);
    else await answer({ ...opened, connectionId: found.id, state: found.state });
  });
}

/** What a form that was not carried out is shown again with. */
export interface FormAgain {
  readonly errors?: readonly FormError[];
  readonly conflict?: readonly string[];
  readonly forecast?: Extract<WarnedResult, { readonly outcome: 'would_refuse' }>['forecast'];
}

/** Where a form leads. */
export interface FormWays {
  /** The page that follows a change, and the notice it shows. */
  readonly done: { readonly href: string; readonly notice: string };
  /** Shows the form again: 422 with mistakes or a forecast, 409 when somebody else changed it meanwhile. */
  readonly again: (status: 409 | 422, shown: FormAgain) => void | Promise<void>;
  /** The field of the form for a place in the site file; by default its dotted name. */
  readonly fieldOf?: (path: FieldProblem['path']) => string;
}

/** Answers a form by what came of its change. */
export async function answerChange(
  { res, reader }: OpenedPage,
  result: WarnedResult,
  { done, again, fieldOf }: FormWays,
): Promise<void> {
  switch (result.outcome) {
    case 'refused':
      await again(422, { errors: fieldErrors(result.problems, reader.language, fieldOf) });
      return;
    case 'conflict':
      await again(409, { conflict: result.subjects });
      return;
    case 'would_refuse':
      await again(422, { forecast: result.forecast });
      return;
    case 'unchanged':
      redirectDone(res, done.href, 'unchanged');
      return;
    case 'applied':
    case 'would_change':
      redirectDone(res, done.href, done.notice);
      return;
  }
}
