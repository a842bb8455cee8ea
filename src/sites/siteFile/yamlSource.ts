import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';

/** A place in the file: keys and indexes from the top. */
export type FieldPath = readonly (string | number)[];

/** Longest site file, in characters. */
const longestFile = 8 * 1024 * 1024;
const mostAliases = 50;

/** A YAML text that was read, with a way back from a field to its line. */
export interface YamlSource {
  readonly value: unknown;
  /** Line of the field, or of the nearest thing around it that is there; from 1. */
  lineOf(path: FieldPath): number;
}

/** What is wrong with the YAML itself. */
export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

/** Reads YAML 1.2: one document, no duplicate keys, no tags, few aliases. */
export function readYaml(
  text: string,
): { readonly source: YamlSource } | { readonly problems: readonly YamlProblem[] } {
  if (text.length > longestFile) return { problems: [{ line: 1, message: 'the file is larger than 8 MB' }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const complaints = [...document.errors, ...document.warnings];
  if (complaints.length > 0) {
    return {
      problems: complaints.map((complaint) => ({
        line: Math.max(1, lines.linePos(complaint.pos[0]).line),
        message: `is not valid YAML: ${complaint.message}`,
      })),
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return { source: { value, lineOf: (path) => lineOf(document, lines, path) } };
  } catch (error) {
    return { problems: [{ line: 1, message: `is not valid YAML: ${(error as Error).message}` }] };
  }
}

function lineOf(document: Document, lines: LineCounter, path: FieldPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (!isCollection(node)) break;
    // The key tells the line better than the value, which may begin on the next one.
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const next: unknown = pair ?? node.get(step, true);
    if (next === undefined || next === null) break;
    offset = startOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return Math.max(1, lines.linePos(offset).line);
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null;
  return range?.[0];
}
