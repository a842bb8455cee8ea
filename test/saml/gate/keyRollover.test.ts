import crypto, { createPrivateKey } from 'node:crypto';
import type { GateResult } from '../../../src/saml/gate';
import { judge, summary } from '../../support/gateCases';
import { testKey, type ResponseChanges, type TestKeyName } from '../../support/samlResponse';

/** Three key pairs of ours, as they lie side by side while keys are rotated. */
const ours = { current: 'sp', next: 'sp-next', retired: 'idp-next' } as const satisfies Record<string, TestKeyName>;
const decryptionKeys = Object.values(ours).map((name) => createPrivateKey(testKey(name).privateKeyPem));

const encryptedFor = (name: TestKeyName, changes: ResponseChanges = {}) =>
  judge({
    changes: { ...changes, signing: { encryption: { certificatePem: testKey(name).certificatePem } } },
    settings: { decryptionKeys },
  });

test.each(Object.entries(ours))('an assertion encrypted for our %s key is accepted', async (_, name) => {
  expect(summary(await encryptedFor(name))).toEqual({ outcome: 'verified' });
});

test('without the retired key, what is encrypted for it is refused', async () => {
  const result = await judge({
    changes: { signing: { encryption: { certificatePem: testKey(ours.retired).certificatePem } } },
    settings: { decryptionKeys: decryptionKeys.slice(0, 2) },
  });
  expect(summary(result)).toMatchObject({ outcome: 'refused', code: 13, reason: 'decryption_failed' });
});

describe('a key that is not ours, a broken key and a broken text are one and the same failure', () => {
  const value = /(<(?:e|xenc):CipherValue>)([^<]+)/g;
  /** Changes the last octet of the n-th CipherValue: 0 is the wrapped key, 1 the encrypted assertion. */
  const broken = (wanted: number): ResponseChanges => {
    let index = -1;
    return {
      after: (xml) =>
        xml.replace(value, (found, start: string, text: string) => {
          index += 1;
          if (index !== wanted) return found;
          const octets = Buffer.from(text, 'base64');
          octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
          return start + octets.toString('base64');
        }),
    };
  };
  const causes: Record<string, () => Promise<GateResult>> = {
    'a key that is not ours': () => encryptedFor('attacker'),
    'a wrapped key with bad padding': () => encryptedFor(ours.current, broken(0)),
    'an assertion whose tag is wrong': () => encryptedFor(ours.current, broken(1)),
    'the same for the last of our keys': () => encryptedFor(ours.retired, broken(1)),
  };

  test('in code, reason, text and everything else that is kept', async () => {
    const shown = await Promise.all(
      Object.values(causes).map(async (cause) => {
        const result = await cause();
        if (result.outcome !== 'refused') throw new Error('must be refused');
        const { refusal, checks, signatureVerified, assertion, glimpse, clockOffsetMs } = result;
        expect(refusal).toMatchObject({ code: 13, findings: [{ reason: 'decryption_failed' }] });
        const comparable = checks.filter(({ id }) => id !== 'base64');
        return JSON.stringify([refusal, comparable, signatureVerified, assertion, glimpse, clockOffsetMs]);
      }),
    );
    expect(new Set(shown).size).toBe(1);
  });

  test.each(Object.entries(causes))('in work: each of our keys is tried once (%s)', async (_, cause) => {
    const tried = jest.spyOn(crypto, 'privateDecrypt');
    try {
      await cause();
      expect(tried).toHaveBeenCalledTimes(decryptionKeys.length);
    } finally {
      tried.mockRestore();
    }
  });
});
