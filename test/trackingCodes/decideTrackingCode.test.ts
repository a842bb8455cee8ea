import type { TrackingCodeSetting } from '../../src/jit';
import { decideTrackingCode, nearValue, trackingCodeName, type TrackingCodeVerdict } from '../../src/trackingCodes';

const values = [
  { value: 'CC-100', active: true },
  { value: 'CC-200', active: false },
  { value: 'Nord Øst', active: true },
];

function setting(overrides: Partial<TrackingCodeSetting>): TrackingCodeSetting {
  return { number: 3, label: 'Cost centre', input: 'text', usage: 'required', values, ...overrides };
}

function inShort(verdict: TrackingCodeVerdict): string {
  if (verdict.outcome === 'refused') return verdict.findings.map(({ reason }) => reason).join(' ');
  return verdict.outcome === 'set' ? `set ${verdict.value}` : verdict.outcome;
}

type Row = [TrackingCodeSetting['usage'], TrackingCodeSetting['input'], string | null, string | null, string];

/** Usage, input, sent, stored: what becomes of it. */
const table: Row[] = [
  ['not_used', 'text', 'x', null, 'keep'],
  ['not_used', 'dropdown', 'nonsense', 'CC-100', 'keep'],
  ['not_used', 'text', '', 'x', 'keep'],
  ['optional', 'text', null, null, 'keep'],
  ['optional', 'text', null, 'x', 'keep'],
  ['optional', 'text', '', null, 'keep'],
  ['optional', 'text', '', 'x', 'clear'],
  ['optional', 'text', ' \t', 'x', 'clear'],
  ['optional', 'text', 'y', 'x', 'set y'],
  ['optional', 'text', 'x', 'x', 'keep'],
  ['optional', 'dropdown', null, null, 'keep'],
  ['optional', 'dropdown', null, 'CC-200', 'keep'],
  ['optional', 'dropdown', '', 'CC-100', 'clear'],
  ['optional', 'dropdown', 'CC-100', null, 'set CC-100'],
  ['optional', 'dropdown', 'CC-200', null, 'tracking_code_inactive'],
  ['optional', 'dropdown', 'CC-300', null, 'tracking_code_not_listed'],
  ['required', 'text', null, null, 'tracking_code_missing'],
  ['required', 'text', null, '', 'tracking_code_missing'],
  ['required', 'text', null, 'x', 'keep'],
  ['required', 'text', '', 'x', 'tracking_code_missing'],
  ['required', 'text', ' ', null, 'tracking_code_missing'],
  ['required', 'text', 'y', null, 'set y'],
  ['required', 'text', 'CC-200', null, 'set CC-200'],
  ['required', 'dropdown', null, null, 'tracking_code_missing'],
  ['required', 'dropdown', null, 'CC-100', 'keep'],
  ['required', 'dropdown', null, 'CC-200', 'tracking_code_inactive'],
  ['required', 'dropdown', null, 'gone', 'tracking_code_not_listed'],
  ['required', 'dropdown', '', 'CC-100', 'tracking_code_missing'],
  ['required', 'dropdown', 'CC-100', null, 'set CC-100'],
  ['required', 'dropdown', 'CC-100', 'CC-100', 'keep'],
  ['required', 'dropdown', 'CC-200', null, 'tracking_code_inactive'],
  ['required', 'dropdown', 'cc-100', null, 'tracking_code_not_listed'],
  ['required', 'dropdown', 'Nord Øst'.normalize('NFD'), null, 'set Nord Øst'],
  ['required', 'text', 'x'.repeat(132), null, `set ${'x'.repeat(132)}`],
  ['required', 'text', 'x'.repeat(133), null, 'tracking_code_too_long'],
  ['optional', 'text', '𝒜'.repeat(132), null, `set ${'𝒜'.repeat(132)}`],
  ['optional', 'dropdown', 'x'.repeat(133), null, 'tracking_code_too_long tracking_code_not_listed'],
];

describe('what becomes of a tracking code', () => {
  test.each(table)('%s %s, sent %p, stored %p: %s', (usage, input, sent, stored, expected) => {
    expect(inShort(decideTrackingCode(setting({ usage, input }), { sent, stored, demandsRequired: true }))).toBe(
      expected,
    );
  });

  test.each([
    [null, null, 'keep'],
    ['', 'x', 'clear'],
    ['y', null, 'set y'],
  ])('a door that does not ask for required codes: sent %p, stored %p: %s', (sent, stored, expected) => {
    expect(inShort(decideTrackingCode(setting({}), { sent, stored, demandsRequired: false }))).toBe(expected);
  });

  test('a dropdown without any active value takes nothing, and says so', () => {
    const verdict = decideTrackingCode(setting({ input: 'dropdown', values: [] }), {
      sent: 'CC-100',
      stored: null,
      demandsRequired: true,
    });
    expect(verdict).toMatchObject({ findings: [{ expected: 'an active value, but the list has none' }] });
  });

  test('a value listed twice is good when one of them is active', () => {
    const twice = [
      { value: 'CC-100', active: false },
      { value: 'CC-100', active: true },
    ];
    const verdict = decideTrackingCode(setting({ input: 'dropdown', values: twice }), {
      sent: 'CC-100',
      stored: null,
      demandsRequired: true,
    });
    expect(verdict).toEqual({ outcome: 'set', value: 'CC-100' });
  });

  test('a refusal names the code, the active values and what came', () => {
    const verdict = decideTrackingCode(setting({ input: 'dropdown' }), {
      sent: 'cc 100',
      stored: null,
      demandsRequired: true,
    });
    expect(verdict).toEqual({
      outcome: 'refused',
      findings: [
        {
          reason: 'tracking_code_not_listed',
          field: 'TC3',
          expected: 'one of "CC-100", "Nord Øst"',
          received: 'cc 100',
        },
      ],
    });
  });
});

describe('the near miss of a dropdown value', () => {
  test.each([
    ['cc-100', 'differs by case from "CC-100"'],
    ['CC-100 ', 'differs by spaces from "CC-100"'],
    ['CC - 100', 'differs by spaces from "CC-100"'],
    ['cc -100', 'differs by case and spaces from "CC-100"'],
    ['NORDØST', 'differs by case and spaces from "Nord Øst"'],
    ['cc-200', 'differs by case from "CC-200", which is not active'],
    ['CC-101', null],
    ['', null],
  ])('of %p: %p', (received, expected) => {
    expect(nearValue(values, received)).toBe(expected);
  });

  test('an active value is named before an inactive one', () => {
    const listed = [
      { value: 'A b', active: false },
      { value: 'AB', active: true },
    ];
    expect(nearValue(listed, 'ab')).toBe('differs by case from "AB"');
  });
});

test('tracking codes are named TC1 to TC10', () => {
  expect([trackingCodeName(1), trackingCodeName(10)]).toEqual(['TC1', 'TC10']);
});
