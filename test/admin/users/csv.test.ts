import fc from 'fast-check';
import { newAccount, type AccountState } from '../../../src/accounts';
import { accountColumns, fieldsOf, mapAccountRow, readHeadings } from '../../../src/admin/users/csv/accountColumns';
import { byteOrderMark, disarm, formatRecord, rearm } from '../../../src/admin/users/csv/formatCsv';
import { parseCsv } from '../../../src/admin/users/csv/parseCsv';

describe('CSV (RFC 4180)', () => {
  test.each<[what: string, text: string, records: string[][]]>([
    [
      'fields and lines',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['line ends of an old Mac', 'a\rb', [['a'], ['b']]],
    ['quoted separators, line ends and quotation marks', '"a,b","c\r\nd","e""f"', [['a,b', 'c\r\nd', 'e"f']]],
    ['empty fields, also the last one', ',a,', [['', 'a', '']]],
    ['empty lines', '\n\na\n\n', [['a']]],
    ['a byte order mark', '\ufeffa,b', [['a', 'b']]],
    [
      'semicolons where the first line has no comma',
      'a;b\n"c;d";e,f',
      [
        ['a', 'b'],
        ['c;d', 'e,f'],
      ],
    ],
    ['blanks as they stand', ' a , b ', [[' a ', ' b ']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, records) => {
    expect(parseCsv(text)).toEqual({ records });
  });

  test.each([
    ['a quotation mark inside of a plain field', 'a\nb"c', { problem: 'quote', record: 2 }],
    ['something behind a closing quotation mark', '"a"b', { problem: 'quote', record: 1 }],
    ['a quotation mark that is never closed', 'a\n"b', { problem: 'unclosed', record: 2 }],
  ])('refuses %s', (_, text, problem) => {
    expect(parseCsv(text)).toEqual(problem);
  });

  const field = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', "'=x", '+', '-1', '@a', '\t', "''-", '"', ','),
  );
  it('reads back whatever was written', () => {
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (records) => {
        const written = byteOrderMark + records.map(formatRecord).join('');
        // The first line of what we write has a comma.
        const parsed = parseCsv(written);
        expect('records' in parsed && parsed.records.map((fields) => fields.map(rearm))).toEqual(records);
      }),
    );
  });

  it('writes nothing that a spreadsheet would carry out', () => {
    fc.assert(fc.property(field, (value) => expect(disarm(value)).not.toMatch(/^[=+\-@\t\r]/)));
  });

  it('never throws, whatever is read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(parseCsv(text)).toBeDefined()));
  });
});

const codes = [{ number: 1, label: 'Division', input: 'text', usage: 'optional', values: [] }] as const;

describe('the headings', () => {
  test.each([
    ['names of fields in any case', ['USERNAME', 'firstname', 'TC1'], { columns: ['username', 'firstName', 'TC1'] }],
    ['the label of a tracking code', ['username', 'division'], { columns: ['username', 'TC1'] }],
    ['comments of refused rows, passed over', ['username', 'Comments'], { columns: ['username', null] }],
    ['no user name', ['email'], { problem: { id: 'no_username' } }],
    ['what is no column', ['username', 'shoe size'], { problem: { id: 'unknown_column', column: 'shoe size' } }],
    ['the same twice', ['username', 'TC1', 'Division'], { problem: { id: 'repeated_column', column: 'Division' } }],
  ])('%s', (_, headings, expected) => {
    expect(readHeadings(headings, codes)).toEqual(expected);
  });
});

describe('a row', () => {
  const columns = ['username', 'lastName', 'type', 'status', 'roles', 'expiresAt', 'bypass', 'TC1'];

  it('clears what is empty, and leaves what has no empty value', () => {
    expect(mapAccountRow(columns, ['ada', '', '', '', '', '', '', ''])).toEqual({
      username: 'ada',
      wanted: { lastName: null, roles: [], expiresAt: null, trackingCodes: { TC1: null } },
      problems: [],
    });
  });

  it('reads values in any case, and takes the apostrophe before a formula away', () => {
    const fields = ['ada', "'=King", 'Host', 'LOCKED', 'org support; Org User Admin', '2027-03-31', 'Yes', 'x'];
    expect(mapAccountRow(columns, fields).wanted).toEqual({
      lastName: '=King',
      type: 'host',
      status: 'locked',
      roles: ['Org Support', 'Org User Admin'],
      expiresAt: '2027-03-31T23:59:59.999Z',
      bypass: true,
      trackingCodes: { TC1: 'x' },
    });
  });

  it('tells everything in it that cannot be read', () => {
    const { problems } = mapAccountRow(columns, ['', 'x', 'god', 'gone', '', 'soon', 'perhaps']);
    expect(problems.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
      'username: row_width',
      'username: value_missing',
      'type: value_unknown',
      'status: value_unknown',
      'expiresAt: value_unknown',
      'bypass: value_unknown',
    ]);
  });

  it('of an export wants what the account is already', () => {
    const account: AccountState = {
      ...newAccount,
      username: 'ada',
      lastName: '=cmd|x',
      roles: ['Org Support', 'Org User Admin'],
      expiresAt: '2027-03-31T18:00:00.000Z',
      bypass: true,
      trackingCodes: { TC10: '"quoted", with; all' },
    };
    const parsed = parseCsv(formatRecord(accountColumns) + formatRecord(fieldsOf(account)));
    if (!('records' in parsed)) throw new Error('it cannot be read');
    const headings = readHeadings(parsed.records[0] ?? [], []);
    if (!('columns' in headings)) throw new Error('its headings are wrong');
    const { username, wanted, problems } = mapAccountRow(headings.columns, parsed.records[1] ?? []);
    expect(problems).toEqual([]);
    const { trackingCodes, ...fields } = wanted;
    expect({ ...account, ...fields, username, trackingCodes: { TC10: trackingCodes?.['TC10'] } }).toEqual(account);
  });
});
