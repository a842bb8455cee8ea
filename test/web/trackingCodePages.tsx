import type { VNode } from 'preact';
import { arrivedValues } from '../../src/admin/trackingCodes/arrivedValues';
import { CodesPage } from '../../src/admin/trackingCodes/CodesPage';
import { rowsOf } from '../../src/admin/trackingCodes/codesForm';
import { ConfirmPage } from '../../src/admin/trackingCodes/ConfirmPage';
import { readImport } from '../../src/admin/trackingCodes/csvList';
import { ListPage } from '../../src/admin/trackingCodes/ListPage';
import { PreviewPage } from '../../src/admin/trackingCodes/PreviewPage';
import { pageOfList } from '../../src/admin/trackingCodes/valueList';
import type { TrackingCodeState } from '../../src/sites';
import type { ForeseenRefusal } from '../../src/sso';
import type { Language } from '../../src/web';
import { adminReader } from './adminPages';

const at = new Date('2026-03-02T07:05:00Z');
const division: TrackingCodeState = { number: 1, label: 'Division', input: 'text', usage: 'required', values: [] };
const centre: TrackingCodeState = {
  number: 2,
  label: 'Cost centre',
  input: 'dropdown',
  usage: 'optional',
  values: Array.from({ length: 120 }, (_, index) => ({ value: `CC-${index + 100}`, active: index % 7 > 0 })),
};
const barred: TrackingCodeState = { ...centre, number: 3, label: 'Project', usage: 'required', values: [] };
const codes = [division, centre, barred];
const arrived = arrivedValues(codes, [
  { number: 2, value: 'cc-101', attempts: 12, lastAt: at },
  { number: 2, value: 'CC 100', attempts: 1, lastAt: at },
  { number: 2, value: 'Something else', attempts: 1_204, lastAt: at },
]);
const foreseen = (index: number): ForeseenRefusal => ({
  reference: `AAA-111-${index}`,
  at,
  username: `a-rather-long-user-name-${index}@acme.test`,
  refusal: {
    code: 31,
    findings: [
      { reason: 'tracking_code_missing', field: 'TC1', expected: 'a value', received: null },
      { reason: 'tracking_code_not_listed', field: 'TC2', expected: 'one of "CC-100"', received: 'CC-900' },
    ],
  },
});

/** The pages of tracking codes, by a name that tells their state. */
export function trackingCodePages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const viewer = { ...reader, can: (permission: string) => permission.endsWith('.view') };
  const rows = rowsOf(codes);
  const quiet = { notice: null, errors: [], conflict: [] };
  const list = {
    ...quiet,
    code: centre,
    tag: 't',
    search: '',
    use: new Map([['CC-101', 1_204]]),
    arrived,
    entered: '',
  };
  const shown = pageOfList(centre.values, '', 2);
  const read = readImport('value,active\nCC-100,yes\nCC-900,\nCC-900,\n', centre.values, 'replace');
  if ('problem' in read) throw new Error('the import of the pages is wrong');
  const forecast = { judged: 120, since: at, refused: Array.from({ length: 14 }, (_, index) => foreseen(index)) };
  return [
    ['tracking-codes', <CodesPage {...quiet} reader={reader} rows={rows} arrived={[2]} />],
    [
      'tracking-codes-wrong',
      <CodesPage
        {...quiet}
        reader={reader}
        rows={rows}
        arrived={[]}
        errors={[{ field: 'label-1', text: 'EMAIL is a reserved name. Choose another label.' }]}
        conflict={['TC1', 'TC2']}
      />,
    ],
    ['tracking-codes-viewed', <CodesPage {...quiet} reader={viewer} rows={rows} arrived={[]} />],
    ['tracking-codes-confirm', <ConfirmPage reader={reader} forecast={forecast} action="/" sent={[['tag', 't']]} />],
    ['tracking-code-list', <ListPage {...list} reader={reader} shown={shown} />],
    ['tracking-code-list-viewed', <ListPage {...list} reader={viewer} shown={shown} />],
    [
      'tracking-code-list-empty',
      <ListPage
        {...list}
        reader={reader}
        code={{ ...division, usage: 'not_used' }}
        shown={pageOfList([], '', 1)}
        arrived={[]}
        entered="CC-100"
        errors={[{ field: 'add', text: 'This stands here twice. Remove one of them.' }]}
      />,
    ],
    [
      'tracking-code-import',
      <PreviewPage
        reader={reader}
        code={centre}
        preview={read.preview}
        fields={{ text: 'value', mode: 'replace', tag: 't' }}
      />,
    ],
  ];
}
