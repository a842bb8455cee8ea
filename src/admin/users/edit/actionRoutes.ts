import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { activityEntry, recordActivity } from '../../../activity';
import { changeAccounts, problemOf, type AccountChange } from '../../../accounts/change';
import type { Prisma } from '../../../db';
import { sendPasswordLink } from '../../../sessions';
import { FormValues, redirectDone, sendNotFound, type Messages } from '../../../web';
import { administratorOf } from '../../administrator';
import { areaHref } from '../../areas';
import type { AreaDependencies } from '../../dependencies';
import { mayEditAccount } from '../../rights';
import { changeFactsOf, decisions } from '../changeFacts';
import { requireStill } from '../rightsNow';
import { sendAccountProblems } from './editRoutes';

/** The buttons of an account's page: unlock, accept, reject, end sessions, forget an identity, send a password link. */
export function actionRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 10 });
  const post = (path: string, handler: RequestHandler) =>
    router.post(`/admin/:site/users/:account/${path}`, requireAdmin('people.edit'), form, handler);
  post('status', setStatus(dependencies));
  post('end-sessions', endSessions(dependencies));
  post('unbind', unbind(dependencies));
  post('password-link', sendLink(dependencies));
  return router;
}

type Notice = keyof Messages['admin']['users']['notices'];

function back(req: Request, res: Response, id: string, notice: Notice): void {
  redirectDone(res, `${areaHref('users', administratorOf(req).site)}/${id}`, notice);
}

/** Unlock, accept and reject. What is refused is told above the account as it stands. */
function setStatus(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const values = FormValues.of(req);
    const id = String(req.params['account']);
    const status = values.text('status') === 'active' ? 'active' : 'deactivated';
    if (!isUuid(id)) {
      sendNotFound(req, res);
      return;
    }
    const account = await findAccount(dependencies.database.prisma, administratorOf(req).siteId, id);
    if (account === null) {
      sendNotFound(req, res);
      return;
    }
    const isDecision = account.status === 'pending';
    const change: AccountChange = {
      whom: { id },
      seenVersion: values.wholeNumber('version'),
      wanted: { status },
      ...(isDecision && { verb: status === 'active' ? decisions.accept : decisions.reject }),
    };
    const [decided] = await changeAccounts(changeFactsOf(dependencies, req), [change]);
    const done = isDecision ? (status === 'active' ? 'accepted' : 'rejected') : 'saved';
    if (decided?.outcome === 'refused') await sendAccountProblems(dependencies, req, res, decided.problems);
    else if (decided?.outcome === 'conflict') {
      await sendAccountProblems(dependencies, req, res, [problemOf('status', 'changed_meanwhile')]);
    } else back(req, res, id, decided?.outcome === 'write' ? done : 'unchanged');
  };
}

function endSessions(dependencies: AreaDependencies): RequestHandler {
  return actOn(dependencies, async (tx, { id, siteId }) => {
    const { count } = await tx.session.deleteMany({ where: { siteId, accountId: id } });
    await tx.handoverCode.deleteMany({ where: { siteId, accountId: id } });
    return { notice: 'sessions_ended', action: 'endSessions', before: { sessions: count }, after: { sessions: 0 } };
  });
}

/** Only an administrator re-binds (design 6.4): forgotten, the next sign-in by this user name binds its NameID. */
function unbind(dependencies: AreaDependencies): RequestHandler {
  return actOn(dependencies, async (tx, { id, siteId }, values) => {
    const connectionId = values.text('connection');
    if (!isUuid(connectionId)) return null;
    const where = { siteId, accountId: id, connectionId };
    const binding = await tx.nameIdBinding.findFirst({ where });
    if (binding === null) return null;
    await tx.nameIdBinding.deleteMany({ where });
    // Whoever came in by the identity that is forgotten is not to stay.
    await tx.session.deleteMany({ where });
    const connection = await tx.connection.findFirst({ where: { id: connectionId, siteId }, select: { name: true } });
    const before = { connection: connection?.name ?? null, nameId: binding.value };
    return { notice: 'unbound', action: 'unbind', before, after: { connection: before.connection, nameId: null } };
  });
}

function sendLink(dependencies: AreaDependencies): RequestHandler {
  return actOn(dependencies, async (tx, { id, siteId }, _values, req) => {
    const { actor, language } = administratorOf(req);
    const link = { siteId, accountId: id, why: 'invited', actor, language } as const;
    return { notice: `link_${await sendPasswordLink(dependencies, tx, link)}` };
  });
}

interface Act {
  readonly notice: Notice;
  /** Left out where the line of the log is written already. */
  readonly action?: string;
  readonly before?: object;
  readonly after?: object;
}

/** Does something to an account in one transaction with its line of the log; null from `act` changes nothing. */
function actOn(
  dependencies: AreaDependencies,
  act: (
    tx: Prisma.TransactionClient,
    account: { readonly id: string; readonly siteId: string },
    values: FormValues,
    req: Request,
  ) => Promise<Act | null>,
): RequestHandler {
  return async (req, res) => {
    const administrator = administratorOf(req);
    const { siteId, actor } = administrator;
    const id = String(req.params['account']);
    if (!isUuid(id)) {
      sendNotFound(req, res);
      return;
    }
    const at = dependencies.clock();
    const done = await dependencies.database.prisma.$transaction(async (tx) => {
      // Roles of the site, theirs and those of whom this is about, do not change before it ends.
      await tx.$queryRaw`SELECT id FROM sites WHERE id = ${siteId}::uuid FOR SHARE`;
      const account = await findAccount(tx, siteId, id);
      if (account === null) return 'gone' as const;
      const rights = await requireStill(tx, administrator, ['people.edit'], at);
      if (!mayEditAccount((permission) => rights.has(permission), account)) {
        return problemOf('username', 'privileged_account', { received: account.username });
      }
      const acted = await act(tx, { id, siteId }, FormValues.of(req), req);
      if (acted?.action === undefined) return acted;
      const { action, before = null, after = null } = acted;
      const subject = account.username;
      await recordActivity(tx, [
        activityEntry({ at, siteId, actor, action: `account.${action}`, subject, before, after }),
      ]);
      return acted;
    });
    if (done === 'gone') sendNotFound(req, res);
    else if (done !== null && 'reason' in done) await sendAccountProblems(dependencies, req, res, [done]);
    else back(req, res, id, done?.notice ?? 'unchanged');
  };
}

function findAccount(tx: Prisma.TransactionClient, siteId: string, id: string) {
  const select = { username: true, roles: true, status: true } as const;
  return tx.account.findFirst({ where: { id, siteId }, select });
}
