import { isReasonId, reasons } from '../../../src/sso/catalogue';
import { gateCheckIds, gateChecks, runGate } from '../../../src/saml/gate';
import { checkOf, judge } from '../../support/gateCases';
import { encoded, gateSettings, now, replace, responseText, testKey } from '../../support/samlResponse';

test('every check has an id of its own and a label', () => {
  expect(new Set(gateCheckIds).size).toBe(gateChecks.length);
  expect(gateChecks.every(({ id, label }) => /^[a-z0-9_]+$/.test(id) && label.length > 10)).toBe(true);
});

test('a verified response has the whole list: passed, or nothing to judge', async () => {
  const result = await judge({});
  expect(result.checks.map(({ id }) => id)).toEqual(gateCheckIds);
  const open = result.checks.filter(({ passed }) => passed === null).map(({ id }) => id);
  expect(open).toEqual(['decryption', 'assertion_not_replayed', 'in_response_to', 'authn_context', 'scopes']);
  expect(result.checks.every(({ why, unverified }) => why.length > 0 && unverified === undefined)).toBe(true);
});

describe('what no signature vouches for explains, and decides nothing', () => {
  test('after a bad signature the rest is judged on the posted document and marked', async () => {
    const after = replace('/metadata</saml:Audience>', '/other</saml:Audience>');
    const result = await judge({ changes: { after } });
    if (result.outcome !== 'refused') throw new Error('must be refused');
    expect(result.refusal).toMatchObject({ code: 23, findings: [{ reason: 'signature_invalid' }] });
    expect(result.refusal.findings).toHaveLength(1);
    expect(checkOf(result, 'audience')).toMatchObject({ passed: false, unverified: true });
    expect(checkOf(result, 'recipient')).toMatchObject({ passed: true, unverified: true });
    expect(checkOf(result, 'signature_shape').unverified).toBeUndefined();
    expect(result).toMatchObject({
      assertion: null,
      signatureVerified: false,
      glimpse: { nameId: 'ada@acme.test', assertionId: '_assertion-1', inResponseTo: '_request-1' },
    });
  });

  test('after a bad envelope nothing is verified any more', async () => {
    const result = await judge({ changes: { before: replace('Version="2.0"', 'Version="1.1"') } });
    expect(checkOf(result, 'signature_valid').passed).toBeNull();
    expect(checkOf(result, 'signature_shape')).toMatchObject({ passed: true, unverified: true });
    expect(checkOf(result, 'audience')).toMatchObject({ passed: true, unverified: true });
    expect(result.assertion).toBeNull();
  });

  test('an encrypted assertion is not decrypted for explanation', async () => {
    const encryption = { certificatePem: testKey('sp').certificatePem };
    const changes = { before: replace('Version="2.0"', 'Version="1.1"'), signing: { encryption } };
    const result = await judge({ changes });
    expect(checkOf(result, 'decryption').passed).toBeNull();
    expect(checkOf(result, 'audience').passed).toBeNull();
    expect(checkOf(result, 'destination')).toMatchObject({ passed: true, unverified: true });
  });

  test('of several assertions none is read', async () => {
    const after = replace('</samlp:Response>', '<saml:Assertion/></samlp:Response>');
    const result = await judge({ changes: { after } });
    expect(checkOf(result, 'audience').passed).toBeNull();
    expect(result).toMatchObject({ glimpse: { assertionId: null } });
  });

  test('without a certificate the document is still explained', async () => {
    const result = await judge({ settings: { certificates: [] } });
    expect(result).toMatchObject({ refusal: { code: 4 }, signatureVerified: false, assertion: null });
    expect(checkOf(result, 'audience')).toMatchObject({ passed: true, unverified: true });
  });
});

test('a later failure below a good signature keeps the assertion and the clock offset', async () => {
  const result = await judge({ changes: { options: { audience: 'https://other.test' } } });
  expect(result).toMatchObject({
    outcome: 'refused',
    signatureVerified: true,
    clockOffsetMs: 0,
    assertion: { id: '_assertion-1', nameId: { value: 'ada@acme.test' } },
  });
});

test('an unexpected exception refuses with 1 and signs nobody in', async () => {
  const settings = gateSettings();
  const broken = new Proxy(settings, {
    get: (target, name) => {
      if (name === 'spEntityId') throw new TypeError('settings are broken');
      return Reflect.get(target, name) as unknown;
    },
  });
  const result = runGate(encoded(await responseText()), broken, now);
  expect(result).toMatchObject({
    outcome: 'refused',
    refusal: { code: 1, findings: [{ reason: 'protocol_error' }] },
    assertion: null,
  });
});

test('a received value is cut to a safe length', async () => {
  const result = await judge({
    changes: { before: replace(/Destination="[^"]*"/, `Destination="${'x'.repeat(5000)}"`) },
  });
  if (result.outcome !== 'refused') throw new Error('must be refused');
  expect(result.refusal.findings[0].received).toMatch(/… \(5000 characters\)$/);
});

test('each code the gate gives is one the reason stands below', async () => {
  const changes = [
    { after: replace('>Ada<', '>Eve<') },
    { options: { audience: 'x' } },
    { options: { nameId: null } },
    { signing: { key: testKey('attacker') } },
  ];
  for (const change of changes) {
    const result = await judge({ changes: change });
    if (result.outcome !== 'refused') throw new Error('must be refused');
    const { reason } = result.refusal.findings[0];
    expect(isReasonId(reason) && (reasons[reason].codes as readonly number[]).includes(result.refusal.code)).toBe(true);
  }
});
