import type { Request, RequestHandler, Response } from 'express';
import { validate as isUuid } from 'uuid';
import { FormValues, messagesFor, noticeOf, redirectDone, sendNotFound, sendPage, type FormError } from '../../web';
import { addPart, listMembers, type PartKind } from '../../workspaces';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { EntitlementPage, partField, type EntitlementPageProps } from './EntitlementPage';
import { nameErrors } from './nameErrors';
import { requireEntitlement } from './requireEntitlement';
import { workspaceFactsOf } from './workspaceFacts';

const longestSearch = 255;

/** One entitlement with its members. */
export function showEntitlement(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'any');
    if (entitlement !== null) await sendEntitlement(dependencies, req, res, 200, { entitlement });
  };
}

/** Shows an entitlement, with what was entered and what is wrong with it. */
export async function sendEntitlement(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: Pick<EntitlementPageProps, 'entitlement'> &
    Partial<Pick<EntitlementPageProps, 'part' | 'entered'>> & { readonly errors?: readonly FormError[] },
): Promise<void> {
  const reader = administratorOf(req);
  const query = FormValues.ofQuery(req);
  const search = query.text('search').slice(0, longestSearch);
  const after = isUuid(query.text('after')) ? query.text('after') : null;
  const of = { siteId: reader.siteId, entitlementId: shown.entitlement.id };
  const members = await listMembers(database, of, search, after);
  const notice = noticeOf(req, messagesFor(reader.language).admin.workspaces.notices);
  const rest = { part: null, entered: '', errors: [], ...shown };
  const props = { reader, notice, members, isFirstPage: after === null, search, ...rest };
  sendPage(res, status, <EntitlementPage {...props} />);
}

/** Adds a role or a group to a workspace. */
export function addPartTo(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const { site, language } = administratorOf(req);
    const values = FormValues.of(req);
    const kind: PartKind = values.text('kind') === 'workspace_group' ? 'workspace_group' : 'workspace_role';
    const part = { kind, name: values.text(partField(kind)) };
    const change = await addPart(workspaceFactsOf(dependencies, req), entitlement.id, part);
    const errors = nameErrors(change, partField(kind), language);
    if (errors.length > 0) await sendEntitlement(dependencies, req, res, 422, { entitlement, part, errors });
    else if (change.outcome === 'gone') sendNotFound(req, res);
    else redirectDone(res, `${areaHref('workspaces', site)}/${entitlement.id}`, 'added');
  };
}
