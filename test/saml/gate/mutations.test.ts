import fc from 'fast-check';
import { runGate } from '../../../src/saml/gate';
import { mutate, octetMutation } from '../../support/mutants';
import { encoded, gateSettings, now, responseText, testKey } from '../../support/samlResponse';

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
      fc.property(fc.array(octetMutation, { minLength: 1, maxLength: 3 }), (mutations) => {
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
