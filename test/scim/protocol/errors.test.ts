import {
  asScimError,
  errorBody,
  fillIn,
  ScimError,
  scimError,
  scimErrorIds,
  scimErrors,
  textsOf,
  type ErrorRow,
} from '../../../src/scim/protocol/errors';
import { urns } from '../../../src/scim/protocol/schema';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('every public row answers with its own sentence, status and keyword', () => {
  test.each<[ErrorRow, number, string | undefined, string]>([
    [1, 400, 'invalidValue', "Invalid 'emails.value'"],
    [2, 400, 'invalidValue', "Invalid 'emails.value'"],
    [3, 409, 'uniqueness', "The 'emails.value' already exists"],
    [4, 400, 'invalidValue', "The 'emails.value' contains invalid whitespace characters"],
    [5, 400, 'invalidValue', "'emails.value' contains invalid characters"],
    [6, 400, 'invalidValue', "'emails.value' contains the invalid character '='"],
    [7, 400, 'invalidValue', "'emails.value' cannot be longer than 255 characters"],
    [8, 404, undefined, 'Invalid endpoint'],
    [9, 405, undefined, 'Unsupported HTTP method'],
    [10, 400, 'mutability', 'Role name cannot be changed'],
    [11, 400, 'invalidValue', "Invalid 'workspaceName'"],
    [12, 400, 'invalidValue', 'Invalid email address'],
    [13, 400, 'invalidValue', 'The email domain has been restricted'],
    [14, 400, 'invalidValue', 'Invalid timezone'],
    [15, 400, 'invalidValue', 'Invalid locale'],
    [16, 400, 'invalidValue', 'Invalid phone number'],
    [17, 400, 'invalidFilter', "Invalid 'filter' expression"],
    [18, 400, 'invalidFilter', "Invalid 'filter' expression"],
    [19, 400, 'invalidFilter', "Invalid 'filter' expression"],
    [20, 400, 'invalidFilter', "Invalid 'filter' expression"],
    [21, 400, 'invalidSyntax', "Undefined attribute 'emails.value'. Check the schema definition."],
    [22, 400, 'invalidValue', "Attribute 'emails.value' cannot take multi-valued or complex values"],
    [23, 400, 'invalidValue', "A value for 'emails.value' is required"],
    [24, 400, 'invalidValue', "A value for 'emails.value' is required"],
    [25, 400, 'invalidValue', "A value for 'emails.value' is required"],
    [26, 400, 'invalidValue', 'The user is not a member of the workspace'],
    [27, 403, undefined, 'You do not have access. Contact technical support.'],
    [28, 500, undefined, 'An error occurred. Contact technical support.'],
  ])('row %d: %d %s', (row, status, scimType, detail) => {
    expect(errorBody(scimError(row, { attribute: 'emails.value' }), null)).toEqual({
      schemas: [errorUrn],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail,
    });
  });

  test('and a full host says so in the words that clients show', () => {
    expect(errorBody(scimError('seat_unavailable'), null)).toEqual({
      schemas: [errorUrn],
      status: '403',
      detail: 'No free seat',
    });
  });
});

describe('an error explains itself in the language that was asked for', () => {
  test.each([
    ['de', 'Für „userName“ ist ein Wert erforderlich'],
    ['nb', '«userName» må ha en verdi'],
    ['en', "A value for 'userName' is required"],
  ] as const)('%s', (language, detail) => {
    const body = errorBody(scimError(23, { attribute: 'userName', note: 'value is null' }), language);
    expect(body['detail']).toBe("A value for 'userName' is required");
    expect(body[urns.usherError]).toEqual({ detail, row: 23, fix: textsOf(language)[23].fix, note: 'value is null' });
  });

  test('every sentence exists in each language, is a translation, and names the attribute wherever the English one does', () => {
    for (const id of scimErrorIds) {
      const english = textsOf('en')[id];
      for (const language of ['de', 'nb'] as const) {
        const translated = textsOf(language)[id];
        for (const part of ['detail', 'cause', 'fix'] as const) {
          expect(translated[part]).not.toBe('');
          expect(translated[part]).not.toBe(english[part]);
          expect([id, translated[part].includes('{A}')]).toEqual([id, english[part].includes('{A}')]);
        }
      }
    }
  });
});

describe('status and keyword go together as RFC 7644 section 3.12 says', () => {
  test('in the catalogue', () => {
    for (const id of scimErrorIds) expect(scimError(id)).toMatchObject({ id, ...scimErrors[id] });
  });

  test('another status drops a keyword it does not allow', () => {
    expect(scimError(1, { status: 404, attribute: 'id' })).toMatchObject({ status: 404, scimType: null, row: 1 });
    expect(scimError(21, { scimType: 'invalidPath' })).toMatchObject({ status: 400, scimType: 'invalidPath' });
  });

  test.each([
    [400, 'uniqueness'],
    [404, 'invalidValue'],
    [400, 'sensitive'],
  ] as const)('%d with %s cannot be made', (status, scimType) => {
    expect(() => scimError(1, { status, scimType })).toThrow(RangeError);
  });
});

test('an unexpected failure tells nobody what it was', () => {
  const body = errorBody(asScimError(new Error('relation "accounts" does not exist')), 'en');
  expect(JSON.stringify(body)).not.toContain('accounts');
  expect(body['status']).toBe('500');
  const known = scimError(5);
  expect(asScimError(known)).toBe(known);
});

test('what a client named is put into the sentence as it is, cut, and never read as a pattern', () => {
  expect(fillIn("Invalid '{A}'", '$&{A}')).toBe("Invalid '$&{A}'");
  expect(scimError(21, { attribute: 'x'.repeat(5000) }).message.length).toBeLessThan(300);
  expect(scimError(18, { note: 'n'.repeat(5000) }).note).toHaveLength(500);
  expect(scimError(18)).toBeInstanceOf(ScimError);
});

test('the catalogue holds the 28 public rows and no other number', () => {
  expect(scimErrorIds.filter((id) => typeof id === 'number')).toEqual(
    Array.from({ length: 28 }, (_, index) => index + 1),
  );
});
