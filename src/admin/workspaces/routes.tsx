import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { FormValues, messagesFor, noticeOf, redirectDone, sendNotFound, sendPage, type FormError } from '../../web';
import {
  countMembers,
  listInertGroups,
  listOrgRoles,
  listWorkspaces,
  makeWorkspace,
  removeEntitlement,
  renameEntitlement,
} from '../../workspaces';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { RemovePage, RenamePage } from './ConfirmPages';
import { addPartTo, showEntitlement } from './entitlementRoutes';
import { addPeople, removePerson, showRemoval, showWhy } from './memberRoutes';
import { nameErrors } from './nameErrors';
import { requireEntitlement } from './requireEntitlement';
import { workspaceFactsOf } from './workspaceFacts';
import { WorkspacesPage } from './WorkspacesPage';

/** Workspaces, their roles and groups, and who has them. */
export function workspacesRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 10 });
  const view = requireAdmin('workspaces.view');
  const edit = requireAdmin('workspaces.edit');
  const home = '/admin/:site/workspaces';
  router.get(home, view, showWorkspaces(dependencies));
  router.post(home, edit, form, make(dependencies));
  router.get(`${home}/:id`, view, showEntitlement(dependencies));
  router.post(`${home}/:id/parts`, edit, form, addPartTo(dependencies));
  router.get(`${home}/:id/rename`, edit, showRename(dependencies));
  router.post(`${home}/:id/rename`, edit, form, rename(dependencies));
  router.get(`${home}/:id/remove`, edit, showRemove(dependencies));
  router.post(`${home}/:id/remove`, edit, form, remove(dependencies));
  router.post(`${home}/:id/members`, edit, form, addPeople(dependencies));
  router.get(`${home}/:id/members/:account`, view, showWhy(dependencies));
  router.get(`${home}/:id/members/:account/remove`, edit, showRemoval(dependencies));
  router.post(`${home}/:id/members/:account/remove`, edit, form, removePerson(dependencies));
  return router;
}

function showWorkspaces(dependencies: AreaDependencies): RequestHandler {
  return (req, res) => sendWorkspaces(dependencies, req, res, 200, { name: '', errors: [] });
}

async function sendWorkspaces(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: { readonly name: string; readonly errors: readonly FormError[] },
): Promise<void> {
  const reader = administratorOf(req);
  const { siteId, language } = reader;
  const asked = FormValues.ofQuery(req).text('after');
  const after = isUuid(asked) ? asked : null;
  const [list, orgRoles, inertGroups] = await Promise.all([
    listWorkspaces(database, siteId, after),
    listOrgRoles(database, siteId),
    listInertGroups(database, siteId),
  ]);
  const notice = noticeOf(req, messagesFor(language).admin.workspaces.notices);
  const props = { reader, notice, list, isFirstPage: after === null, orgRoles, inertGroups, ...shown };
  sendPage(res, status, <WorkspacesPage {...props} />);
}

function make(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, language } = administratorOf(req);
    const name = FormValues.of(req).text('name');
    const change = await makeWorkspace(workspaceFactsOf(dependencies, req), name);
    const errors = nameErrors(change, 'name', language);
    if (errors.length > 0) await sendWorkspaces(dependencies, req, res, 422, { name, errors });
    else if ('id' in change) redirectDone(res, `${areaHref('workspaces', site)}/${change.id}`, 'made');
  };
}

function showRename(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const props = { reader: administratorOf(req), entitlement, name: entitlement.name, errors: [] };
    sendPage(res, 200, <RenamePage {...props} />);
  };
}

function rename(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const reader = administratorOf(req);
    const name = FormValues.of(req).text('name');
    const change = await renameEntitlement(workspaceFactsOf(dependencies, req), entitlement.id, name);
    const errors = nameErrors(change, 'name', reader.language);
    if (errors.length > 0) sendPage(res, 422, <RenamePage {...{ reader, entitlement, name, errors }} />);
    else if (change.outcome === 'gone') sendNotFound(req, res);
    else {
      const notice = change.outcome === 'unchanged' ? 'unchanged' : 'renamed';
      redirectDone(res, `${areaHref('workspaces', reader.site)}/${entitlement.id}`, notice);
    }
  };
}

function showRemove(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const reader = administratorOf(req);
    const members = await countMembers(dependencies.database, reader.siteId, entitlement.id);
    const parts = entitlement.parts.map(({ name }) => name);
    sendPage(res, 200, <RemovePage {...{ reader, entitlement, members, parts }} />);
  };
}

function remove(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const { site } = administratorOf(req);
    await removeEntitlement(workspaceFactsOf(dependencies, req), entitlement.id);
    const home = areaHref('workspaces', site);
    redirectDone(res, entitlement.workspace === null ? home : `${home}/${entitlement.workspace.id}`, 'removed');
  };
}
