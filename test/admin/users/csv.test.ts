import { newAccount, type AccountState } from '../../../src/accounts';
import { accountColumns, fieldsOf, mapAccountRow, readHeadings } from '../../../src/admin/users/csv/accountColumns';
import { formatCsvRow, parseCsv } from '../../../src/csv';

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
      timeZone: 'Europe/Oslo',
      bypass: true,
      trackingCodes: { TC10: '"quoted", with; all' },
    };
    const parsed = parseCsv(formatCsvRow(accountColumns) + formatCsvRow(fieldsOf(account)), 2);
    if ('problem' in parsed) throw new Error('it cannot be read');
    const headings = readHeadings(parsed.rows[0]?.cells ?? [], []);
    if (!('columns' in headings)) throw new Error('its headings are wrong');
    const { username, wanted, problems } = mapAccountRow(headings.columns, parsed.rows[1]?.cells ?? []);
    expect(problems).toEqual([]);
    const { trackingCodes, ...fields } = wanted;
    expect({ ...account, ...fields, username, trackingCodes: { TC10: trackingCodes?.['TC10'] } }).toEqual(account);
  });
});
