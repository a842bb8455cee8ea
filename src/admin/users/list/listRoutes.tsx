import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { changeAccounts, problemOf, type AccountChange, type Decided } from '../../../accounts/change';
import type { Database } from '../../../db';
import { FormValues, messagesFor, noticeOf, redirectDone, sendPage, type Language } from '../../../web';
import { administratorOf } from '../../administrator';
import { areaHref } from '../../areas';
import type { AreaDependencies } from '../../dependencies';
import { changeFactsOf, decisions } from '../changeFacts';
import { problemText } from '../problemText';
import { listAccounts } from './listAccounts';
import { listParameters, parseListQuery, type ListQuery } from './listQuery';
import { UsersPage, type Outcome } from './UsersPage';

/** Who waits is shown on top; beyond this many there is a list of them alone. */
const mostPending = 20;

/** The list of a site's accounts: `GET …/users`, and its two forms: `POST …/users/active` and `…/users/requests`. */
export function listRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 300 });
  router.get('/admin/:site/users', requireAdmin('people.view'), showList(dependencies));
  router.post('/admin/:site/users/active', requireAdmin('people.edit'), form, submitActive(dependencies));
  router.post('/admin/:site/users/requests', requireAdmin('people.edit'), form, decideRequests(dependencies));
  return router;
}

function showList({ database }: AreaDependencies): RequestHandler {
  return (req, res) => sendList(database, req, res, { query: parseListQuery(FormValues.ofQuery(req)), outcome: null });
}

async function sendList(
  database: Database,
  req: Request,
  res: Response,
  { query, outcome }: { readonly query: ListQuery; readonly outcome: Outcome | null },
): Promise<void> {
  const reader = administratorOf(req);
  const waiting: ListQuery = {
    ...query,
    search: '',
    status: 'pending',
    sort: 'created',
    descending: false,
    cursor: null,
  };
  const [page, pending] = await Promise.all([
    listAccounts(database, reader.siteId, query),
    listAccounts(database, reader.siteId, waiting, mostPending),
  ]);
  const notice = outcome === null ? noticeOf(req, messagesFor(reader.language).admin.users.notices) : null;
  sendPage(
    res,
    outcome === null ? 200 : 422,
    <UsersPage
      reader={reader}
      query={query}
      page={page}
      pending={pending.accounts}
      hasMorePending={pending.next !== null}
      notice={notice}
      outcome={outcome}
    />,
  );
}

/** The list a form was sent from. */
function queryBehind(values: FormValues): ListQuery {
  const query = Object.fromEntries(new URLSearchParams(values.text('back')));
  return parseListQuery(FormValues.ofQuery({ query } as Request));
}

/**
 * The Active column: what was ticked becomes active, what was cleared is deactivated; a box that stays as it was asks for
 * nothing. Each account by itself: one that cannot be changed is told with its reason and keeps no other. Who is
 * deactivated frees a seat for who is made active by the same form.
 */
function submitActive(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const values = FormValues.of(req);
    const ticked = new Set(values.all('active'));
    const changes = values.all('row').flatMap((row): AccountChange[] => {
      const [id = '', version = '', was] = row.split(':');
      if (!isUuid(id) || (was === 'on') === ticked.has(id)) return [];
      const status = ticked.has(id) ? 'active' : 'deactivated';
      return [{ whom: { id }, seenVersion: Number(version), wanted: { status } }];
    });
    const inOrder = changes.toSorted((one, other) => Number(isActivation(one)) - Number(isActivation(other)));
    await answer(dependencies, req, res, { changes: inOrder, query: queryBehind(values), notice: 'submitted' });
  };
}

function isActivation({ wanted }: AccountChange): boolean {
  return wanted.status === 'active';
}

/**
 * Accept makes a pending account active and takes its seat. Reject deactivates it instead of removing it: removed, the
 * same person would ask anew at every sign-in, and nobody could see that it was decided.
 */
function decideRequests(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const values = FormValues.of(req);
    const isAccepted = values.text('decision') === 'accept';
    const changes = values.all('request').flatMap((request): AccountChange[] => {
      const [id = '', version = ''] = request.split(':');
      if (!isUuid(id)) return [];
      const wanted = { status: isAccepted ? ('active' as const) : ('deactivated' as const) };
      return [
        { whom: { id }, seenVersion: Number(version), wanted, verb: decisions[isAccepted ? 'accept' : 'reject'] },
      ];
    });
    const notice = isAccepted ? 'accepted' : 'rejected';
    await answer(dependencies, req, res, { changes, query: queryBehind(values), notice });
  };
}

interface Asked {
  readonly changes: readonly AccountChange[];
  readonly query: ListQuery;
  readonly notice: 'submitted' | 'accepted' | 'rejected';
}

async function answer(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  { changes, query, notice }: Asked,
): Promise<void> {
  const { site, language, siteId } = administratorOf(req);
  const decided = await changeAccounts(changeFactsOf(dependencies, req), changes);
  const refused = decided.flatMap((one, index) => refusalOf(one, changes[index], language));
  if (changes.length === 0 || refused.length === 0) {
    const done = changes.length === 0 ? 'unchanged' : notice;
    redirectDone(res, `${areaHref('users', site)}?${listParameters(query)}`, done);
    return;
  }
  const names = await namesOf(
    dependencies.database,
    siteId,
    refused.map(({ id }) => id),
  );
  await sendList(dependencies.database, req, res, {
    query,
    outcome: {
      done: decided.filter(({ outcome }) => outcome === 'write').length,
      refused: refused.map(({ id, text }) => ({ username: names.get(id) ?? id, text })),
    },
  });
}

function refusalOf(
  decided: Decided,
  change: AccountChange | undefined,
  language: Language,
): { readonly id: string; readonly text: string }[] {
  const whom = change?.whom;
  const id = typeof whom === 'object' && 'id' in whom ? whom.id : '';
  if (decided.outcome === 'conflict') {
    return [{ id, text: problemText(problemOf('username', 'changed_meanwhile'), language) }];
  }
  if (decided.outcome !== 'refused') return [];
  return decided.problems.map((problem) => ({ id, text: problemText(problem, language) }));
}

async function namesOf(database: Database, siteId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const where = { siteId, id: { in: [...ids] } };
  const rows = await database.prisma.account.findMany({ where, select: { id: true, username: true } });
  return new Map(rows.map(({ id, username }) => [id, username]));
}
