/** A message that costs more than it should wherever work comes before limits. */
export interface HostileInput {
  readonly is: string;
  readonly xml: string;
  /** Code and reason of its refusal; null when it is only clumsy and passes. */
  readonly refused: { readonly code: number; readonly reason: string } | null;
}

/** A form may be 512 KiB, and base64 takes a third of that. */
const largestMessage = 380 * 1024;
const manyOf = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/**
 * What people who want to keep a server busy have sent to others (cases 33 to 55), as large as a message may be, or as large
 * as every single limit allows.
 *
 * @param good a genuine response whose assertion is signed; the signature over SignedInfo stays genuine in all of them
 */
export function hostileInputs(good: string): HostileInput[] {
  const room = largestMessage - good.length;
  const fill = (unit: string) => unit.repeat(Math.floor(room / unit.length));
  const inside = (content: string) => good.replace('</saml:Assertion>', () => `${content}</saml:Assertion>`);
  const outside = (content: string) => good.replace('</samlp:Response>', () => `${content}</samlp:Response>`);
  const ds = 'xmlns:d="http://www.w3.org/2000/09/xmldsig#"';
  const attributes = (count: number) => manyOf(count, (index) => ` a${index}=""`);
  const declarations = (count: number, level = 0) => manyOf(count, (index) => ` xmlns:n${level}_${index}="a:b"`);
  const values = manyOf(4000, (index) => `<saml:AttributeValue>g${index}</saml:AttributeValue>`);
  const limits = { code: 6, reason: 'xml_limits' };
  const changed = { code: 23, reason: 'signature_invalid' };
  return [
    { is: 'siblings outside the assertion', xml: outside(fill('<x/>')), refused: limits },
    { is: 'siblings inside the assertion', xml: inside(fill('<x/>')), refused: limits },
    { is: '5,900 siblings inside, as many as may be', xml: inside('<x/>'.repeat(5900)), refused: changed },
    { is: 'nesting', xml: inside(fill('<x>')), refused: limits },
    {
      is: 'nesting as deep as may be, again and again',
      xml: inside(('<x>'.repeat(45) + '</x>'.repeat(45)).repeat(130)),
      refused: changed,
    },
    {
      is: '2,000 different names of elements, above a long text',
      xml: inside(manyOf(2_000, (index) => `<e${index}></e${index}>`) + `<x>${'L'.repeat(200_000)}</x>`),
      refused: limits,
    },
    {
      is: 'as many different names as may be, above the largest text',
      xml: inside(manyOf(50, (index) => `<e${index}></e${index}>`) + `<x>${fill('L').slice(2_000)}</x>`),
      refused: changed,
    },
    { is: 'references', xml: outside(fill(`<d:Reference ${ds}/>`)), refused: limits },
    { is: 'signatures', xml: outside(fill(`<d:Signature ${ds}/>`)), refused: limits },
    { is: 'attributes on one element', xml: inside(`<x${attributes(20_000)}/>`), refused: limits },
    { is: '64 attributes on every element', xml: inside(fill(`<x${attributes(64)}/>`)), refused: limits },
    { is: '17,000 attributes, as many as may be', xml: inside(`<x${attributes(64)}/>`.repeat(265)), refused: changed },
    { is: '32 namespaces on every element', xml: inside(fill(`<x${declarations(32)}/>`)), refused: limits },
    {
      is: '32 namespaces on every level, above 5,800 elements',
      xml: inside(manyOf(44, (level) => `<x${declarations(32, level)}>`) + '<x/>'.repeat(5800) + '</x>'.repeat(44)),
      refused: changed,
    },
    { is: 'comments', xml: outside(fill('<!---->')), refused: limits },
    { is: 'CDATA sections', xml: inside(fill('<![CDATA[]]>')), refused: limits },
    { is: 'references to characters', xml: inside(`<x>${fill('&#65;').slice(0, -10)}</x>`), refused: changed },
    {
      is: '4,000 values that nobody signed',
      xml: inside(
        `<saml:AttributeStatement><saml:Attribute Name="more">${values}</saml:Attribute></saml:AttributeStatement>`,
      ),
      refused: changed,
    },
    { is: 'the largest text inside', xml: inside(`<x>${'a'.repeat(room - 10)}</x>`), refused: changed },
    {
      is: 'the largest decoy beside a genuine assertion',
      xml: outside(`<x>${'a'.repeat(room - 10)}</x>`),
      refused: null,
    },
  ];
}
