import type { Request, RequestHandler } from 'express';
import { validate as isUuid } from 'uuid';
import { whyHas } from '../../scim/calls';
import { FormValues, formatNumber, messagesFor, redirectDone, sendNotFound, sendPage } from '../../web';
import { addMembers, readMemberships, removeMember } from '../../workspaces';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { LeavePage } from './ConfirmPages';
import { sendEntitlement } from './entitlementRoutes';
import { requireEntitlement } from './requireEntitlement';
import { WhyPage } from './WhyPage';
import { workspaceFactsOf } from './workspaceFacts';

/** People that a form adds at most. */
const mostAtOnce = 1_000;

/** Adds people by user name or e-mail address: all of them or nobody. */
export function addPeople(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const { site, language } = administratorOf(req);
    const texts = messagesFor(language).admin.workspaces;
    const values = FormValues.of(req);
    const entries = values.lines('people');
    const refuse = (errors: readonly string[]) =>
      sendEntitlement(dependencies, req, res, 422, {
        entitlement,
        entered: entries.join('\n'),
        errors: errors.map((text) => ({ field: 'people', text })),
      });
    if (entries.length === 0) return refuse([texts.faults.nobody]);
    if (entries.length > mostAtOnce) return refuse([texts.faults.too_many(formatNumber(mostAtOnce, language))]);
    const facts = { ...workspaceFactsOf(dependencies, req), queue: dependencies.queue };
    const change = await addMembers(facts, entitlement.id, entries);
    switch (change.outcome) {
      case 'refused':
        return refuse(change.faults.map(({ entry, fault }) => texts.faults[fault](entry)));
      case 'gone':
        return sendNotFound(req, res);
      default:
        redirectDone(
          res,
          `${areaHref('workspaces', site)}/${entitlement.id}`,
          change.outcome === 'changed' ? 'membersAdded' : 'unchanged',
        );
    }
  };
}

/** Why somebody has it. */
export function showWhy(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'any');
    if (entitlement === null) return;
    const reader = administratorOf(req);
    const person = await readPerson(dependencies, req, reader.siteId);
    const grant = person && (await whyHas(dependencies.database, reader.siteId, person.id, entitlement.id));
    if (person === null || grant === null) sendNotFound(req, res);
    else sendPage(res, 200, <WhyPage {...{ reader, person, entitlement, grant }} />);
  };
}

/** What taking somebody out means, and the button that does it. */
export function showRemoval(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const reader = administratorOf(req);
    const person = await readPerson(dependencies, req, reader.siteId);
    if (person === null) {
      sendNotFound(req, res);
      return;
    }
    const memberships = await readMemberships(dependencies.database, reader.siteId, [person.id]);
    const lost = memberships.get(person.id)?.find(({ name }) => name === entitlement.name);
    const alsoLoses = entitlement.kind === 'workspace' ? [...(lost?.roles ?? []), ...(lost?.groups ?? [])] : [];
    sendPage(res, 200, <LeavePage {...{ reader, entitlement, person, alsoLoses }} />);
  };
}

/** Takes somebody out. */
export function removePerson(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const entitlement = await requireEntitlement(dependencies, req, res, 'changeable');
    if (entitlement === null) return;
    const { site } = administratorOf(req);
    const accountId = String(req.params['account']);
    const facts = workspaceFactsOf(dependencies, req);
    const done = isUuid(accountId) ? await removeMember(facts, entitlement.id, accountId) : 'gone';
    if (done === 'gone') sendNotFound(req, res);
    else redirectDone(res, `${areaHref('workspaces', site)}/${entitlement.id}`, 'memberRemoved');
  };
}

/** Somebody who has the entitlement in the address. */
async function readPerson(
  { database }: AreaDependencies,
  req: Request,
  siteId: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const id = String(req.params['account']);
  if (!isUuid(id)) return null;
  const entitlementId = String(req.params['id']);
  const found = await database.prisma.account.findFirst({
    where: { id, siteId, entitlements: { some: { entitlementId } } },
    select: { id: true, username: true, displayName: true },
  });
  return found === null ? null : { id, name: found.displayName ?? found.username };
}
