import type { UploadedFile } from './multipart';

/** The parts of a multipart form: texts by name, several of one name allowed, and files by name. */
export interface MultipartForm {
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const mostParts = 100;
const longestHeader = 2_000;

/**
 * Reads a `multipart/form-data` body as browsers send it (RFC 7578): parts between boundaries, each with a
 * Content-Disposition. Pure; the body's size is limited before. A file that nobody chose comes as an empty part and
 * counts as absent.
 *
 * @param contentType the header, which names the boundary
 * @returns null when it is not such a body, has too many parts, or ends early
 */
export function parseMultipart(contentType: string, body: Buffer): MultipartForm | null {
  const boundary = /^multipart\/form-data;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*$/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) return null;
  const parts = partsOf(body, `--${name}`);
  if (parts === null) return null;
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  const files = new Map<string, UploadedFile>();
  for (const part of parts) {
    const read = readPart(part);
    if (read === null) return null;
    if (read.fileName === null) addField(fields, read.name, read.content.toString('utf8'));
    else if (read.content.length > 0) files.set(read.name, { name: read.fileName, content: read.content });
  }
  return { fields, files };
}

function addField(fields: Record<string, string | string[]>, name: string, value: string): void {
  const present = fields[name];
  if (present === undefined) fields[name] = value;
  else fields[name] = [...(Array.isArray(present) ? present : [present]), value];
}

/** What stands between the boundaries; null unless the last one closes the body. */
function partsOf(body: Buffer, boundary: string): Buffer[] | null {
  const parts: Buffer[] = [];
  if (body.indexOf(boundary) !== 0) return null;
  let position = boundary.length;
  while (parts.length <= mostParts) {
    if (body.toString('latin1', position, position + 2) === '--') return parts;
    if (body.toString('latin1', position, position + 2) !== '\r\n') return null;
    const start = position + 2;
    const end = body.indexOf(`\r\n${boundary}`, start);
    if (end === -1) return null;
    parts.push(body.subarray(start, end));
    position = end + 2 + boundary.length;
  }
  return null;
}

function readPart(part: Buffer): { readonly name: string; readonly fileName: string | null; content: Buffer } | null {
  const end = part.indexOf('\r\n\r\n');
  if (end === -1 || end > longestHeader) return null;
  const header = part.toString('utf8', 0, end);
  const disposition = /^content-disposition:\s*form-data;([^\r\n]*)/im.exec(header)?.[1];
  if (disposition === undefined) return null;
  const name = parameter(disposition, 'name');
  return name === null ? null : { name, fileName: parameter(disposition, 'filename'), content: part.subarray(end + 4) };
}

/** Browsers escape quotes and line ends in names by percent signs (HTML, multipart/form-data encoding algorithm). */
function parameter(disposition: string, name: string): string | null {
  const value = new RegExp(`;?\\s*\\b${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return value === undefined ? null : value.replace(/%22/g, '"').replace(/%0[DA]/gi, '');
}
