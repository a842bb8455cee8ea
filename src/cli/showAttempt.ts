import type { ShownAttempt } from '../sso';
import { showValue, visible } from './output';

const marks = new Map([
  [true, 'ok  '],
  [false, 'FAIL'],
]);

/** One attempt with its reasons and its check-list, the cause first. */
export function showAttempt(attempt: ShownAttempt): string[] {
  const { reference, at, connection, outcome, username, code, note, reasons, checks } = attempt;
  const head = `${reference ?? 'not kept'}  ${at}  ${connection}  ${outcome}${code === null ? '' : ` with ${code}`}`;
  return [
    head,
    `  user name: ${showValue(username)}`,
    ...(note === null ? [] : [`  note: ${visible(note)}`]),
    ...reasons.flatMap((reason) => [
      `  ${reason.id}${reason.field === null ? '' : ` (${visible(reason.field)})`}: ${reason.title}`,
      ...(reason.expected === null ? [] : [`    expected: ${visible(reason.expected)}`]),
      ...(reason.received === null ? [] : [`    received: ${visible(reason.received) || '(empty)'}`]),
      ...(reason.hint === undefined ? [] : [`    hint:     ${visible(reason.hint)}`]),
      `    ${reason.whoActs.replace('_', ' ')}: ${reason.fix}`,
    ]),
    '  checks:',
    ...checks.map(({ id, passed, why, unverified }) => {
      const mark = (passed === null ? undefined : marks.get(passed)) ?? '-   ';
      return `    ${mark} ${id}: ${visible(why)}${unverified === true ? ' (unverified document)' : ''}`;
    }),
  ];
}
