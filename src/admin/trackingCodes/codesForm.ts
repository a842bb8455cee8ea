import { newTrackingCode, tagOf, type SiteChange, type TrackingCodeState } from '../../sites';
import { defaultLabels } from '../../trackingCodes';
import type { FormValues } from '../../web';

/** What a page changes of the tracking codes of a site. */
export type CodesChange = NonNullable<SiteChange['trackingCodes']>;

/** One of the ten rows of the form. */
export interface CodeRow {
  /** 1 to 10. */
  readonly number: number;
  readonly label: string;
  readonly input: string;
  readonly usage: string;
  /** False for a code that nobody has named yet. */
  readonly isDefined: boolean;
  /** Of the state that is shown (`tagOf`). */
  readonly tag: string;
  readonly values: { readonly all: number; readonly active: number };
}

/** The form of what is stored: ten rows, those nobody has named with the label they would get. */
export function rowsOf(codes: readonly TrackingCodeState[]): CodeRow[] {
  return defaultLabels.map((label, index) => {
    const number = index + 1;
    const code = codes.find((one) => one.number === number);
    const { input, usage, values } = code ?? { ...newTrackingCode, usage: 'not_used' as const };
    return {
      number,
      label: code?.label ?? label,
      input,
      usage,
      isDefined: code !== undefined,
      tag: tagOf(code),
      values: { all: values.length, active: values.filter(({ active }) => active).length },
    };
  });
}

/** The rows as they were sent: what was entered, over what is stored. */
export function sentRows(form: FormValues, stored: readonly CodeRow[]): CodeRow[] {
  return stored.map((row) => ({
    ...row,
    label: form.text(`label-${row.number}`),
    input: form.text(`input-${row.number}`),
    usage: form.text(`usage-${row.number}`),
    tag: form.text(`tag-${row.number}`),
  }));
}

/** What the rows change, and the states they were made from. A row that is as it was changes nothing. */
export function changeOfRows(
  sent: readonly CodeRow[],
  stored: readonly CodeRow[],
): { readonly change: CodesChange; readonly expected: Readonly<Record<number, string>> } {
  const changed = sent.filter((row, index) => {
    const was = stored[index];
    return row.label !== was?.label || row.input !== was.input || row.usage !== was.usage;
  });
  return {
    // Anything may have been sent; the rules of the site file judge it.
    change: changed.map(({ number, label, input, usage }) => ({ number, label, input, usage })) as CodesChange,
    expected: Object.fromEntries(changed.map(({ number, tag }) => [number, tag])),
  };
}

/** The codes as they would be after a change that the rules accept. */
export function proposedCodes(stored: readonly TrackingCodeState[], change: CodesChange): TrackingCodeState[] {
  const after = new Map(stored.map((code) => [code.number, code]));
  for (const { number, label, input, usage, values } of change) {
    const before = after.get(number) ?? { number, label: label ?? '', ...newTrackingCode };
    after.set(number, {
      number,
      label: label ?? before.label,
      input: input ?? before.input,
      usage: usage ?? before.usage,
      values: values?.map(({ value, active = true }) => ({ value, active })) ?? before.values,
    });
  }
  return [...after.values()].toSorted((one, other) => one.number - other.number);
}
