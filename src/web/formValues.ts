import type { Request } from 'express';
import { filesOf, type UploadedFile } from './multipart';

/** What a form sent, read without trusting it: whatever is not there or of another kind reads as empty. */
export class FormValues {
  private constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    private readonly files: ReadonlyMap<string, UploadedFile>,
  ) {}

  /** The form in the body of a request, behind `express.urlencoded` or `multipartForm`. */
  static of(req: Request): FormValues {
    const body: unknown = req.body;
    const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    return new FormValues(fields, filesOf(req));
  }

  /** What stands in the address, such as the filters of a list. */
  static ofQuery(req: Request): FormValues {
    return new FormValues(req.query, new Map());
  }

  /** A field as it was sent, without blanks around it and with the line ends of our own. Empty when it is absent. */
  text(name: string): string {
    return this.all(name)[0]?.trim() ?? '';
  }

  /** A field that may be cleared: null when nothing was entered. */
  textOrNull(name: string): string | null {
    const text = this.text(name);
    return text === '' ? null : text;
  }

  /** A field exactly as it was sent: for passwords. */
  exact(name: string): string {
    return this.all(name)[0] ?? '';
  }

  /** Everything that was sent by this name, such as ticked boxes. What holds U+0000 was not: no database stores it. */
  all(name: string): readonly string[] {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.filter((item) => typeof item === 'string' && !item.includes('\0')) as string[];
    return texts.map((text) => text.replace(/\r\n?/g, '\n'));
  }

  /** True when a box of this name was ticked. */
  isTicked(name: string): boolean {
    return this.all(name).length > 0;
  }

  /** The lines of a text area that are not empty, each without blanks around it. */
  lines(name: string): string[] {
    return (this.all(name)[0] ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  }

  /** A whole number; NaN for everything else, which the rules then refuse. */
  wholeNumber(name: string): number {
    const text = this.text(name);
    return /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
  }

  /** A file that was sent and is not empty; null when none was. */
  file(name: string): UploadedFile | null {
    return this.files.get(name) ?? null;
  }
}
