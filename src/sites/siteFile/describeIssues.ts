import type { z } from 'zod';
import { ruleOfMessage, wordRule, type FieldRule } from './fieldRule';
import type { FieldPath } from './yamlSource';

/** One mistake in a site file: where, and one sentence. */
export interface FieldProblem {
  readonly path: FieldPath;
  readonly message: string;
  /** The rule behind the sentence, where it is one of those that pages word in other languages. */
  readonly rule?: FieldRule;
}

const longestShown = 60;

/** Turns what the schema found into sentences: the rule, and what the value is instead. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodType, value: unknown): FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsAt(schema, path);
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownField(key, known) }));
    }
    const rule = ruleOfMessage(issue.message);
    const sentence = rule === null ? issue.message : wordRule(rule);
    const message = withValue(sentence, valueAt(value, path), path.at(-1));
    return [rule === null ? { path, message } : { path, message, rule }];
  });
}

/** `connections[0].clockSkewSeconds` */
export function showPath(path: FieldPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}

function withValue(rule: string, value: unknown, field: string | number | undefined): string {
  if (value === undefined) return `is missing: ${rule}`;
  // A password in an error message would end up in a log of somebody's deployment.
  if (field === 'password') return rule;
  if (value === null) return `${rule}, is null`;
  if (typeof value === 'object') return `${rule}, is ${Array.isArray(value) ? 'a list' : 'a group of fields'}`;
  // YAML knows text, numbers and truth values beside groups and lists.
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const short = shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
  const isUnquoted = rule === 'must be text' && typeof value !== 'string';
  return `${rule}, is ${short === '' ? 'empty' : short}${isUnquoted ? ` (a ${typeof value}: put it in quotes)` : ''}`;
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );
}

function unknownField(key: string, known: readonly string[]): string {
  const near =
    known.find((name) => name.toLowerCase() === key.toLowerCase()) ?? known.find((name) => isNear(name, key));
  return `is not a field here${near === undefined ? `; known are ${known.join(', ')}` : `; did you mean ${near}?`}`;
}

/** True when one name becomes the other by at most two single-letter changes. */
function isNear(known: string, written: string): boolean {
  if (Math.abs(known.length - written.length) > 2 || written.length < 4) return false;
  let previous = Array.from({ length: written.length + 1 }, (_, column) => column);
  for (let row = 1; row <= known.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= written.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (known[row - 1] === written[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return (previous[written.length] ?? Infinity) <= 2;
}

/** The part of zod's own description of a schema that is walked here. */
interface Walkable {
  readonly def: {
    readonly type: string;
    readonly innerType?: Walkable;
    readonly element?: Walkable;
    readonly in?: Walkable;
  };
  readonly shape?: Readonly<Record<string, Walkable>>;
}

function fieldsAt(schema: z.ZodType, path: FieldPath): string[] {
  let current: Walkable | undefined = unwrapped(schema);
  for (const step of path) {
    current = unwrapped(typeof step === 'number' ? current?.def.element : current?.shape?.[step]);
  }
  return Object.keys(current?.shape ?? {});
}

function unwrapped(schema: Walkable | undefined): Walkable | undefined {
  let current = schema;
  while (current?.def.innerType ?? current?.def.in) current = current?.def.innerType ?? current?.def.in;
  return current;
}
