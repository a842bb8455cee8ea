import { parseCsv } from '../../../csv';
import type { TrackingCodeSetting } from '../../../jit';
import { formatNumber, messagesFor, type FormError, type Language, type UploadedFile } from '../../../web';
import { readHeadings } from './accountColumns';

/** What a file may hold at most. */
export const importLimits = { rows: 10_000, megabytes: 5 };

/** What came with the form: a file, or a pasted text. */
export interface SentFile {
  readonly file: UploadedFile | null;
  readonly text: string;
}

/** A file whose headings are understood. */
export interface ReadFile {
  /** Null for a pasted one. */
  readonly name: string | null;
  readonly headings: readonly string[];
  readonly columns: readonly (string | null)[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads a sent file, or says what is wrong with it as a whole. */
export function readSentFile(
  { file, text }: SentFile,
  codes: readonly TrackingCodeSetting[],
  language: Language,
): { readonly read: ReadFile } | { readonly error: FormError } {
  const texts = messagesFor(language).admin.users.import.problems;
  const field = file === null ? 'text' : 'file';
  const wrong = (message: string) => ({ error: { field, text: message } });
  const source = file === null ? text : decode(file.content);
  if (source === null) return wrong(texts.not_utf8);
  if (source.trim() === '') return { error: { field: 'file', text: texts.nothing } };
  if (Buffer.byteLength(source) > importLimits.megabytes * 1024 * 1024) {
    return wrong(texts.too_large(importLimits.megabytes));
  }
  const tooMany = texts.too_many_rows(formatNumber(importLimits.rows, language));
  const parsed = parseCsv(source, importLimits.rows + 1);
  if ('problem' in parsed) {
    const { id, line } = parsed.problem;
    return wrong(id === 'too_many_rows' ? tooMany : texts[id](line));
  }
  const [headings = [], ...rows] = parsed.rows.map(({ cells }) => cells);
  const read = readHeadings(headings, codes);
  if (!('columns' in read)) {
    const { problem } = read;
    return wrong(problem.id === 'no_username' ? texts.no_username : texts[problem.id](problem.column));
  }
  if (rows.length === 0) return wrong(texts.no_rows);
  return { read: { name: file?.name ?? null, headings, columns: read.columns, rows } };
}

/** Null when the bytes are no UTF-8. PostgreSQL stores no U+0000, and no person writes one. */
function decode(content: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
