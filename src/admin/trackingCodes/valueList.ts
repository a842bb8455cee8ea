import type { TrackingCodeState } from '../../sites';
import { spellingKey } from '../../trackingCodes';
import type { FormValues } from '../../web';

/** The values of a tracking code, in their order. */
export type ValueList = TrackingCodeState['values'];

/** What a button of the list does. */
export type ListAct =
  | { readonly do: 'add' | 'remove' | 'move_up' | 'move_down'; readonly value: string }
  /** Which of the values that were shown are active. */
  | { readonly do: 'activate'; readonly shown: readonly string[]; readonly active: readonly string[] };

/** What the form of the list asks for; the button that was pressed decides. */
export function parseListAct(form: FormValues): ListAct {
  for (const act of ['add', 'remove', 'move_up', 'move_down'] as const) {
    if (form.isTicked(act)) return { do: act, value: form.text(act) };
  }
  return { do: 'activate', shown: form.all('shown'), active: form.all('active') };
}

/** The list after an act. A value that is not there (any more) changes nothing. */
export function actOnList(list: ValueList, act: ListAct): ValueList {
  switch (act.do) {
    case 'add':
      return isListed(list, act.value) ? list : [...list, { value: act.value, active: true }];
    case 'remove':
      return list.filter(({ value }) => value !== act.value);
    case 'move_up':
      return moved(list, act.value, -1);
    case 'move_down':
      return moved(list, act.value, 1);
    case 'activate': {
      const [shown, active] = [new Set(act.shown), new Set(act.active)];
      return list.map((listed) => (shown.has(listed.value) ? { ...listed, active: active.has(listed.value) } : listed));
    }
  }
}

/** True when the list has this value, active or not. */
export function isListed(list: ValueList, value: string): boolean {
  const key = spellingKey(value);
  return list.some((listed) => spellingKey(listed.value) === key);
}

function moved(list: ValueList, value: string, step: 1 | -1): ValueList {
  const from = list.findIndex((listed) => listed.value === value);
  const [one, other] = [list[from], list[from + step]];
  if (one === undefined || other === undefined) return list;
  return list.with(from, other).with(from + step, one);
}

/** Values on one page of the list. */
export const pageSize = 100;

/** A page of a list. Positions are counted from 1 among what was found. */
export interface ValuePage {
  readonly values: ValueList;
  readonly page: number;
  readonly from: number;
  readonly to: number;
  readonly found: number;
  readonly hasNext: boolean;
}

/**
 * The part of a list that a page shows.
 *
 * @param search text that a value must hold, in any case; empty: all
 * @param page from 1; one that is not there becomes the nearest
 */
export function pageOfList(list: ValueList, search: string, page: number): ValuePage {
  const wanted = search.toLowerCase();
  const found = wanted === '' ? list : list.filter(({ value }) => value.toLowerCase().includes(wanted));
  const last = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = Number.isNaN(page) ? 1 : Math.min(Math.max(page, 1), last);
  const start = (shown - 1) * pageSize;
  const values = found.slice(start, start + pageSize);
  return {
    values,
    page: shown,
    from: Math.min(start + 1, found.length),
    to: start + values.length,
    found: found.length,
    hasNext: shown < last,
  };
}
