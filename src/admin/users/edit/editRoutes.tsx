import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import type { AccountState } from '../../../accounts';
import { changeAccounts, type AccountProblem, type ChangedSite } from '../../../accounts/change';
import { FormValues, messagesFor, noticeOf, redirectDone, sendNotFound, sendPage } from '../../../web';
import { administratorOf } from '../../administrator';
import { areaHref } from '../../areas';
import type { AreaDependencies } from '../../dependencies';
import { mayEditAccount } from '../../rights';
import { changeFactsOf } from '../changeFacts';
import { problemErrors } from '../problemText';
import { formOf, sentForm, wantedOf, type AccountForm } from './accountForm';
import { AccountPage } from './AccountPage';
import { readEditedAccount, readSiteForForm, type EditedAccount } from './readEditedAccount';

/** Add User (`…/users/new`) and Edit User (`…/users/{id}`): the form, and what it sends. */
export function editRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 60 });
  router.get('/admin/:site/users/new', requireAdmin('people.edit'), showForm(dependencies));
  router.post('/admin/:site/users/new', requireAdmin('people.edit'), form, saveForm(dependencies));
  router.get('/admin/:site/users/:account', requireAdmin('people.view'), showForm(dependencies));
  router.post('/admin/:site/users/:account', requireAdmin('people.edit'), form, saveForm(dependencies));
  return router;
}

/** What a request is about: the site's rules, and the account; null when a new one is to be made. */
interface Subject {
  readonly site: ChangedSite;
  readonly account: EditedAccount | null;
}

/** Null when the address names an account that the site has not. */
async function readSubject({ database, clock }: AreaDependencies, req: Request): Promise<Subject | null> {
  const { siteId } = administratorOf(req);
  const now = clock();
  const site = await readSiteForForm(database, siteId, now);
  const id = req.params['account'];
  if (id === undefined) return { site, account: null };
  if (!isUuid(id)) return null;
  const account = await readEditedAccount(database, siteId, String(id), site, now);
  return account === null ? null : { site, account };
}

function showForm(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const subject = await readSubject(dependencies, req);
    if (subject === null) sendNotFound(req, res);
    else sendForm(req, res, subject, { status: 200, form: formOf(subject.account?.state ?? null) });
  };
}

/** The page of an account as it is stored, with what a button of it could not do, and why. */
export async function sendAccountProblems(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  problems: readonly AccountProblem[],
): Promise<void> {
  const subject = await readSubject(dependencies, req);
  if (subject === null) sendNotFound(req, res);
  else sendForm(req, res, subject, { status: 422, form: formOf(subject.account?.state ?? null), problems });
}

interface Shown {
  readonly status: number;
  readonly form: AccountForm;
  readonly problems?: readonly AccountProblem[];
  readonly conflict?: AccountState;
}

function sendForm(req: Request, res: Response, { site, account }: Subject, shown: Shown): void {
  const reader = administratorOf(req);
  const { language } = reader;
  sendPage(
    res,
    shown.status,
    <AccountPage
      reader={reader}
      account={account}
      form={shown.form}
      connections={[...site.connectionIds.keys()]}
      codes={site.rules.trackingCodes}
      errors={problemErrors(shown.problems ?? [], language)}
      conflict={shown.conflict ?? null}
      notice={noticeOf(req, messagesFor(language).admin.users.notices)}
      mayEdit={mayEditAccount((permission) => reader.can(permission), account?.state ?? { roles: [] })}
    />,
  );
}

function saveForm(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const subject = await readSubject(dependencies, req);
    if (subject === null) {
      sendNotFound(req, res);
      return;
    }
    const { account, site } = subject;
    const reader = administratorOf(req);
    const values = FormValues.of(req);
    const before = account?.state ?? null;
    const form = sentForm(values, site.rules.trackingCodes, before, reader.can('roles.edit'));
    const { wanted, problems } = wantedOf(form, before);
    if (problems.length > 0) {
      sendForm(req, res, subject, { status: 422, form, problems });
      return;
    }
    const whom = account === null ? ('new' as const) : { id: account.id };
    const seen = account === null ? {} : { seenVersion: values.wholeNumber('version') };
    const [decided] = await changeAccounts(changeFactsOf(dependencies, req), [{ whom, wanted, ...seen }]);
    switch (decided?.outcome) {
      case 'write':
        redirectDone(res, `${areaHref('users', reader.site)}/${decided.id}`, account === null ? 'created' : 'saved');
        return;
      case 'unchanged':
        redirectDone(res, `${areaHref('users', reader.site)}/${decided.id}`, 'unchanged');
        return;
      case 'conflict': {
        // The form comes back with the version of now: sent again, it replaces what it has just shown.
        const fresh = account && { ...account, version: decided.current.version, state: decided.current.state };
        sendForm(req, res, { site, account: fresh }, { status: 409, form, conflict: decided.current.state });
        return;
      }
      case 'refused':
        sendForm(req, res, subject, { status: 422, form, problems: decided.problems });
        return;
      case undefined:
        throw new Error('A change was not decided.');
    }
  };
}
