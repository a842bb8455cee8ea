import type { Request, RequestHandler } from 'express';
import { mostValues } from '../../trackingCodes';
import { FormValues, formatNumber, messagesFor, sendNotFound, sendPage, type Language, fieldErrors } from '../../web';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { changeCodes } from './changeCodes';
import { readImport, type ImportMode, type ReadImport } from './csvList';
import { findCode, sendList } from './listRoutes';
import { PreviewPage } from './PreviewPage';

/** `POST …/tracking-codes/:number/import`: shows what a file would do. */
export function previewImport(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const code = await findCode(dependencies, req);
    if (code === null) {
      sendNotFound(req, res);
      return;
    }
    const sent = sentImport(req);
    const read = readImport(sent.text, code.values, sent.mode);
    if (sent.text.trim() === '' || 'problem' in read) {
      const { language } = administratorOf(req);
      const text = 'problem' in read ? problemInWords(read, language) : messagesOf(language).nothing;
      const errors = [{ field: 'text', text }];
      await sendList(dependencies, req, res, { code, status: 422, entered: '', errors, conflict: [] });
      return;
    }
    const reader = administratorOf(req);
    sendPage(res, 200, <PreviewPage reader={reader} code={code} preview={read.preview} fields={sent} />);
  };
}

/** `POST …/tracking-codes/:number/import/apply`: does it. */
export function applyImport(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const code = await findCode(dependencies, req);
    const sent = sentImport(req);
    const read = code === null ? null : readImport(sent.text, code.values, sent.mode);
    if (code === null || read === null || 'problem' in read) {
      sendNotFound(req, res);
      return;
    }
    const { site, language } = administratorOf(req);
    await changeCodes(dependencies, req, res, {
      change: [{ number: code.number, values: [...read.preview.list] }],
      expected: { [code.number]: sent.tag },
      doneHref: `${areaHref('trackingCodes', site)}/${code.number}`,
      notice: 'imported',
      sendAgain: ({ status, problems, conflict }) => {
        const errors = fieldErrors(problems, language, () => 'text');
        return sendList(dependencies, req, res, { code, status, entered: '', errors, conflict });
      },
    });
  };
}

interface SentImport {
  readonly text: string;
  readonly mode: ImportMode;
  readonly tag: string;
}

/** A file that was chosen wins over what was pasted. */
function sentImport(req: Request): SentImport {
  const form = FormValues.of(req);
  const text = form.file('file')?.content.toString('utf8') ?? form.exact('text');
  return { text, mode: form.text('mode') === 'replace' ? 'replace' : 'merge', tag: form.text('tag') };
}

function messagesOf(language: Language) {
  return messagesFor(language).admin.trackingCodes.csv;
}

function problemInWords({ problem }: Extract<ReadImport, { problem: unknown }>, language: Language): string {
  const texts = messagesOf(language);
  if (problem.id === 'too_large') return texts.tooLarge(formatNumber(mostValues, language));
  return texts.problems[problem.id](formatNumber(problem.line, language));
}
