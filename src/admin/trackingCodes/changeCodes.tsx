import type { Request, Response } from 'express';
import { changeSite, readTrackingCodes, type FieldProblem } from '../../sites';
import { forecastSite } from '../../sso';
import { FormValues, redirectDone, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { proposedCodes, type CodesChange } from './codesForm';
import { ConfirmPage } from './ConfirmPage';

/** What a form of this area wants, and how it goes on. */
export interface CodesWish {
  readonly change: CodesChange;
  /** The tags of the states it was made from, by number of the code. */
  readonly expected: Readonly<Record<number, string>>;
  /** Where it leads when it is done, and the notice there. */
  readonly doneHref: string;
  readonly notice: string;
  /** Shows the form again, with what was entered. */
  readonly sendAgain: (again: FormAgain) => Promise<void> | void;
}

/** Why a form comes back. */
export interface FormAgain {
  readonly status: 200 | 409 | 422;
  readonly problems: readonly FieldProblem[];
  /** What somebody else changed meanwhile. */
  readonly conflict: readonly string[];
}

/**
 * Changes tracking codes as a form says. Before a change that would have refused sign-ins that passed, it asks; the answer
 * comes with the same form, as `decision`.
 */
export async function changeCodes(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  wish: CodesWish,
): Promise<void> {
  const decision = FormValues.of(req).text('decision');
  if (decision === 'go_back') {
    await wish.sendAgain({ status: 200, problems: [], conflict: [] });
    return;
  }
  const isAsked = decision !== 'save';
  const result = await changeSite({ ...requestOf(dependencies, req, wish), dryRun: isAsked });
  if (result.outcome === 'would_change') {
    if (await askFirst(dependencies, req, res, wish)) return;
    await finish(await changeSite(requestOf(dependencies, req, wish)), res, wish);
    return;
  }
  await finish(result, res, wish);
}

function requestOf(
  { database, passwords, clock, insecureLoopback }: AreaDependencies,
  req: Request,
  { change, expected }: CodesWish,
) {
  const { site, actor, isOperator } = administratorOf(req);
  return {
    database,
    passwords,
    site,
    actor,
    vouches: isOperator,
    allowHttp: insecureLoopback,
    now: clock(),
    expected: { trackingCodes: expected },
    change: { trackingCodes: change },
  };
}

/** True when the change would refuse people, and the page that asks has been sent. */
async function askFirst(
  { database, connections }: AreaDependencies,
  req: Request,
  res: Response,
  { change }: CodesWish,
): Promise<boolean> {
  const reader = administratorOf(req);
  const proposed = proposedCodes(await readTrackingCodes(database.prisma, reader.siteId), change);
  const site = { id: reader.siteId, slug: reader.site };
  const forecast = await forecastSite({ database, connections }, site, (before) => ({
    ...before,
    trackingCodes: proposed,
  }));
  if (forecast.refused.length === 0) return false;
  const page = <ConfirmPage reader={reader} forecast={forecast} action={req.originalUrl} sent={sentFields(req)} />;
  sendPage(res, 200, page);
  return true;
}

/** Everything the form held, so that it can be sent again. */
function sentFields(req: Request): (readonly [string, string])[] {
  const form = FormValues.of(req);
  const names = Object.keys((req.body ?? {}) as object).filter((name) => name !== 'decision');
  return names.flatMap((name) => form.all(name).map((value) => [name, value] as const));
}

async function finish(
  result: Awaited<ReturnType<typeof changeSite>>,
  res: Response,
  { doneHref, notice, sendAgain }: CodesWish,
): Promise<void> {
  switch (result.outcome) {
    case 'refused':
      await sendAgain({ status: 422, problems: result.problems, conflict: [] });
      return;
    case 'conflict':
      await sendAgain({ status: 409, problems: [], conflict: result.subjects });
      return;
    case 'unchanged':
      redirectDone(res, doneHref, 'unchanged');
      return;
    case 'applied':
    case 'would_change':
      redirectDone(res, doneHref, notice);
      return;
  }
}
