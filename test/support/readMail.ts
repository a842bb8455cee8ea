/** A mail as its reader sees it. */
export interface ReadMail {
  readonly subject: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Reads a mail of one part as it came over the wire: headers unfolded and decoded (RFC 2047), the text by its encoding (RFC 2045). */
export function readMail(raw: string): ReadMail {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = raw.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  return { subject: decodedWords(headers.get('subject') ?? ''), headers, text: decodedBody(body, encoding) };
}

function decodedBody(body: string, encoding: string): string {
  const text = () => {
    switch (encoding) {
      case 'base64':
        return Buffer.from(body, 'base64').toString('utf8');
      case 'quoted-printable':
        return quotedPrintable(body.replace(/=\r\n/g, ''));
      case '7bit':
        return body;
      default:
        throw new Error(`Nobody reads ${encoding} here.`);
    }
  };
  return text().replace(/\r\n/g, '\n');
}

function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quotedPrintable(text.replace(/_/g, ' ')),
    );
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
