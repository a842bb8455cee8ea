/** `npm run fuzz`: changes good responses at random until the time is up, and keeps what must not have happened. */
import { createHash, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { runGate, type VerifiedAssertion } from '../../src/saml/gate';
import { changesOf, mutate, octetMutation, xmlMutation, type Mutation } from '../support/mutants';
import { now } from '../support/samlResponse';
import { judgeMutant, secondOpinionProblem } from './problemOf';
import { fuzzSettings, makeShapes, type Shape } from './shapes';

const folder = path.join(__dirname, '../../fixtures/fuzz');
const settings = fuzzSettings();
const mutations = changesOf({ weight: 2, arbitrary: octetMutation }, { weight: 5, arbitrary: xmlMutation });
const runsATurn = 200;
const mostFindings = 20;

const tally = { messages: 0, accepted: 0, secondOpinions: 0, slowestMs: 0, slowest: '' };

/** What one changed message came to; null when all is well. */
async function problemOf(shape: Shape, original: VerifiedAssertion, changes: readonly Mutation[]) {
  const field = (await shape.seal(changes.reduce(mutate, shape.original))).toString('base64');
  const begun = process.cpuUsage();
  const { problem, assertion } = judgeMutant(field, settings, original);
  const tookMs = process.cpuUsage(begun).user / 1000;
  tally.messages += 1;
  if (tookMs > tally.slowestMs) {
    Object.assign(tally, {
      slowestMs: tookMs,
      slowest: `${shape.name}, ${changes.map(({ kind }) => kind).join(', ')}`,
    });
  }
  if (problem !== null || assertion === null) return { field, problem };
  tally.accepted += 1;
  if (shape.nodeSaml === null) return { field, problem };
  tally.secondOpinions += 1;
  return { field, problem: await secondOpinionProblem(field, shape.nodeSaml, assertion) };
}

/** One turn of a shape; the smallest message found that goes wrong, or null. */
async function findProblem(shape: Shape, original: VerifiedAssertion, seed: number, remainingMs: number) {
  const property = fc.asyncProperty(mutations, async (changes) => {
    const { problem } = await problemOf(shape, original, changes);
    if (problem !== null) throw new Error(problem);
  });
  const report = await fc.check(property, { numRuns: runsATurn, seed, interruptAfterTimeLimit: remainingMs });
  const [changes] = report.counterexample ?? [];
  if (!report.failed || changes === undefined) return null;
  const { field, problem } = await problemOf(shape, original, changes);
  return { shape: shape.name, seed, changes, field, problem: problem ?? 'not seen again' };
}

type Found = NonNullable<Awaited<ReturnType<typeof findProblem>>>;

function keep({ shape, seed, changes, field, problem }: Found): void {
  const name = createHash('sha256').update(field).digest('hex').slice(0, 12);
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'response.txt'), `${field}\n`);
  const expected = { shape, problem, seed, changes };
  writeFileSync(path.join(folder, name, 'found.json'), `${JSON.stringify(expected, null, 2)}\n`);
  console.log(`FOUND in "${shape}": ${problem}\n  kept as fixtures/fuzz/${name}`);
}

function readArguments(): { minutes: number; seed: number } {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
  const minutes = Number(values.minutes ?? 5);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
    console.error('Usage: npm run fuzz [-- --minutes N] [--seed N]');
    process.exit(2);
  }
  return { minutes, seed };
}

async function main(): Promise<void> {
  const { minutes, seed } = readArguments();
  console.log(`${minutes} minutes with seed ${seed}`);
  const end = performance.now() + minutes * 60_000;
  // node-saml reads the system clock, and the messages are of a day of their own.
  mock.timers.enable({ apis: ['Date'], now });
  const shapes = await makeShapes();
  const seen = new Set<string>();
  for (let turn = seed; performance.now() < end && seen.size < mostFindings; turn += 1) {
    for (const shape of shapes) {
      const remainingMs = end - performance.now();
      if (remainingMs <= 0) break;
      const found = await findProblem(shape, originalOf(shape, await seal(shape)), turn, remainingMs);
      const what = found && `${found.shape}: ${found.problem}`;
      if (found === null || what === null || seen.has(what)) continue;
      seen.add(what);
      keep(found);
    }
  }
  const { messages, accepted, secondOpinions, slowestMs, slowest } = tally;
  console.log(`${messages} messages, ${accepted} accepted, ${secondOpinions} second opinions, ${seen.size} problems`);
  console.log(`The slowest took ${slowestMs.toFixed(0)} ms of processor time: ${slowest}`);
  process.exitCode = seen.size === 0 ? 0 : 1;
}

const seal = async (shape: Shape) => (await shape.seal(shape.original)).toString('base64');

function originalOf(shape: Shape, field: string): VerifiedAssertion {
  const result = runGate(field, settings, now);
  if (result.outcome === 'refused') throw new Error(`the unchanged message is refused: ${shape.name}`);
  return result.assertion;
}

void main();
