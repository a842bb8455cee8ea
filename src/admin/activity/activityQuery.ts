import { validate as isUuid } from 'uuid';
import type { ActivityCriteria, ActivityEntry, ActivityPlace } from '../../activity';
import type { FormValues } from '../../web';

/** What the form above the log holds. */
export interface ActivityForm {
  /** A kind of actor; empty: everybody. */
  readonly who: string;
  /** The actor's name; with no kind chosen, that of a person. */
  readonly name: string;
  /** A kind of thing; empty: everything. */
  readonly kind: string;
  readonly subject: string;
  /** Days, `2026-11-22`; empty: open. The last one counts. */
  readonly from: string;
  readonly until: string;
}

const fields = ['who', 'name', 'kind', 'subject', 'from', 'until'] as const;
const longest = 255;
const dayMs = 86_400_000;

/** Reads the filters of the address; what cannot be understood reads as if it were not there. */
export function parseActivityForm(values: FormValues): ActivityForm {
  const text = (name: (typeof fields)[number]) => values.text(name).slice(0, longest);
  const day = (name: 'from' | 'until') => (dayOf(text(name)) === null ? '' : text(name));
  return {
    who: text('who'),
    name: text('name'),
    kind: text('kind'),
    subject: text('subject'),
    from: day('from'),
    until: day('until'),
  };
}

/** Which lines the filters mean. */
export function criteriaOf({ who, name, kind, subject, from, until }: ActivityForm): ActivityCriteria {
  const [first, last] = [dayOf(from), dayOf(until)];
  return {
    ...(name !== '' ? { actor: `${who === '' ? 'account' : who}:${name}` } : who !== '' && { actorKind: who }),
    ...(kind !== '' && { kind }),
    ...(subject !== '' && { subject }),
    ...(first !== null && { from: first }),
    ...(last !== null && { until: new Date(last.getTime() + dayMs) }),
  };
}

/** The filters as they stand in an address, those that say something. */
export function addressOf(form: ActivityForm): URLSearchParams {
  return new URLSearchParams(fields.flatMap((name) => (form[name] === '' ? [] : [[name, form[name]]])));
}

/** A place in the log that an address names: the line beside it. */
export interface Step {
  readonly direction: 'before' | 'after';
  readonly place: ActivityPlace;
}

/** The place an address names; null on the first page. */
export function parseStep(values: FormValues): Step | null {
  for (const direction of ['before', 'after'] as const) {
    const [time = '', id = ''] = values.text(direction).split('_');
    const at = new Date(/^\d{1,13}$/.test(time) ? Number(time) : NaN);
    if (!Number.isNaN(at.getTime()) && isUuid(id)) return { direction, place: { at, id } };
  }
  return null;
}

/** The place of a line, for an address. */
export function placeText({ at, id }: ActivityPlace): string {
  return `${at.getTime()}_${id}`;
}

/** Lines on one page of the log. */
export const pageSize = 50;

/** A page of the log, and whether there are lines on either side. */
export interface ActivityPage {
  readonly entries: readonly ActivityEntry[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/**
 * The page from what was read.
 *
 * @param read one line more than a page has, if there are so many; newest first
 */
export function pageOf(read: readonly ActivityEntry[], step: Step | null): ActivityPage {
  const isMore = read.length > pageSize;
  if (step?.direction === 'after') return { entries: read.slice(-pageSize), hasNewer: isMore, hasOlder: true };
  return { entries: read.slice(0, pageSize), hasNewer: step !== null, hasOlder: isMore };
}

function dayOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  // Date rolls a 31 June over to July; before 1970 there is no log, and years 0 and 10000 the database does not read.
  const isKnown = day.getTime() >= 0 && text < '9999-12-31';
  return isKnown && day.toISOString().startsWith(text) ? day : null;
}
