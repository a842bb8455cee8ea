import fc from 'fast-check';
import { ScimError } from '../../../../src/scim/protocol/errors';
import { compileGroupPatch, parsePatch, patchResource, readResource } from '../../../../src/scim/protocol/patch';
import {
  attributeValue,
  groupResourceType,
  parseAttributePath,
  urns,
  userResourceType,
  type Json,
  type JsonObject,
} from '../../../../src/scim/protocol/schema';

type Op = { op: string; path?: string; value?: Json };

const person: JsonObject = deepFreeze({
  userName: 'ada@acme.test',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { type: 'work', value: 'ada@acme.test', primary: true },
    { type: 'home', value: 'ada@home.test' },
  ],
  [urns.enterpriseUser]: { department: 'Engines', manager: { value: 'm1' } },
});

function deepFreeze<Value extends Json>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach((member) => deepFreeze(member));
  return Object.freeze(value);
}

function patch(before: JsonObject, operations: readonly Op[]): { resource: JsonObject; changed: boolean } {
  const body = { schemas: [urns.patchOp], Operations: operations as unknown as Json };
  return patchResource(deepFreeze(before), parsePatch(deepFreeze(body), userResourceType).operations, userResourceType);
}

const text = fc.string({ minLength: 1, maxLength: 8 }).filter((value) => !/[\0[{]/.test(value));
const element = fc.record(
  { value: text, type: fc.constantFrom('work', 'home', 'other'), primary: fc.boolean(), display: text },
  { requiredKeys: ['value'] },
);
const single = fc.constantFrom(
  'title',
  'nickName',
  'externalId',
  'userName',
  'name.givenName',
  `${urns.enterpriseUser}:department`,
);
const list = fc.constantFrom('emails', 'phoneNumbers', 'roles');
const selected = fc
  .tuple(list, fc.constantFrom('work', 'home', 'other', 'fourth'))
  .map(([name, type]) => `${name}[type eq "${type}"].value`);

/** Operations that can always be carried out, in the shapes that clients send. */
const operation: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'Replace'), path: fc.oneof(single, selected), value: text }),
  fc.record({ op: fc.constantFrom('add', 'replace'), path: list, value: element.map((one) => [one]) }),
  fc.record({
    op: fc.constant('remove'),
    path: fc.oneof(
      selected.map((path) => path.replace('.value', '')),
      fc.constantFrom('title', 'phoneNumbers', 'roles', 'name.givenName'),
    ),
  }),
  fc.record({ op: fc.constantFrom('add', 'replace'), value: fc.dictionary(single, text, { minKeys: 1 }) }),
  fc.record({ op: fc.constant('remove'), path: list, value: element.map((one) => [one]) }),
);

it('operations in one request do what they do in one request each, and leave what they were given alone', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 6 }), (operations) => {
      const together = patch(person, operations);
      const apart = operations.reduce((resource, one) => patch(resource, [one]).resource, person);
      expect(together.resource).toEqual(apart);
      expect(together.changed).toBe(together.resource !== person);
    }),
    { numRuns: 300 },
  );
});

it('what was sent once and is sent again changes nothing more', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 3 }), operation, (earlier, repeated) => {
      const before = patch(person, [...earlier, repeated]).resource;
      expect(patch(before, [repeated])).toEqual({
        resource: before,
        changed: false,
        quirks: expect.anything() as unknown,
      });
    }),
    { numRuns: 300 },
  );
});

it('what was replaced reads as what was sent', () => {
  fc.assert(
    fc.property(single, text, (path, value) => {
      const found = parseAttributePath(path, userResourceType);
      if (!found) throw new Error(path);
      const held = attributeValue(patch(person, [{ op: 'replace', path, value }]).resource, found, userResourceType);
      expect(found.sub ? (held as JsonObject)[found.sub.name] : held).toBe(value);
    }),
  );
});

it('a list has at most one primary element, each element once, and none without a value', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
      const { resource } = patch(person, operations);
      for (const name of ['emails', 'phoneNumbers', 'roles']) {
        const elements = (resource[name] ?? []) as readonly JsonObject[];
        expect(elements.filter(({ primary }) => primary === true).length).toBeLessThanOrEqual(1);
        expect(new Set(elements.map((one) => JSON.stringify(one, Object.keys(one).sort()))).size).toBe(elements.length);
        expect(elements.every(({ value }) => typeof value === 'string')).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

describe('whatever a client sends', () => {
  const hostileKey = fc.constantFrom(
    ...['__proto__', '__proto__.x', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'schemas', 'members'],
    ...['emails', 'name', 'value', 'type', 'primary', '$ref', 'Operations', 'op', 'path', 'userName', 'displayName'],
    ...[urns.enterpriseUser, urns.user, `${urns.enterpriseUser}:manager`, 'manager', 'name.givenName'],
    ...[
      'emails[type eq "work"]',
      'emails[type eq "work"].value',
      'emails[',
      'emails[type eq "x" or',
      '[',
      ']',
      '.',
      '',
    ],
  );
  const scalar = fc.oneof(
    fc.constantFrom<Json>(
      null,
      true,
      'True',
      '',
      'add',
      'remove',
      'Replace',
      '{"__proto__":{"polluted":1}}',
      '[]',
      '\uD800',
      '\0',
      1e300,
    ),
    fc.string(),
    fc.integer(),
    hostileKey,
  );
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('json'), { maxLength: 3 }),
      fc
        .array(fc.tuple(hostileKey, tie('json')), { maxLength: 4 })
        // As JSON.parse makes them: also with an own key __proto__.
        .map(
          (entries) =>
            JSON.parse(
              `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
            ) as Json,
        ),
    ),
  }));
  const hostileOperation = fc.record(
    {
      op: fc.constantFrom('add', 'remove', 'replace'),
      path: fc.oneof(hostileKey, fc.constant(undefined)),
      value: json,
    },
    { requiredKeys: ['op'] },
  );

  function refusesOnlyAsScim(run: () => unknown): void {
    try {
      run();
    } catch (thrown) {
      if (!(thrown instanceof ScimError)) throw thrown;
    }
    expect(({} as { polluted?: unknown; x?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  }

  it.each([userResourceType, groupResourceType])('a body is read or refused as SCIM has it ($name)', (type) => {
    fc.assert(
      fc.property(json, fc.boolean(), (body, strict) => {
        refusesOnlyAsScim(() => readResource(body, type, { strict }));
        refusesOnlyAsScim(() => parsePatch(body, type));
      }),
      { numRuns: 500 },
    );
  });

  it('a PATCH is applied or refused as SCIM has it, and what it is applied to stays', () => {
    fc.assert(
      fc.property(fc.array(hostileOperation, { maxLength: 4 }), (operations) => {
        refusesOnlyAsScim(() => {
          const { resource } = patch(person, operations as unknown as Op[]);
          // Whatever was let in can be asked for by the schema alone, and is plain JSON.
          expect(JSON.parse(JSON.stringify(resource))).toEqual(resource);
        });
        refusesOnlyAsScim(() =>
          compileGroupPatch(parsePatch({ Operations: operations as unknown as Json }, groupResourceType).operations),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
