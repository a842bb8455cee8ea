import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

/** What the test identity provider needs of a request: which one it answers. */
export interface ReceivedRequest {
  readonly id: string;
  readonly acsUrl: string;
}

const largestRequest = 64 * 1024;

/**
 * Reads an AuthnRequest as it arrives at a single sign-on address.
 *
 * @param samlRequest the parameter: base64, deflated when it came by redirect
 * @returns null when it is not a readable AuthnRequest
 */
export function readAuthnRequest(samlRequest: string, binding: 'redirect' | 'post'): ReceivedRequest | null {
  try {
    const bytes = Buffer.from(samlRequest, 'base64');
    const xml = binding === 'redirect' ? inflateRawSync(bytes, { maxOutputLength: largestRequest }) : bytes;
    return readRoot(xml.toString('utf8'));
  } catch {
    return null;
  }
}

function readRoot(xml: string): ReceivedRequest | null {
  let found: ReceivedRequest | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Error('A request has no DOCTYPE.');
  });
  parser.on('opentag', (tag) => {
    if (found !== null || tag.local !== 'AuthnRequest') return;
    const value = (name: string): string | undefined => tag.attributes[name]?.value;
    const id = value('ID');
    const acsUrl = value('AssertionConsumerServiceURL');
    if (id && acsUrl) found = { id, acsUrl };
  });
  parser.write(xml).close();
  return found;
}
