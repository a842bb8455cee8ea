import fc from 'fast-check';
import { runGate } from '../../../src/saml/gate';
import { encoded, gateSettings, now, responseText, testKey } from '../../support/samlResponse';

/** One change to the octets of a message. */
const mutation = fc.record({
  kind: fc.constantFrom('flip', 'delete', 'insert', 'copy', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  octet: fc.integer({ min: 0, max: 255 }),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(octets: Buffer, { kind, at, to, length, octet }: Mutation): Buffer {
  const position = Math.floor(at * (octets.length - 1));
  const target = Math.floor(to * (octets.length - 1));
  const piece = octets.subarray(position, position + length);
  switch (kind) {
    case 'flip':
      return Buffer.concat([octets.subarray(0, position), Buffer.from([octet]), octets.subarray(position + 1)]);
    case 'delete':
      return Buffer.concat([octets.subarray(0, position), octets.subarray(position + length)]);
    case 'insert':
      return Buffer.concat([octets.subarray(0, position), Buffer.from([octet]), octets.subarray(position)]);
    case 'copy':
      return Buffer.concat([octets.subarray(0, target), piece, octets.subarray(target)]);
    default: {
      const rest = Buffer.concat([octets.subarray(0, position), octets.subarray(position + length)]);
      const place = Math.min(target, rest.length);
      return Buffer.concat([rest.subarray(0, place), piece, rest.subarray(place)]);
    }
  }
}

/** All that the identity provider said in the signed part. */
function identity(result: ReturnType<typeof runGate>): unknown {
  if (result.outcome !== 'verified') return null;
  const { nameId, attributes, id, issuer, inResponseTo, authnInstant, sessionIndex } = result.assertion;
  return { nameId, attributes: [...attributes], id, issuer, inResponseTo, authnInstant, sessionIndex };
}

describe('a changed message is refused, or says exactly what was signed', () => {
  const settings = gateSettings();
  const encryption = { certificatePem: testKey('sp').certificatePem };

  test.each([
    ['assertion signed', { sign: 'assertion' as const }],
    ['Response signed', { sign: 'response' as const }],
    ['both signed', { sign: 'both' as const }],
    ['signed inside the encryption', { sign: 'assertion' as const, encryption }],
  ])('%s', async (_, signing) => {
    const original = Buffer.from(await responseText({ signing }), 'utf8');
    const expected = identity(runGate(original.toString('base64'), settings, now));
    expect(expected).not.toBeNull();
    let refused = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const changed = mutations.reduce(mutate, original);
        const result = runGate(changed.toString('base64'), settings, now);
        if (result.outcome === 'refused') {
          refused += 1;
          // A refusal must have been foreseen: no exception, no code 1 but the identity provider's own status.
          expect(result.refusal.findings[0].reason).not.toBe('protocol_error');
        } else {
          expect(identity(result)).toEqual(expected);
        }
      }),
      { numRuns: 120, seed: 20270115 },
    );
    expect(refused).toBeGreaterThan(80);
  });

  test('attributes added to any element of an assertion-signed response change nothing that is read', async () => {
    const xml = await responseText();
    const expected = identity(runGate(encoded(xml), settings, now));
    const starts = [...xml.matchAll(/<[a-zA-Z]+:[a-zA-Z]+/g)].map((match) => match.index + match[0].length);
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.constantFrom('ID="_z"', 'Value="x"', 'xmlns:z="urn:z"', 'Format="x"'),
        (at, text) => {
          const result = runGate(encoded(`${xml.slice(0, at)} ${text}${xml.slice(at)}`), settings, now);
          if (result.outcome === 'verified') expect(identity(result)).toEqual(expected);
        },
      ),
      { numRuns: 80, seed: 7 },
    );
  });
});
