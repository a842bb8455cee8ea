import { validate as isUuid } from 'uuid';
import { usernameKey } from '../../../accounts';
import type { Database } from '../../../db';
import { callOutcomes, type CallCriteria, type CallLine } from '../../../scim/calls';
import { isScimErrorId } from '../../../scim/protocol/errors';
import type { FormValues } from '../../../web';

/** What the form above the log holds. */
export interface CallsForm {
  /** A user name; empty: everybody. */
  readonly person: string;
  /** A group as clients see its name; empty: every group. */
  readonly group: string;
  readonly outcome: string;
  /** Id of an error; empty: whether there was one or not. */
  readonly error: string;
}

const fields = ['person', 'group', 'outcome', 'error'] as const;
const longest = 600;
/** Lines on one page of the log. */
export const pageSize = 50;

/** Reads the filters of the address; what cannot be understood reads as if it were not there. */
export function parseCallsForm(values: FormValues): CallsForm {
  const text = (name: (typeof fields)[number]) => values.text(name).slice(0, longest);
  const error = text('error');
  return {
    person: text('person'),
    group: text('group'),
    outcome: callOutcomes.find((outcome) => outcome === text('outcome')) ?? '',
    error: isScimErrorId(/^\d+$/.test(error) ? Number(error) : error) ? error : '',
  };
}

/** The filters as they stand in an address, those that say something. */
export function addressOf(form: CallsForm): URLSearchParams {
  return new URLSearchParams(fields.flatMap((name) => (form[name] === '' ? [] : [[name, form[name]]])));
}

/** Which calls the filters mean; null when they name somebody or something that the site has not. */
export async function findCriteria(
  { prisma }: Database,
  siteId: string,
  provisioningId: string,
  form: CallsForm,
): Promise<CallCriteria | null> {
  const { person, group, outcome, error } = form;
  const [account, entitlement] = await Promise.all([
    person === ''
      ? null
      : prisma.account.findFirst({ where: { siteId, usernameKey: usernameKey(person) }, select: { id: true } }),
    group === '' ? null : findGroup(prisma, siteId, provisioningId, group),
  ]);
  if ((person !== '' && account === null) || (group !== '' && entitlement === null)) return null;
  const known = callOutcomes.find((one) => one === outcome);
  const errorId = /^\d+$/.test(error) ? Number(error) : error;
  return {
    siteId,
    provisioningId,
    ...(account !== null && { accountId: account.id }),
    ...(entitlement !== null && { entitlementId: entitlement.id }),
    ...(known !== undefined && { outcome: known }),
    ...(isScimErrorId(errorId) && { errorId }),
  };
}

/** Of the groups that grant nothing only those of this provisioning: another may have one of the same name. */
async function findGroup(prisma: Database['prisma'], siteId: string, provisioningId: string, name: string) {
  const [found] = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT id FROM entitlements WHERE site_id = ${siteId}::uuid AND display_name_key = usher_name_key(${name}::text)
        AND (provisioning_id IS NULL OR provisioning_id = ${provisioningId}::uuid)
      ORDER BY provisioning_id NULLS LAST LIMIT 1`;
  return found ?? null;
}

/** A step through the log: the call beside it. */
export interface Step {
  readonly direction: 'before' | 'after';
  readonly id: string;
}

/** The step an address names; null on the first page. */
export function parseStep(values: FormValues): Step | null {
  for (const direction of ['before', 'after'] as const) {
    const id = values.text(direction);
    if (isUuid(id)) return { direction, id };
  }
  return null;
}

/** A page of the log, and whether there are calls on either side. */
export interface CallsOnPage {
  readonly calls: readonly CallLine[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/**
 * The page from what was read.
 *
 * @param read one call more than a page has, if there are so many; newest first
 */
export function pageOf(read: readonly CallLine[], step: Step | null): CallsOnPage {
  const isMore = read.length > pageSize;
  if (step?.direction === 'after') return { calls: read.slice(-pageSize), hasNewer: isMore, hasOlder: true };
  return { calls: read.slice(0, pageSize), hasNewer: step !== null, hasOlder: isMore };
}
