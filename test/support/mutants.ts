import fc from 'fast-check';

const octetKinds = ['flip', 'delete', 'insert', 'copy', 'move'] as const;
const attributeKinds = ['addAttribute', 'dropAttribute', 'setAttribute', 'exchangeValues'] as const;
const elementKinds = ['duplicate', 'repeat', 'drop', 'relocate', 'exchange', 'wrap', 'replant'] as const;
const textKinds = ['intrude', 'retext', 'interrupt'] as const;

/** One change to a message. Places are fractions of what there is, so that every mutation fits every message. */
export interface Mutation {
  readonly kind: (typeof octetKinds | typeof attributeKinds | typeof elementKinds | typeof textKinds)[number];
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly octet: number;
  readonly count: number;
  readonly pick: number;
}

function mutationOf(kinds: readonly Mutation['kind'][]): fc.Arbitrary<Mutation> {
  // Doubles would crowd near zero, and integers near their ends: every place of a message is to be as likely as any other.
  const steps = 2 ** 24;
  const fraction = fc.noBias(fc.integer({ min: 0, max: steps - 1 })).map((step) => step / steps);
  return fc.record({
    kind: fc.constantFrom(...kinds),
    at: fraction,
    to: fraction,
    length: fc.integer({ min: 1, max: 60 }),
    octet: fc.integer({ min: 0, max: 255 }),
    count: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 2, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: 41, max: 4000 }) },
    ),
    pick: fraction,
  });
}

/** A change to octets, whatever they mean. */
export const octetMutation = mutationOf(octetKinds);

/** A change to attributes, elements, their order, or text: the message mostly stays well-formed. */
export const xmlMutation = mutationOf([...attributeKinds, ...elementKinds, ...textKinds]);

/** One to four changes; mostly one, because a second one often only makes the message refused for its own sake. */
export function changesOf(...kinds: readonly fc.WeightedArbitrary<Mutation>[]): fc.Arbitrary<Mutation[]> {
  const change = fc.oneof(...kinds);
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(change, { minLength: 2, maxLength: 4 }) },
  );
}

/** The message after one change. */
export function mutate(octets: Buffer, mutation: Mutation): Buffer {
  if ((octetKinds as readonly string[]).includes(mutation.kind)) return mutateOctets(octets, mutation);
  return Buffer.from(mutateXml(octets.toString('utf8'), mutation), 'utf8');
}

function mutateOctets(octets: Buffer, { kind, at, to, length, octet }: Mutation): Buffer {
  const position = Math.floor(at * octets.length);
  const target = Math.floor(to * octets.length);
  const piece = octets.subarray(position, position + length);
  const before = octets.subarray(0, position);
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.from([octet]), octets.subarray(position + 1)]);
    case 'delete':
      return Buffer.concat([before, octets.subarray(position + length)]);
    case 'insert':
      return Buffer.concat([before, Buffer.from([octet]), octets.subarray(position)]);
    case 'copy':
      return Buffer.concat([octets.subarray(0, target), piece, octets.subarray(target)]);
    default: {
      const rest = Buffer.concat([before, octets.subarray(position + length)]);
      const place = Math.min(target, rest.length);
      return Buffer.concat([rest.subarray(0, place), piece, rest.subarray(place)]);
    }
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every element as its place in the text, in document order; as good as the text is well-formed. */
function elementsOf(xml: string): Span[] {
  const open: number[] = [];
  const spans: Span[] = [];
  for (const tag of xml.matchAll(/<(\/?)[A-Za-z][\w:.-]*[^<>]*?(\/?)>/g)) {
    const end = tag.index + tag[0].length;
    if (tag[1] === '/') spans.push({ start: open.pop() ?? tag.index, end });
    else if (tag[2] === '/') spans.push({ start: tag.index, end });
    else open.push(tag.index);
  }
  return spans.sort((a, b) => a.start - b.start);
}

function spansOf(xml: string, pattern: RegExp): Span[] {
  return [...xml.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function chosen<Value>(values: readonly Value[], fraction: number): Value | undefined {
  return values[Math.floor(fraction * values.length)];
}

function cut(xml: string, { start, end }: Span): string {
  return xml.slice(start, end);
}

function put(xml: string, { start, end }: Span, text: string): string {
  return xml.slice(0, start) + text + xml.slice(end);
}

function mutateXml(xml: string, mutation: Mutation): string {
  if ((attributeKinds as readonly string[]).includes(mutation.kind)) return mutateAttribute(xml, mutation);
  if ((textKinds as readonly string[]).includes(mutation.kind)) return mutateText(xml, mutation);
  return mutateElement(xml, mutation);
}

const strangeAttributes = [
  'ID="_assertion-1"',
  'ID="_response-1"',
  'Id="_assertion-1"',
  'xml:id="_assertion-1"',
  'ID="_z"',
  'Value="x"',
  'Format="x"',
  'Destination=""',
  'xmlns:z="urn:z"',
  'xmlns="urn:z"',
  'xmlns:saml="urn:z"',
  'xmlns:ds="urn:z"',
  'xmlns:xsi="urn:z"',
  'xsi:nil="true"',
  'xml:space="default"',
  'URI=""',
  'InResponseTo="_other"',
  'Version="2.0"',
];
const strangeValues = [
  '',
  '#_response-1',
  '#_assertion-1',
  '2027-01-15T12:00:00Z',
  '2.0',
  'x',
  ' ',
  'mallory@acme.test',
  '_assertion-1',
  '__proto__',
];

function mutateAttribute(xml: string, { kind, at, to, pick }: Mutation): string {
  const attributes = spansOf(xml, / [\w:.-]+="[^"<]*"/g);
  const one = chosen(attributes, at);
  const other = chosen(attributes, to);
  const name = (text: string) => text.slice(0, text.indexOf('=') + 1);
  if (kind === 'addAttribute') {
    const tag = chosen(spansOf(xml, /<[A-Za-z][\w:.-]*/g), at);
    return tag === undefined ? xml : put(xml, tag, `${cut(xml, tag)} ${chosen(strangeAttributes, pick) ?? ''}`);
  }
  if (one === undefined || other === undefined) return xml;
  if (kind === 'dropAttribute') return put(xml, one, '');
  const own = cut(xml, one);
  if (kind === 'setAttribute') return put(xml, one, `${name(own)}"${chosen(strangeValues, pick) ?? ''}"`);
  const foreign = cut(xml, other);
  return put(xml, one, name(own) + foreign.slice(foreign.indexOf('=') + 1));
}

const wrappers = [
  ['<samlp:Extensions>', '</samlp:Extensions>'],
  ['<saml:Advice>', '</saml:Advice>'],
  ['<ds:Object>', '</ds:Object>'],
  ['<x>', '</x>'],
  ['<saml:EncryptedAssertion>', '</saml:EncryptedAssertion>'],
] as const;

function mutateElement(xml: string, { kind, at, to, pick, count }: Mutation): string {
  const elements = elementsOf(xml);
  const one = chosen(elements, at);
  const other = chosen(elements, to);
  if (one === undefined || other === undefined) return xml;
  const text = cut(xml, one);
  switch (kind) {
    case 'duplicate':
      return put(xml, one, text + text);
    case 'repeat':
      return put(xml, one, text.repeat(Math.min(count, Math.ceil(200_000 / text.length))));
    case 'drop':
      return put(xml, one, '');
    case 'wrap': {
      const [before, after] = chosen(wrappers, pick) ?? wrappers[0];
      return put(xml, one, before + text + after);
    }
    case 'replant': {
      // A forged copy where somebody might read it, the original left where its signature is looked for.
      const forged = text.replaceAll('ada@acme.test', 'mallory@acme.test');
      const place = pick < 0.5 ? other.start : other.end;
      return put(xml, { start: place, end: place }, forged);
    }
    case 'relocate':
      return relocated(xml, one, other);
    default:
      return exchanged(xml, one, other);
  }
}

function relocated(xml: string, one: Span, other: Span): string {
  if (other.start >= one.start && other.start < one.end) return xml;
  const place = other.start;
  const text = cut(xml, one);
  return place < one.start
    ? put(put(xml, one, ''), { start: place, end: place }, text)
    : put(put(xml, { start: place, end: place }, text), one, '');
}

function exchanged(xml: string, one: Span, other: Span): string {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  if (second.start < first.end) return xml;
  return put(put(xml, second, cut(xml, first)), first, cut(xml, second));
}

const intruders = [
  '<!---->',
  '<!--x-->',
  '<![CDATA[]]>',
  '<![CDATA[x]]>',
  '<?x?>',
  '&#x20;',
  '&#13;',
  '&amp;',
  '&x;',
  '<x/>',
  ' ',
  '\r\n',
  '\u2028',
  '\u0085',
  '\u200b',
  '\ufeff',
];
const replacements = ['mallory@acme.test', '', ' ', 'https://evil.test', 'engines', '2030-01-01T00:00:00Z', 'AAAA'];

function mutateText(xml: string, { kind, at, to, pick, octet }: Mutation): string {
  // Values are what decides, so most changes go into them; the others between elements.
  const run = chosen(spansOf(xml, octet < 200 ? />[^<>]+</g : />[^<>]*</g), at);
  if (run === undefined) return xml;
  const inner = { start: run.start + 1, end: run.end - 1 };
  const text = cut(xml, inner);
  const place = Math.floor(to * (text.length + 1));
  const insert = (intruder: string) => put(xml, inner, text.slice(0, place) + intruder + text.slice(place));
  if (kind === 'interrupt') return insert(pick < 0.5 ? '<!---->' : `<![CDATA[${pick < 0.75 ? '' : 'x'}]]>`);
  if (kind === 'retext') return put(xml, inner, chosen(replacements, pick) ?? '');
  return insert(chosen(intruders, pick) ?? '');
}
