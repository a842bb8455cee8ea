import { Router, type Request, type RequestHandler, type Response } from 'express';
import { validate as isUuid } from 'uuid';
import { byteOrderMark, formatCsvRow, fromCsvCell } from '../../../csv';
import { newId } from '../../../newId';
import { FormValues, multipartForm, messagesFor, sendNotFound, sendPage, type FormError } from '../../../web';
import { administratorOf } from '../../administrator';
import { areaHref } from '../../areas';
import type { AreaDependencies } from '../../dependencies';
import { readSiteForForm } from '../edit/readEditedAccount';
import { problemText } from '../problemText';
import { commentColumn } from './accountColumns';
import { exportAccounts } from './exportAccounts';
import { foresee, wishesOf } from './foresee';
import { accountImport } from './importJob';
import { ImportPage } from './ImportPage';
import { ImportStartPage } from './ImportStartPage';
import { countRows, findImport, listImports, refusedRows, storeImport } from './importStore';
import { importLimits, readSentFile } from './readFile';

/** Refused rows on the page; the file has them all. */
const shownRefused = 100;
/** The text of a form may be sent in an encoding that takes up to three times its size. */
const largestBody = (importLimits.megabytes + 1) * 1024 * 1024;

/** Import and export of accounts as CSV. */
export function csvRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const edit = requireAdmin('people.edit');
  router.get('/admin/:site/users/accounts.csv', edit, exportAccounts(dependencies));
  router.get('/admin/:site/users/import', edit, showStart(dependencies));
  router.post('/admin/:site/users/import', edit, ...multipartForm(largestBody), sendFile(dependencies));
  router.get('/admin/:site/users/import/:import', edit, showImport(dependencies));
  router.get('/admin/:site/users/import/:import/refused.csv', edit, sendRefused(dependencies));
  router.post('/admin/:site/users/import/:import/confirm', edit, confirm(dependencies));
  return router;
}

function showStart(dependencies: AreaDependencies): RequestHandler {
  return (req, res) => sendStart(dependencies, req, res, { status: 200, errors: [], text: '' });
}

async function sendStart(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  { status, errors, text }: { readonly status: number; readonly errors: readonly FormError[]; readonly text: string },
): Promise<void> {
  const reader = administratorOf(req);
  const imports = await listImports(database, reader.siteId);
  sendPage(res, status, <ImportStartPage reader={reader} errors={errors} text={text} imports={imports} />);
}

/** Reads the file, decides every row as if it were its turn, keeps both, and shows them: nothing is changed yet. */
function sendFile(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { database, clock } = dependencies;
    const administrator = administratorOf(req);
    const { siteId, site: slug, language, actor, accountId } = administrator;
    const values = FormValues.of(req);
    const now = clock();
    const site = await readSiteForForm(database, siteId, now);
    const text = values.exact('text');
    const sent = readSentFile({ file: values.file('file'), text }, site.rules.trackingCodes, language);
    if ('error' in sent) {
      await sendStart(dependencies, req, res, { status: 422, errors: [sent.error], text });
      return;
    }
    const { name, headings, columns, rows } = sent.read;
    const facts = { now, mayGrant: administrator.can('roles.edit'), makeId: newId };
    const results = await foresee(database.prisma, siteId, site, wishesOf(columns, rows), facts);
    const id = await storeImport(database, {
      ...{ siteId, actor, accountId, language, headings, now },
      fileName: name ?? messagesFor(language).admin.users.import.pasted,
      rows: rows.map((fields, index) => ({ fields, foreseen: results[index] ?? { outcome: 'refuse', problems: [] } })),
    });
    res.redirect(303, `${areaHref('users', slug)}/import/${id}`);
  };
}

async function requireImport({ database }: AreaDependencies, req: Request, res: Response) {
  const id = String(req.params['import']);
  const file = isUuid(id) ? await findImport(database, administratorOf(req).siteId, id) : null;
  if (file === null) sendNotFound(req, res);
  return file;
}

function showImport(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const file = await requireImport(dependencies, req, res);
    if (file === null) return;
    const which = file.status === 'preview' ? 'foreseen' : 'outcome';
    const [counts, refused] = await Promise.all([
      countRows(dependencies.database, file.id, which),
      refusedRows(dependencies.database, file.id, which, { after: 0, limit: shownRefused }),
    ]);
    sendPage(res, 200, <ImportPage reader={administratorOf(req)} file={file} counts={counts} refused={refused} />);
  };
}

/** Confirmed once: the job comes into being in the same transaction. Who confirms answers for it with their rights. */
function confirm(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const file = await requireImport(dependencies, req, res);
    if (file === null) return;
    const { site, siteId, actor, accountId } = administratorOf(req);
    const { database, queue, clock } = dependencies;
    await database.prisma.$transaction(async (tx) => {
      const { count } = await tx.csvImport.updateMany({
        where: { id: file.id, siteId, status: 'preview' },
        data: { status: 'running', startedAt: clock(), actor, accountId },
      });
      if (count === 1) await queue.send(accountImport, { importId: file.id }, { within: tx, singletonKey: file.id });
    });
    res.redirect(303, `${areaHref('users', site)}/import/${file.id}`);
  };
}

/** The refused rows as they were sent, with their reasons in a last column that a next import passes over. */
function sendRefused(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const file = await requireImport(dependencies, req, res);
    if (file === null) return;
    const { language } = administratorOf(req);
    const which = file.status === 'preview' ? 'foreseen' : 'outcome';
    res.attachment(`refused-${file.id}.csv`).type('csv').set('Cache-Control', 'no-store');
    const headings = file.columns.filter((heading) => heading.trim().toLowerCase() !== commentColumn.toLowerCase());
    const commentAt = file.columns.findIndex((heading) => !headings.includes(heading));
    const lines = [byteOrderMark + formatCsvRow([...headings, commentColumn])];
    for (let after = 0; ;) {
      const rows = await refusedRows(dependencies.database, file.id, which, { after, limit: 1_000 });
      for (const { fields, problems } of rows) {
        const own = fields.filter((_, index) => index !== commentAt).map(fromCsvCell);
        const told = problems.map((problem) => `${problem.field}: ${problemText(problem, language)}`);
        lines.push(formatCsvRow([...own, told.join(' ')]));
      }
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.number;
    }
    res.send(lines.join(''));
  };
}
