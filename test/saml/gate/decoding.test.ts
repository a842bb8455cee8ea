import { deflateRawSync } from 'node:zlib';
import { readForm } from '../../../src/saml';
import { judge, refuses, type RefusedCase } from '../../support/gateCases';
import { encoded, replace, responseText } from '../../support/samlResponse';

const raw = (make: (xml: string) => string | Buffer) => async () => {
  const made = make(await responseText());
  return Buffer.from(made as string).toString('base64');
};
const nameId = 'ada@acme.test</saml:NameID>';
const bad64 = { code: 6, reason: 'base64_invalid' } as const;
const badEncoding = { code: 6, reason: 'encoding_invalid' } as const;
const field = (make: (value: string) => string) => ({ field: async () => make(encoded(await responseText())) });
const declared = (declaration: string) => raw((xml) => declaration + xml);

describe('the form holds exactly one SAMLResponse', () => {
  test.each([
    { is: 'case 5: SAMLResponse missing', fields: [['RelayState', 'x']], code: 6, reason: 'form_unusable' },
    { is: 'case 6: SAMLResponse empty', fields: [['SAMLResponse', '']], code: 6, reason: 'form_unusable' },
    {
      is: 'case 7: SAMLResponse twice',
      fields: [
        ['SAMLResponse', 'YQ=='],
        ['SAMLResponse', 'YQ=='],
      ],
      code: 6,
      reason: 'form_unusable',
    },
    { is: 'case 7: bracket syntax', fields: [['SAMLResponse[]', 'YQ==']], code: 6, reason: 'form_unusable' },
    {
      is: 'case 7: bracket syntax beside a good one',
      fields: [
        ['SAMLResponse', 'YQ=='],
        ['SAMLResponse[0]', 'YQ=='],
      ],
      code: 6,
      reason: 'form_unusable',
    },
    {
      is: 'case 8: SAMLRequest beside it',
      fields: [
        ['SAMLRequest', 'YQ=='],
        ['SAMLResponse', 'YQ=='],
      ],
      code: 6,
      reason: 'form_unusable',
    },
    {
      is: 'RelayState twice',
      fields: [
        ['SAMLResponse', 'YQ=='],
        ['RelayState', 'a'],
        ['RelayState', 'b'],
      ],
      code: 6,
      reason: 'form_unusable',
    },
    { is: 'cases 9 and 10: an artifact', fields: [['SAMLart', 'AAQ']], code: 11, reason: 'artifact_unsupported' },
    {
      is: 'case 14: too many fields',
      fields: [...Array.from({ length: 8 }, (_, index) => [`f${index}`, '']), ['SAMLResponse', 'YQ==']],
      code: 6,
      reason: 'too_large',
    },
    {
      is: 'case 190: WS-Federation',
      fields: [
        ['wa', 'wsignin1.0'],
        ['wresult', '<t:RequestSecurityTokenResponse/>'],
      ],
      code: 22,
      reason: 'ws_federation',
    },
  ])('$is: $code $reason', ({ fields, code, reason }) => {
    const reading = readForm(fields as [string, string][]);
    expect(reading).toMatchObject({ outcome: 'refused', refusal: { code, findings: [{ reason }] } });
  });

  test('a form with SAMLResponse, RelayState and foreign fields is read', () => {
    const fields: [string, string][] = [
      ['SAMLResponse', 'YQ=='],
      ['RelayState', 'r'],
      ['submit', 'Continue'],
    ];
    expect(readForm(fields)).toEqual({ outcome: 'form', samlResponse: 'YQ==', relayState: 'r' });
  });
});

describe('decoding is strict', () => {
  refuses([
    {
      is: 'case 11: a character outside the alphabet',
      ...field((value) => `${value.slice(0, 40)}*${value.slice(40)}`),
      ...bad64,
    },
    { is: 'case 11: data behind the padding', ...field((value) => `${value.replace(/=*$/, '')}==AAAA`), ...bad64 },
    { is: 'case 11: spare bits set', field: () => 'PGE+PC9hPh==', ...bad64 },
    { is: 'case 12: base64url', field: () => Buffer.from('<a>???>>></a>').toString('base64url'), ...bad64 },
    { is: 'case 13: deflated', field: raw((xml) => deflateRawSync(xml)), code: 6, reason: 'encoding_invalid' },
    {
      is: 'case 14: more than 384 KB',
      field: raw((xml) => xml + ' '.repeat(384 * 1024)),
      code: 6,
      reason: 'too_large',
    },
    { is: 'case 14: a field of a megabyte', field: () => 'A'.repeat(1024 * 1024), code: 6, reason: 'too_large' },
    {
      is: 'case 15: invalid UTF-8',
      field: raw((xml) => Buffer.concat([Buffer.from(xml), Buffer.from([0xc3, 0x28])])),
      code: 6,
      reason: 'encoding_invalid',
    },
    {
      is: 'case 16: UTF-16 octets',
      field: raw((xml) => Buffer.from(xml, 'utf16le')),
      code: 6,
      reason: 'xml_malformed',
    },
    { is: 'case 16: declared UTF-16', field: declared('<?xml version="1.0" encoding="UTF-16"?>'), ...badEncoding },
    {
      is: 'case 16: declared ISO-8859-1',
      field: declared('<?xml version="1.0" encoding="ISO-8859-1"?>'),
      ...badEncoding,
    },
    { is: 'case 17: XML 1.1', field: declared('<?xml version="1.1" encoding="UTF-8"?>'), ...badEncoding },
    { is: 'a declaration with other parts', field: declared('<?xml version="1.0" charset="UTF-8"?>'), ...badEncoding },
  ]);
});

describe('the connection has a usable certificate', () => {
  refuses([
    { is: 'case 20: none', settings: { certificates: [] }, code: 4, reason: 'certificate_missing' },
    {
      is: 'case 21: only unusable ones',
      settings: { certificates: [], unusableCertificates: 1 },
      code: 8,
      reason: 'certificate_unusable',
    },
  ]);
});

describe('only plain XML is read', () => {
  const forbidden = { code: 6, reason: 'xml_forbidden' } as const;
  const malformed = { code: 6, reason: 'xml_malformed' } as const;
  const limits = { code: 6, reason: 'xml_limits' } as const;
  const attribute = (text: string) => ({ after: replace('<saml:Subject>', `<saml:Subject ${text}>`) });

  refuses([
    { is: 'case 24: not XML', field: () => encoded('hello'), ...malformed },
    { is: 'case 24: nothing but white space', field: () => encoded(' '), ...malformed },
    { is: 'case 25: an empty DOCTYPE', field: declared('<!DOCTYPE x>'), ...forbidden },
    {
      is: 'case 26: nested entities',
      field: declared('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'),
      ...forbidden,
    },
    { is: 'case 27: SYSTEM', field: declared('<!DOCTYPE x SYSTEM "file:///etc/passwd">'), ...forbidden },
    {
      is: 'case 27: PUBLIC',
      field: declared('<!-- c --> <!DOCTYPE x PUBLIC "a" "http://idp.test/x.dtd">'),
      ...forbidden,
    },
    {
      is: 'a DOCTYPE in the middle',
      changes: { after: replace('<saml:Subject>', '<!DOCTYPE x><saml:Subject>') },
      ...malformed,
    },
    { is: 'case 28: a PI inside NameID', changes: { after: replace(nameId, `<?x y?>${nameId}`) }, ...forbidden },
    { is: 'case 29: a PI before the root', field: declared('<?x y?>'), ...forbidden },
    {
      is: 'case 29: a second declaration',
      field: declared('<?xml version="1.0"?><?xml version="1.0"?>'),
      ...forbidden,
    },
    { is: 'a PI behind the root', field: raw((xml) => `${xml}<?x y?>`), ...forbidden },
    { is: 'case 30: a second root', field: raw((xml) => `${xml}<a/>`), ...malformed },
    { is: 'case 31: text before the root', field: raw((xml) => `a${xml}`), ...malformed },
    { is: 'case 31: text after the root', field: raw((xml) => `${xml}a`), ...malformed },
    {
      is: 'case 32: an unclosed element',
      changes: { after: replace('<saml:Subject>', '<saml:Subject><saml:X>') },
      ...malformed,
    },
    {
      is: 'case 32: an end tag in other case',
      changes: { after: replace('</saml:Subject>', '</saml:subject>') },
      ...malformed,
    },
    { is: 'case 33: an unquoted attribute', changes: attribute('a=b'), ...malformed },
    { is: 'case 33: a valueless attribute', changes: attribute('a'), ...malformed },
    { is: 'case 33: unspaced attributes', changes: attribute('a="b"c="d"'), ...malformed },
    { is: 'case 34: a duplicate attribute', changes: attribute('a="b" a="c"'), ...malformed },
    {
      is: 'case 35: a duplicate by expanded name',
      changes: attribute('xmlns:p="urn:x" xmlns:q="urn:x" p:a="b" q:a="c"'),
      ...malformed,
    },
    {
      is: 'case 36: an undeclared prefix',
      changes: { after: replace('<saml:Subject>', '<saml:Subject><u:x/>') },
      ...malformed,
    },
    {
      is: 'case 36: constructor',
      changes: { after: replace('<saml:Subject>', '<saml:Subject><constructor:x/>') },
      ...malformed,
    },
    { is: 'case 36: __proto__', changes: attribute('__proto__:x="y"'), ...malformed },
    { is: 'case 36: constructor, declared', changes: attribute('xmlns:constructor="urn:x"'), ...forbidden },
    { is: 'case 37: xml rebound', changes: attribute('xmlns:xml="urn:x"'), ...malformed },
    { is: 'case 37: xmlns rebound', changes: attribute('xmlns:xmlns="urn:x"'), ...malformed },
    { is: 'case 37: a prefix undeclared', changes: attribute('xmlns:p=""'), ...malformed },
    { is: 'case 38: a relative namespace', changes: attribute('xmlns:p="a/b"'), ...forbidden },
    { is: 'case 39: a quote in a namespace', changes: attribute('xmlns:p="urn:&quot;x"'), ...forbidden },
    { is: 'case 39: a less-than sign in a namespace', changes: attribute('xmlns:p="urn:&lt;x"'), ...forbidden },
    { is: 'case 39: an ampersand in a namespace', changes: attribute('xmlns:p="urn:a&amp;x"'), ...forbidden },
    { is: 'case 39: a blank in a namespace', changes: attribute('xmlns:p="urn:a x"'), ...forbidden },
    { is: 'case 40: &#0; in NameID', field: inNameId('&#0;'), ...malformed },
    { is: 'case 40: a control character in NameID', field: inNameId('&#1;'), ...malformed },
    { is: 'case 40: a raw control character', field: inNameId('\u0001'), ...malformed },
    { is: 'case 41: a surrogate', field: inNameId('&#xD800;'), ...malformed },
    { is: 'case 41: out of range', field: inNameId('&#x110000;'), ...malformed },
    { is: 'case 42: an undefined entity', field: inNameId('&nbsp;'), ...malformed },
    {
      is: 'case 43: 300 elements outside the assertion',
      field: raw(before('</samlp:Response>', '<x/>'.repeat(300))),
      ...limits,
    },
    {
      is: 'case 43: more than 6,000 elements',
      field: raw(before('</saml:Assertion>', '<x/>'.repeat(6000))),
      ...limits,
    },
    {
      is: 'case 44: nesting of 100',
      field: raw(before('</saml:Assertion>', '<x>'.repeat(100) + '</x>'.repeat(100))),
      ...limits,
    },
    {
      is: 'case 45: 1,000 attributes',
      changes: attribute(Array.from({ length: 1000 }, (_, index) => `a${index}=""`).join(' ')),
      ...limits,
    },
    {
      is: '40 namespace declarations',
      changes: attribute(Array.from({ length: 40 }, (_, index) => `xmlns:p${index}="urn:p"`).join(' ')),
      ...limits,
    },
    {
      is: 'case 46: 100 References',
      changes: { after: repeated(/<ds:Reference[\s\S]*<\/ds:Reference>/, 100) },
      ...limits,
    },
    {
      is: 'case 46: 50 Signatures',
      changes: { after: repeated(/<ds:Signature [\s\S]*<\/ds:Signature>/, 50) },
      ...limits,
    },
    {
      is: '300 comments',
      changes: { after: replace('<saml:Subject>', `${'<!---->'.repeat(300)}<saml:Subject>`) },
      ...limits,
    },
    {
      is: 'a name of 300 characters',
      changes: { after: replace('<saml:Subject>', `<saml:Subject><${'x'.repeat(300)}/>`) },
      ...limits,
    },
  ] satisfies RefusedCase[]);

  function inNameId(text: string) {
    return raw((xml) => xml.replace(nameId, text + nameId));
  }
  function before(mark: string, text: string) {
    return (xml: string) => xml.replace(mark, text + mark);
  }
  function repeated(part: RegExp, times: number) {
    return (xml: string) => xml.replace(part, (found) => found.repeat(times));
  }
});

test('after a failure of the XML nothing further is judged', async () => {
  const result = await judge({ field: declared('<!DOCTYPE x>') });
  const after = result.checks.slice(result.checks.findIndex(({ id }) => id === 'xml') + 1);
  expect(after.every(({ passed }) => passed === null)).toBe(true);
  expect(result).toMatchObject({ assertion: null, signatureVerified: false, glimpse: null });
});
