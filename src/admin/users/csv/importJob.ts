import { changeAccounts, readChangedSite, type AccountProblem } from '../../../accounts/change';
import type { CsvImport, Database } from '../../../db';
import { defineJob } from '../../../jobs';
import type { SendMail } from '../../../mail';
import { chooseLanguage } from '../../../web';
import { tellPeople } from '../changeFacts';
import { rightsNow } from '../rightsNow';
import { readHeadings } from './accountColumns';
import { refused, resultOf, wishesOf, type RowWish } from './foresee';
import { markDone } from './importStore';

/** Carries out a confirmed import. Its progress is in its rows, so a process may die at any moment. */
export const accountImport = defineJob<{ importId: string }>('account-import', { leaseSeconds: 60 });

/** What carrying out an import needs. */
export interface ImportDependencies {
  readonly database: Database;
  readonly sendMail: SendMail;
  readonly clock: () => Date;
}

/** Rows done by one transaction. */
export const rowsAtOnce = 200;

/**
 * Does the rows of an import that are not done yet, a batch in one transaction with the note that it is done: killed in
 * between, the next try goes on where this one stood and does nothing twice. Each batch asks again whether whoever
 * confirmed it may still change people.
 */
export async function carryOutImport(
  dependencies: ImportDependencies,
  { importId }: { readonly importId: string },
): Promise<void> {
  const { prisma } = dependencies.database;
  for (;;) {
    const file = await prisma.csvImport.findUnique({ where: { id: importId }, include: { site: true } });
    if (file?.status !== 'running') return;
    const rows = await prisma.csvImportRow.findMany({
      where: { importId, outcome: null },
      orderBy: { number: 'asc' },
      take: rowsAtOnce,
    });
    if (rows.length === 0) {
      await end(dependencies, file, 'done');
      return;
    }
    const rights = await rightsNow(prisma, file, dependencies.clock());
    if (!rights.has('people.edit')) {
      await end(dependencies, file, 'stopped');
      return;
    }
    const wishes = await wishesAgain(dependencies, file, rows);
    const numbered = rows.map(({ number }, index) => ({ number, wish: wishes[index] }));
    await doBatch(dependencies, { ...file, siteName: file.site.name }, numbered, rights.has('roles.edit'));
  }
}

async function end({ database, clock }: ImportDependencies, { id }: CsvImport, status: 'done' | 'stopped') {
  await database.prisma.csvImport.updateMany({
    where: { id, status: 'running' },
    data: { status, finishedAt: clock() },
  });
}

type Row = { readonly number: number; readonly fields: string[]; readonly foreseenProblems: unknown };

/** What the rows want. A row that is about the same user name as an earlier one was told so when the file was read. */
async function wishesAgain(
  { database, clock }: ImportDependencies,
  { columns, siteId }: CsvImport,
  rows: readonly Row[],
): Promise<RowWish[]> {
  const site = await readChangedSite(database.prisma, siteId, clock());
  const headings = readHeadings(columns, site?.rules.trackingCodes ?? []);
  if (!('columns' in headings)) throw new Error('The headings of this import cannot be read any more.');
  const wishes = wishesOf(
    headings.columns,
    rows.map(({ fields }) => fields),
  );
  return wishes.map((wish, index) => {
    const [first, ...others] = (rows[index]?.foreseenProblems ?? []) as AccountProblem[];
    const isRepeated = [first, ...others].some((problem) => problem?.reason === 'row_repeated');
    return first !== undefined && isRepeated ? { problems: [first, ...others] } : wish;
  });
}

async function doBatch(
  { database, sendMail, clock }: ImportDependencies,
  file: CsvImport & { readonly siteName: string },
  rows: readonly { readonly number: number; readonly wish: RowWish | undefined }[],
  mayGrant: boolean,
): Promise<void> {
  const { id, siteId, siteName, actor, accountId } = file;
  const language = chooseLanguage(undefined, file.language);
  const changes = rows.flatMap(({ wish }) => (wish !== undefined && 'change' in wish ? [wish.change] : []));
  await changeAccounts(
    {
      database,
      siteId,
      actor,
      now: clock(),
      mayGrant,
      vouches: accountId === null,
      alongside: async (tx, decided) => {
        const queue = [...decided];
        const results = rows.map(({ number, wish }) => {
          if (wish === undefined || 'problems' in wish) return { number, ...refused(wish?.problems ?? []) };
          const one = queue.shift();
          if (one === undefined) throw new Error('A row was not decided.');
          return { number, ...resultOf(one) };
        });
        await markDone(tx, id, results);
        await tellPeople(tx, sendMail, { siteId, siteName, language }, decided);
      },
    },
    changes,
  );
}
