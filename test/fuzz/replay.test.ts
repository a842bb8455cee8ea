import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { runGate, type VerifiedAssertion } from '../../src/saml/gate';
import { mutate, xmlMutation } from '../support/mutants';
import { encoded, now, responseText } from '../support/samlResponse';
import { judgeMutant, secondOpinionProblem } from './problemOf';
import { fuzzSettings, makeShapes, type Shape } from './shapes';

const folder = path.join(__dirname, '../../fixtures/fuzz');
const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const settings = fuzzSettings();

beforeAll(() => jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] }));
afterAll(() => jest.useRealTimers());

async function fieldOf(shape: Shape): Promise<string> {
  return (await shape.seal(shape.original)).toString('base64');
}

async function originalOf(shape: Shape): Promise<VerifiedAssertion> {
  const result = runGate(await fieldOf(shape), settings, now);
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusal));
  return result.assertion;
}

async function shapeNamed(name: string): Promise<Shape> {
  const shape = (await makeShapes()).find((one) => one.name === name);
  if (shape === undefined) throw new Error(`no shape ${name}`);
  return shape;
}

test('what the long fuzz found does not happen again', async () => {
  for (const { name } of found) {
    const read = (file: string) => readFileSync(path.join(folder, name, file), 'utf8');
    const shape = await shapeNamed((JSON.parse(read('found.json')) as { shape: string }).shape);
    const field = read('response.txt').trim();
    const { problem, assertion } = judgeMutant(field, settings, await originalOf(shape));
    const asked = assertion === null || shape.nodeSaml === null;
    const differs = asked ? null : await secondOpinionProblem(field, shape.nodeSaml, assertion);
    expect({ name, problem, differs }).toEqual({ name, problem: null, differs: null });
  }
});

test('changed attributes, elements, order and text: refused, or exactly what was signed, in every shape', async () => {
  for (const shape of await makeShapes()) {
    const original = await originalOf(shape);
    const property = fc.asyncProperty(fc.array(xmlMutation, { minLength: 1, maxLength: 3 }), async (changes) => {
      const field = (await shape.seal(changes.reduce(mutate, shape.original))).toString('base64');
      expect(judgeMutant(field, settings, original).problem).toBeNull();
    });
    await fc.assert(property, { numRuns: 40, seed: 20270115 });
  }
});

describe('the fuzz would notice', () => {
  test('another identity', async () => {
    const shape = await shapeNamed('assertion signed');
    const original = { ...(await originalOf(shape)), sessionIndex: '_of-mallory' };
    expect(judgeMutant(await fieldOf(shape), settings, original)).toMatchObject({
      accepted: true,
      problem: 'accepted with another identity',
    });
  });

  test('an exception in the gate', async () => {
    const shape = await shapeNamed('assertion signed');
    const original = await originalOf(shape);
    const broken = { ...settings, certificates: null as unknown as typeof settings.certificates };
    expect(judgeMutant(await fieldOf(shape), broken, original).problem).toMatch(/^not foreseen: TypeError/);
  });

  test('that node-saml refuses, or reads something else', async () => {
    const shape = await shapeNamed('assertion signed');
    const original = await originalOf(shape);
    const unsigned = encoded(await responseText({ signing: { sign: 'none' } }));
    expect(await secondOpinionProblem(unsigned, 'assertion', original)).toMatch(/^node-saml refuses it/);
    const other = { ...original, attributes: new Map([['email', ['mallory@acme.test']]]) };
    expect(await secondOpinionProblem(await fieldOf(shape), 'assertion', other)).toBe('node-saml reads something else');
  });
});
