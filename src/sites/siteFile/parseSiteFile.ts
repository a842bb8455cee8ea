import { usernameKey } from '../../accounts';
import { describeIssues, showPath, type FieldProblem } from './describeIssues';
import { problemAt } from './fieldRule';
import { resolveConnection, type FileConnection, type NamedFiles } from './resolveConnection';
import { siteFileSchema, type WrittenSiteFile } from './siteFileSchema';
import { readYaml, type FieldPath } from './yamlSource';

/** A site file that is right in itself; whether it fits what is stored is judged by `planSiteFile`. */
export type SiteFile = Omit<WrittenSiteFile, 'connections'> & { readonly connections?: readonly FileConnection[] };

/** What comes with the text of a site file. */
export interface SiteFileInput {
  readonly text: string;
  /** As its errors name it, such as `acme.yaml`. */
  readonly fileName: string;
  /** Contents of the files and addresses it names, by the name in the file. */
  readonly files: NamedFiles;
  /** True where PUBLIC_URL is http on loopback: then addresses may be http. */
  readonly allowHttp: boolean;
}

/** The file, with a way to word further problems, in the order of the file; or everything that is wrong with it. */
export type ParsedSiteFile =
  | { readonly file: SiteFile; readonly word: (problems: readonly FieldProblem[]) => readonly string[] }
  | { readonly problems: readonly string[] };

/**
 * Reads a site file. Every mistake is told at once, each as `file:line field: rule`, such as
 * `acme.yaml:14 connections[0].clockSkewSeconds: must be 0 to 300, is 900`.
 */
export function parseSiteFile({ text, fileName, files, allowHttp }: SiteFileInput): ParsedSiteFile {
  const yaml = readYaml(text);
  if ('problems' in yaml) {
    return { problems: yaml.problems.map(({ line, message }) => `${fileName}:${line} ${message}`) };
  }
  const { source } = yaml;
  const word = (problems: readonly FieldProblem[]) =>
    problems
      .map(({ path, message }) => ({ line: source.lineOf(path), path, message }))
      .toSorted((one, other) => one.line - other.line)
      .map(
        ({ line, path, message }) => `${fileName}:${line} ${path.length > 0 ? `${showPath(path)}: ` : ''}${message}`,
      );
  const read = readSiteChange(source.value, files, allowHttp);
  return 'problems' in read ? { problems: word(read.problems) } : { file: read.file, word };
}

/**
 * Reads the fields of a site file, whoever gives them: a file or a page.
 *
 * @param value what is to hold them; anything at all
 */
export function readSiteChange(
  value: unknown,
  files: NamedFiles,
  allowHttp: boolean,
): { readonly file: SiteFile } | { readonly problems: readonly FieldProblem[] } {
  const schema = siteFileSchema(allowHttp);
  const result = schema.safeParse(value);
  if (!result.success) return { problems: describeIssues(result.error.issues, schema, value) };
  const { file, problems } = resolve(result.data, files, allowHttp);
  return problems.length > 0 ? { problems } : { file };
}

/** The names of the files a site file refers to, so that whoever reads it can fetch their contents. */
export function listNamedFiles(text: string): string[] {
  const named = connectionsOf(text).flatMap((connection) => [
    connection?.metadata,
    ...(Array.isArray(connection?.certificates) ? (connection.certificates as unknown[]) : []),
  ]);
  return texts(named.map((source) => (source as { file?: unknown } | null | undefined)?.file));
}

/** The addresses of metadata a site file refers to, so that whoever applies it can fetch their contents. */
export function listNamedAddresses(text: string): string[] {
  return texts(connectionsOf(text).map((connection) => (connection?.metadata as { url?: unknown } | null)?.url));
}

function texts(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

type UnreadConnection = { readonly metadata?: unknown; readonly certificates?: unknown } | null | undefined;

/** The connections of a file that may hold anything yet. */
function connectionsOf(text: string): UnreadConnection[] {
  const yaml = readYaml(text);
  if ('problems' in yaml) return [];
  const connections = (yaml.source.value as { connections?: unknown } | null)?.connections;
  return Array.isArray(connections) ? (connections as UnreadConnection[]) : [];
}

function resolve(
  written: WrittenSiteFile,
  files: NamedFiles,
  allowHttp: boolean,
): { file: SiteFile; problems: FieldProblem[] } {
  const problems = duplicates(written);
  const { connections, ...rest } = written;
  if (connections === undefined) return { file: rest, problems };
  const resolved = connections.map((connection, index) => {
    const result = resolveConnection(connection, ['connections', index], files, allowHttp);
    problems.push(...result.problems);
    return result.connection;
  });
  return { file: { ...rest, connections: resolved }, problems };
}

/** Top-level lists are merged by key; a key that stands there twice would make the order matter. */
function duplicates(file: WrittenSiteFile): FieldProblem[] {
  return [
    ...repeated(
      'connections',
      'name',
      file.connections?.map(({ name }) => name),
    ),
    ...repeated(
      'trackingCodes',
      'number',
      file.trackingCodes?.map(({ number }) => String(number)),
    ),
    ...repeated(
      'accounts',
      'username',
      file.accounts?.map(({ username }) => usernameKey(username)),
    ),
    ...repeated(
      'workspaces',
      'name',
      file.workspaces?.map(({ name }) => name),
    ),
    ...(file.trackingCodes ?? []).flatMap(({ values }, index) =>
      repeated(
        'values',
        'value',
        values?.map(({ value }) => value.normalize('NFC')),
        ['trackingCodes', index],
      ),
    ),
  ];
}

function repeated(
  listName: string,
  field: string,
  keys: readonly string[] | undefined,
  above: FieldPath = [],
): FieldProblem[] {
  const first = new Map<string, number>();
  return (keys ?? []).flatMap((key, index) => {
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    const other = showPath([...above, listName, earlier]);
    return [problemAt([...above, listName, index, field], { id: 'twice', other, field })];
  });
}
