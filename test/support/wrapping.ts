/**
 * The eight classic ways to wrap a signature: the signed element is moved or copied to where nobody reads it, and a
 * forged one is put where it would be read.
 */

const assertionPattern = /<saml:Assertion [\s\S]*<\/saml:Assertion>/;
const signaturePattern = /<ds:Signature [\s\S]*?<\/ds:Signature>/;

function part(xml: string, pattern: RegExp): string {
  const found = pattern.exec(xml)?.[0];
  if (found === undefined) throw new Error(`the text has no ${String(pattern)}`);
  return found;
}

function forged(xml: string, ids: 'fresh' | 'reused'): string {
  const text = xml.replace('ada@acme.test</saml:NameID>', 'mallory@acme.test</saml:NameID>');
  return ids === 'fresh' ? text.replaceAll(/ ID="(_[^"]*)"/g, ' ID="$1-forged"') : text;
}

function withoutSignature(xml: string): string {
  return xml.replace(signaturePattern, '');
}

function withObject(signature: string, content: string): string {
  return signature.replace('</ds:Signature>', `<ds:Object>${content}</ds:Object></ds:Signature>`);
}

/** Wraps a Response that is signed itself: variants 1 and 2. */
export function wrapResponse(signedXml: string, variant: 1 | 2, ids: 'fresh' | 'reused'): string {
  const signature = part(signedXml, signaturePattern);
  const original = withoutSignature(signedXml);
  const outer = forged(original, ids);
  const planted = variant === 1 ? withObject(signature, original) : original + signature;
  return outer.replace('</saml:Issuer>', () => `</saml:Issuer>${planted}`);
}

/** Wraps a Response whose assertion is signed: variants 3 to 8. */
export function wrapAssertion(signedXml: string, variant: 3 | 4 | 5 | 6 | 7 | 8, ids: 'fresh' | 'reused'): string {
  const original = part(signedXml, assertionPattern);
  const signature = part(original, signaturePattern);
  const bare = withoutSignature(original);
  const evil = forged(bare, ids);
  const put = (content: string, container: string) =>
    container.replace('</saml:Issuer>', () => `</saml:Issuer>${content}`);
  const wrapped: Record<typeof variant, string> = {
    3: evil + original,
    4: evil.replace('</saml:Assertion>', () => `${original}</saml:Assertion>`),
    5: put(signature, evil) + bare,
    6: put(withObject(signature, bare), evil),
    7: `<samlp:Extensions>${evil}</samlp:Extensions>${original}`,
    8: put(withObject(signature, bare), evil).replace('<ds:Object>', '<ds:Object Id="_object">'),
  };
  return signedXml.replace(original, () => wrapped[variant]);
}
