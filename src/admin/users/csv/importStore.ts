import type { AccountProblem } from '../../../accounts/change';
import { Prisma, type CsvImport, type Database } from '../../../db';
import { newId } from '../../../newId';
import type { RowOutcome, RowResult } from './foresee';

/** Days for which an import can be looked at. */
const keptDays = 30;
const dayMs = 86_400_000;
/** Rows written by one statement. */
const batch = 1_000;

/** A file that was sent, with what each of its rows would do. */
export interface NewImport {
  readonly siteId: string;
  readonly fileName: string;
  readonly actor: string;
  /** Null for an operator. */
  readonly accountId: string | null;
  readonly language: string;
  readonly headings: readonly string[];
  readonly rows: readonly { readonly fields: readonly string[]; readonly foreseen: RowResult }[];
  readonly now: Date;
}

/** A row as it was foreseen and done. */
export interface ImportRow {
  readonly number: number;
  readonly fields: readonly string[];
  readonly problems: readonly AccountProblem[];
}

/** Keeps a file until it is confirmed or forgotten; gives its id. */
export async function storeImport(database: Database, file: NewImport): Promise<string> {
  const id = newId(file.now);
  const { siteId, fileName, actor, accountId, language } = file;
  await database.prisma.$transaction(async (tx) => {
    await tx.csvImport.create({
      data: {
        ...{ id, siteId, fileName, actor, accountId, language },
        columns: [...file.headings],
        rowCount: file.rows.length,
        createdAt: file.now,
        expiresAt: new Date(file.now.getTime() + keptDays * dayMs),
      },
    });
    for (let from = 0; from < file.rows.length; from += batch) {
      await tx.csvImportRow.createMany({
        data: file.rows.slice(from, from + batch).map(({ fields, foreseen }, index) => ({
          importId: id,
          siteId,
          number: from + index + 1,
          fields: [...fields],
          foreseen: foreseen.outcome,
          foreseenProblems: foreseen.problems as unknown as Prisma.InputJsonValue,
        })),
      });
    }
  });
  return id;
}

/** An import of a site; null when the site has none with this id. */
export function findImport(database: Database, siteId: string, id: string): Promise<CsvImport | null> {
  return database.prisma.csvImport.findFirst({ where: { id, siteId } });
}

/** The newest imports of a site. */
export function listImports(database: Database, siteId: string): Promise<CsvImport[]> {
  return database.prisma.csvImport.findMany({ where: { siteId }, orderBy: { id: 'desc' }, take: 20 });
}

/** How many rows of an import there are by outcome: as done, or as foreseen. */
export async function countRows(
  database: Database,
  importId: string,
  which: 'outcome' | 'foreseen',
): Promise<ReadonlyMap<RowOutcome, number>> {
  const groups = await database.prisma.csvImportRow.groupBy({
    by: [which],
    where: { importId },
    _count: { _all: true },
  });
  return new Map(
    groups.flatMap((group) => {
      const outcome = group[which];
      return outcome === null ? [] : [[outcome, group._count._all] as const];
    }),
  );
}

/** Refused rows in the order of the file, those beyond row `after`. */
export async function refusedRows(
  database: Database,
  importId: string,
  which: 'outcome' | 'foreseen',
  page: { readonly after: number; readonly limit: number },
): Promise<ImportRow[]> {
  const rows = await database.prisma.csvImportRow.findMany({
    where: { importId, [which]: 'refuse', number: { gt: page.after } },
    orderBy: { number: 'asc' },
    take: page.limit,
  });
  return rows.map(({ number, fields, problems, foreseenProblems }) => ({
    number,
    fields,
    problems: (which === 'outcome' ? problems : foreseenProblems) as unknown as AccountProblem[],
  }));
}

/**
 * Writes down what came of rows, in the transaction that did it.
 *
 * @throws when another process did one of them meanwhile: then this transaction must come to nothing
 */
export async function markDone(
  tx: Prisma.TransactionClient,
  importId: string,
  results: readonly (RowResult & { readonly number: number })[],
): Promise<void> {
  const marked = await tx.$executeRaw`
    UPDATE account_import_rows AS r SET outcome = v.outcome::"ImportOutcome", problems = v.problems
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS v(number integer, outcome text, problems jsonb)
    WHERE r.import_id = ${importId}::uuid AND r.number = v.number AND r.outcome IS NULL`;
  if (marked !== results.length) throw new Error('Rows of this import were done by another process.');
}
