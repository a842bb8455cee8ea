import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { logoutCheckIds, runLogoutGate, type LogoutArrival, type LogoutResult } from '../../../src/saml';
import { encryptAssertion } from '../../../src/saml';
import type { GateSettings } from '../../../src/saml/gate';
import type { ReasonId, SsoCode } from '../../../src/sso/catalogue';
import {
  joined,
  logoutRequestXml,
  logoutResponseXml,
  postFields,
  redirectParts,
  redirectQuery,
  type RedirectParts,
} from '../../support/logoutMessages';
import { mutate, octetMutation } from '../../support/mutants';
import { gateSettings, idpEntityId, now, pinned, responseText, seconds, testKey } from '../../support/samlResponse';

const logoutUrl = 'https://usher.test/saml/acme/main/logout';
const idp = testKey('idp');
const basis = { id: '_logout-1', issuer: idpEntityId, destination: logoutUrl, issueInstant: now };
const requestXml = logoutRequestXml({ ...basis, nameId: 'ada@acme.test', sessionIndexes: ['_session-1'] });
const responseXml = logoutResponseXml({ ...basis, inResponseTo: '_ours' });
const relayState = 'state of theirs, with blanks & signs+';

type Rewrite = (xml: string) => string;
const replace =
  (search: string | RegExp, by: string): Rewrite =>
  (xml) => {
    const changed = xml.replace(search, () => by);
    if (changed === xml) throw new Error('the rewrite did not change the message');
    return changed;
  };
const same: Rewrite = (xml) => xml;

const byRedirect = (xml: string, options: Partial<Parameters<typeof redirectQuery>[1]> = {}): LogoutArrival => ({
  binding: 'redirect',
  query: redirectQuery(xml, { ...idp, ...options }),
});
const byPost = (xml: string, options: Parameters<typeof postFields>[2] = {}): LogoutArrival => ({
  binding: 'post',
  fields: postFields(xml, idp, options),
});
/** A query whose parts somebody on the way has changed. */
const rearranged = (change: (parts: RedirectParts) => string): LogoutArrival => ({
  binding: 'redirect',
  query: change(redirectParts(requestXml, { ...idp, relayState })),
});

function judge(arrival: LogoutArrival, overrides: Partial<GateSettings> = {}, at = now): LogoutResult {
  return runLogoutGate(arrival, { gate: gateSettings(overrides), logoutUrl }, at);
}

function summary(result: LogoutResult) {
  if (result.outcome !== 'refused') return { outcome: result.outcome };
  return { outcome: 'refused', code: result.refusal.code, reason: result.refusal.findings[0].reason };
}

describe('what an honest identity provider sends passes', () => {
  const honest: readonly (readonly [string, LogoutArrival])[] = [
    ['by redirect', byRedirect(requestXml, { relayState })],
    ['by redirect without RelayState', byRedirect(requestXml)],
    ['by POST', byPost(requestXml, { relayState })],
    [
      'by redirect with a parameter of its own behind ours',
      { binding: 'redirect', query: `${redirectQuery(requestXml, idp)}&client-request-id=1` },
    ],
  ];
  test.each(honest)('a LogoutRequest %s', (_, arrival) => {
    const result = judge(arrival);
    expect(result).toMatchObject({
      outcome: 'request',
      message: { id: '_logout-1', nameId: { value: 'ada@acme.test', format: null }, sessionIndexes: ['_session-1'] },
    });
    expect(result.checks.map(({ id }) => id)).toEqual(logoutCheckIds);
    expect(result.checks.filter(({ passed }) => passed === false)).toEqual([]);
  });

  test('RelayState comes back as it was, also where a blank is written as a plus sign', () => {
    const sent = redirectParts(requestXml, { ...idp, relayState });
    expect(judge({ binding: 'redirect', query: joined(sent) })).toMatchObject({ message: { relayState } });
    expect(judge(byPost(requestXml, { relayState }))).toMatchObject({ message: { relayState } });
    expect(judge(byRedirect(requestXml))).toMatchObject({ message: { relayState: null } });
  });

  test.each([
    ['RSA-SHA512', 'idp', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'],
    ['ECDSA-SHA256', 'idp-ec', 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'],
  ] as const)('signed with %s', (_, key, algorithm) => {
    const arrival = byRedirect(requestXml, { ...testKey(key), algorithm });
    expect(judge(arrival, { certificates: [pinned('idp-next'), pinned(key)] }).outcome).toBe('request');
  });

  test('a NameID encrypted for us', async () => {
    const nameId = '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">ada@acme.test</saml:NameID>';
    const sealed = await encryptAssertion({ assertionXml: nameId, certificatePem: testKey('sp').certificatePem });
    const encrypted = sealed.replaceAll('EncryptedAssertion', 'EncryptedID');
    const xml = logoutRequestXml({ ...basis, nameId: encrypted });
    for (const arrival of [byRedirect(xml), byPost(xml)]) {
      expect(judge(arrival)).toMatchObject({ outcome: 'request', message: { nameId: { value: 'ada@acme.test' } } });
    }
    expect(summary(judge(byPost(xml), { decryptionKeys: [] }))).toMatchObject({ code: 30 });
  });

  test.each([
    ['Success', 'Success', null],
    ['another status, which says why their session may go on', 'Responder', 1],
  ])('a LogoutResponse by both bindings: %s', (_, status, code) => {
    const xml = logoutResponseXml({ ...basis, inResponseTo: '_ours', status });
    for (const arrival of [byRedirect(xml), byPost(xml)]) {
      const result = judge(arrival);
      if (result.outcome !== 'response') throw new Error(result.outcome);
      expect(result.message.inResponseTo).toBe('_ours');
      expect(result.message.problem?.code ?? null).toBe(code);
    }
  });
});

/** A message that ends nothing. */
interface Refused {
  readonly is: string;
  readonly code: SsoCode;
  readonly reason: ReasonId;
  readonly arrival: LogoutArrival;
  readonly settings?: Partial<GateSettings>;
  readonly at?: Date;
}

function refuses(cases: readonly Refused[]): void {
  test.each(cases)('$is: $code $reason', ({ code, reason, arrival, settings, at }) => {
    const result = judge(arrival, settings, at);
    expect(summary(result)).toEqual({ outcome: 'refused', code, reason });
    expect(result.checks.map(({ id }) => id)).toEqual(logoutCheckIds);
  });
}

const withoutSignature = ({ message, relayState: state }: RedirectParts) => `${message}&${state}`;
const encodedName = (pair: string) => `%53${pair.slice(1)}`;

describe('case 235: unsigned', () => {
  const bare = (xml: string): LogoutArrival => {
    const { message } = redirectParts(xml, idp);
    return { binding: 'redirect', query: message };
  };
  refuses([
    { is: 'case 235, request by redirect', code: 30, reason: 'logout_unsigned', arrival: bare(requestXml) },
    { is: 'case 235, response by redirect', code: 29, reason: 'logout_unsigned', arrival: bare(responseXml) },
    {
      is: 'case 235, request by POST',
      code: 30,
      reason: 'logout_unsigned',
      arrival: byPost(requestXml, { sign: false }),
    },
    {
      is: 'case 235, response by POST',
      code: 29,
      reason: 'logout_unsigned',
      arrival: byPost(responseXml, { sign: false }),
    },
    {
      is: 'case 235, RelayState but neither SigAlg nor Signature',
      code: 30,
      reason: 'logout_unsigned',
      arrival: rearranged(withoutSignature),
    },
    {
      is: 'case 235, SigAlg without Signature',
      code: 30,
      reason: 'logout_unsigned',
      arrival: rearranged(({ message, algorithm }) => `${message}&${algorithm}`),
    },
    {
      is: 'case 235, Signature empty',
      code: 30,
      reason: 'logout_unsigned',
      arrival: rearranged((parts) => joined({ ...parts, signature: 'Signature=' })),
    },
  ]);
});

describe('case 236: parameters', () => {
  const parameters = (is: string, change: (parts: RedirectParts) => string): Refused => ({
    is: `case 236, ${is}`,
    code: 30,
    reason: 'logout_parameters',
    arrival: rearranged(change),
  });
  const forged = redirectParts(requestXml.replace('ada@', 'bob@'), { ...testKey('attacker') });
  const { message: ofResponse } = redirectParts(responseXml, idp);
  refuses([
    parameters('the message twice', (parts) => `${parts.message}&${joined(parts)}`),
    parameters('another message in front', (parts) => `${forged.message}&${joined(parts)}`),
    parameters('another message behind', (parts) => `${joined(parts)}&${forged.message}`),
    parameters('RelayState twice', (parts) => joined({ ...parts, relayState: `${parts.relayState}&RelayState=x` })),
    parameters('SigAlg twice', (parts) => joined({ ...parts, algorithm: `${parts.algorithm}&${parts.algorithm}` })),
    parameters('Signature twice', (parts) => `${joined(parts)}&Signature=AAAA`),
    parameters('a percent-encoded name', (parts) => joined({ ...parts, message: encodedName(parts.message) })),
    parameters(
      'a percent-encoded name beside the real one',
      (parts) => `${encodedName(forged.message)}&${joined(parts)}`,
    ),
    parameters('a name in other letters', (parts) => `${joined(parts)}&samlrequest=AAAA`),
    parameters('a name with brackets', (parts) => `${joined(parts)}&SAMLRequest[]=AAAA`),
    parameters('a name that cannot be decoded', (parts) => `${joined(parts)}&%E0%A4=1`),
    parameters('a value that cannot be decoded', (parts) => joined({ ...parts, relayState: 'RelayState=%E0%A4' })),
    parameters('both messages', (parts) => `${ofResponse}&${joined(parts)}`),
    parameters('neither message', ({ algorithm, signature }) => `${algorithm}&${signature}`),
    parameters('nothing at all', () => ''),
    parameters('RelayState that was not signed, in its place', () =>
      joined({ ...redirectParts(requestXml, idp), relayState: 'RelayState=added' }),
    ),
    parameters(
      'RelayState that was not signed, at the end',
      () => `${redirectQuery(requestXml, idp)}&RelayState=added`,
    ),
    parameters('SigAlg in front of the message', ({ message, algorithm, signature, relayState: state }) =>
      [algorithm, message, state, signature].join('&'),
    ),
    parameters('Signature in front', (parts) => `${parts.signature}&${joined({ ...parts, signature: '' })}`),
    parameters('another encoding announced', (parts) => `${joined(parts)}&SAMLEncoding=urn:none`),
    parameters('too many parameters', (parts) => `${joined(parts)}${'&x=1'.repeat(20)}`),
    {
      is: 'case 236, the same octets encoded in another way',
      code: 23,
      reason: 'signature_invalid',
      arrival: rearranged((parts) =>
        joined({
          ...parts,
          message: parts.message.replace(/=(.)/, (_, first: string) => `=%${first.charCodeAt(0).toString(16)}`),
        }),
      ),
    },
    ...(['SAMLRequest', 'SAMLResponse', 'samlRequest'] as const).map((name) => ({
      is: `case 236, ${name} beside the message in the form`,
      code: 30 as const,
      reason: 'logout_parameters' as const,
      arrival: { binding: 'post' as const, fields: [...postFields(requestXml, idp), [name, 'AAAA'] as const] },
    })),
  ]);
});

describe('case 237: algorithms and keys', () => {
  const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
  refuses([
    {
      is: 'case 237, SHA-1',
      code: 23,
      reason: 'signature_algorithm',
      arrival: byRedirect(requestXml, { algorithm: sha1 }),
    },
    ...['none', 'constructor', 'http://www.w3.org/2000/09/xmldsig#hmac-sha1', 'RSA-SHA256'].map((algorithm) => ({
      is: `case 237, ${algorithm}`,
      code: 23 as const,
      reason: 'signature_algorithm' as const,
      arrival: byRedirect(requestXml, { algorithm }),
    })),
    {
      is: 'a key nobody pinned',
      code: 23,
      reason: 'signature_invalid',
      arrival: byRedirect(requestXml, testKey('attacker')),
    },
    {
      is: 'a key nobody pinned, by POST',
      code: 8,
      reason: 'certificate_unknown',
      arrival: { binding: 'post', fields: postFields(requestXml, testKey('attacker')) },
    },
    {
      is: 'another value than was signed',
      code: 23,
      reason: 'signature_invalid',
      arrival: rearranged((parts) => joined({ ...parts, relayState: 'RelayState=other' })),
    },
    {
      is: 'a certificate out of date',
      code: 15,
      reason: 'certificate_expired',
      arrival: byRedirect(requestXml),
      settings: { certificates: [{ ...pinned('idp'), notAfter: seconds(-60) }] },
    },
    {
      is: 'no certificate',
      code: 4,
      reason: 'certificate_missing',
      arrival: byPost(requestXml),
      settings: { certificates: [] },
    },
  ]);

  test('SHA-1 passes only while a dated exception of the connection says so', () => {
    const legacyAlgorithms = { allow: ['sha1'] as const, until: seconds(60) };
    const arrival = byRedirect(requestXml, { algorithm: sha1 });
    expect(judge(arrival, { legacyAlgorithms }).outcome).toBe('request');
    expect(summary(judge(arrival, { legacyAlgorithms: { ...legacyAlgorithms, until: seconds(-1) } }))).toMatchObject({
      code: 23,
    });
  });
});

describe('case 238: what does not decode', () => {
  const raw = (octets: Buffer): LogoutArrival => ({
    binding: 'redirect',
    query: `SAMLRequest=${encodeURIComponent(octets.toString('base64'))}&SigAlg=a&Signature=b`,
  });
  const padded = `${requestXml}${' '.repeat(70_000)}`;
  refuses([
    {
      is: 'case 238, 100 MB from 100 KB',
      code: 30,
      reason: 'logout_unreadable',
      arrival: raw(deflateRawSync(Buffer.alloc(100 << 20))),
    },
    { is: 'case 238, more than 64 KB', code: 30, reason: 'logout_unreadable', arrival: byRedirect(padded) },
    {
      is: 'case 238, more than 64 KB by POST',
      code: 30,
      reason: 'logout_unreadable',
      arrival: byPost(padded, { sign: false }),
    },
    { is: 'not deflated', code: 30, reason: 'logout_unreadable', arrival: raw(Buffer.from(requestXml)) },
    {
      is: 'deflated by POST',
      code: 30,
      reason: 'logout_unreadable',
      arrival: {
        binding: 'post',
        fields: [['SAMLRequest', deflateRawSync(Buffer.from(requestXml)).toString('base64')]],
      },
    },
    {
      is: 'not base64',
      code: 30,
      reason: 'logout_unreadable',
      arrival: { binding: 'post', fields: [['SAMLRequest', '<a/>']] },
    },
    {
      is: 'a DOCTYPE',
      code: 30,
      reason: 'logout_unreadable',
      arrival: byRedirect(`<!DOCTYPE a [<!ENTITY b "c">]>${requestXml}`),
    },
    {
      is: 'no XML',
      code: 30,
      reason: 'logout_unreadable',
      arrival: byRedirect(requestXml.slice(0, -3), { name: 'SAMLRequest' }),
    },
  ]);
});

describe('case 239 and what else a genuine message must say', () => {
  const signed = (is: string, code: SsoCode, reason: ReasonId, change: Rewrite, at?: Date): Refused[] =>
    [byRedirect(change(requestXml)), byPost(change(requestXml))].map((arrival) => ({
      is: `${is} (${arrival.binding})`,
      code,
      reason,
      arrival,
      ...(at && { at }),
    }));
  const end = (offset: number) =>
    replace(' Destination', ` NotOnOrAfter="${seconds(offset).toISOString()}" Destination`);
  refuses([
    ...signed('case 239, another Issuer', 24, 'issuer_wrong', replace(idpEntityId, 'https://other.test/')),
    ...signed('case 239, no Issuer', 24, 'issuer_missing', replace(/<saml:Issuer>.*<\/saml:Issuer>/, '')),
    ...signed('case 239, Destination is the ACS', 14, 'logout_destination_wrong', replace('/logout"', '/acs"')),
    ...signed('case 239, no Destination', 14, 'logout_destination_wrong', replace(/ Destination="[^"]*"/, '')),
    ...signed('case 239, NotOnOrAfter passed', 19, 'logout_expired', end(-180)),
    ...signed('case 239, issued long ago', 19, 'logout_expired', same, seconds(10 * 60 + 181)),
    ...signed('issued in the future', 30, 'logout_request_invalid', same, seconds(-181)),
    ...signed(
      'NotOnOrAfter unreadable',
      30,
      'logout_request_invalid',
      replace(' Destination', ' NotOnOrAfter="soon" Destination'),
    ),
    ...signed('another Version', 30, 'logout_request_invalid', replace('"2.0"', '"1.1"')),
    ...signed('no IssueInstant', 30, 'logout_request_invalid', replace(/ IssueInstant="[^"]*"/, '')),
    ...signed('no NameID', 30, 'logout_request_invalid', replace(/<saml:NameID>.*<\/saml:NameID>/, '')),
    ...signed('an empty NameID', 30, 'logout_request_invalid', replace('ada@acme.test', '')),
    ...signed('a NameID in parts', 30, 'logout_request_invalid', replace('ada@', '<b/>ada@')),
    ...signed(
      'two NameIDs',
      30,
      'logout_request_invalid',
      replace('<saml:NameID>', '<saml:NameID>x</saml:NameID><saml:NameID>'),
    ),
    ...signed('a BaseID', 30, 'logout_request_invalid', (xml) => xml.replaceAll('NameID', 'BaseID')),
    ...signed('an EncryptedID that is none', 30, 'logout_request_invalid', (xml) =>
      xml.replaceAll('NameID', 'EncryptedID'),
    ),
    ...signed('an empty SessionIndex', 30, 'logout_request_invalid', replace('>_session-1<', '><')),
    ...signed(
      'an element nobody knows',
      30,
      'logout_request_invalid',
      replace('</saml:Issuer>', '</saml:Issuer><samlp:Scoping/>'),
    ),
    {
      is: 'a LogoutResponse as SAMLRequest',
      code: 30,
      reason: 'logout_request_invalid',
      arrival: byRedirect(responseXml, { name: 'SAMLRequest' }),
    },
    {
      is: 'a LogoutRequest as SAMLResponse',
      code: 29,
      reason: 'logout_response_invalid',
      arrival: byRedirect(requestXml, { name: 'SAMLResponse' }),
    },
    {
      is: 'a response without Status',
      code: 29,
      reason: 'logout_response_invalid',
      arrival: byPost(replace(/<samlp:Status>.*<\/samlp:Status>/, '')(responseXml)),
    },
    {
      is: 'a response that answers nothing',
      code: 28,
      reason: 'logout_response_unexpected',
      arrival: byPost(replace(/ InResponseTo="[^"]*"/, '')(responseXml)),
    },
    {
      is: 'a response with another Destination',
      code: 14,
      reason: 'logout_destination_wrong',
      arrival: byPost(replace('/logout"', '/acs"')(responseXml)),
    },
  ]);

  test('within the skew of the connection it still passes', () => {
    expect(judge(byPost(end(-179)(requestXml))).outcome).toBe('request');
    expect(judge(byPost(requestXml), {}, seconds(10 * 60 + 179)).outcome).toBe('request');
    expect(judge(byPost(requestXml), {}, seconds(-179)).outcome).toBe('request');
  });

  test('its id is remembered for as long as it could pass under any skew', () => {
    const result = judge(byPost(requestXml));
    if (result.outcome !== 'request') throw new Error(result.outcome);
    expect(result.message.replayableUntil).toEqual(seconds(10 * 60 + 300));
  });

  test('the genuine identity provider can be answered, a stranger cannot', () => {
    const late = judge(byRedirect(requestXml, { relayState }), {}, seconds(3600));
    expect(late).toMatchObject({ signatureVerified: true, answer: { id: '_logout-1', relayState } });
    for (const arrival of [byRedirect(requestXml, testKey('attacker')), byPost(requestXml, { sign: false })]) {
      expect(judge(arrival)).toMatchObject({ signatureVerified: false, answer: null });
    }
    expect(judge(byPost(replace(idpEntityId, 'https://other.test/')(requestXml)))).toMatchObject({ answer: null });
  });
});

describe('case 241: a LogoutRequest around something captured', () => {
  test.each(['redirect', 'post'] as const)('a signed assertion, by %s', async (binding) => {
    const captured = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(await responseText())?.[0] ?? '';
    const forms = [
      requestXml.replace('</saml:Issuer>', `</saml:Issuer><samlp:Extensions>${captured}</samlp:Extensions>`),
      requestXml.replace('</samlp:LogoutRequest>', `${captured}</samlp:LogoutRequest>`),
    ];
    expect(captured).not.toBe('');
    for (const xml of forms) {
      const { message, algorithm, signature } = redirectParts(requestXml, idp);
      const ofWrapped = redirectParts(xml, { ...testKey('attacker') }).message;
      expect(message).not.toBe(ofWrapped);
      const arrival: LogoutArrival =
        binding === 'redirect'
          ? { binding, query: [ofWrapped, algorithm, signature].join('&') }
          : byPost(xml, { sign: false });
      expect(summary(judge(arrival))).toEqual({ outcome: 'refused', code: 23, reason: 'signature_shape' });
    }
  });

  test('a signed LogoutRequest in another one, and its signature moved to the outer one', () => {
    const signed = Buffer.from(postFields(requestXml, idp)[0]?.[1] ?? '', 'base64').toString();
    const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(signed)?.[0] ?? '';
    const outer = logoutRequestXml({ ...basis, id: '_outer', nameId: 'bob@acme.test' });
    const wrapped = outer.replace('</saml:Issuer>', `</saml:Issuer><samlp:Extensions>${signed}</samlp:Extensions>`);
    const moved = outer.replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature}<samlp:Extensions>${signed.replace(signature, '')}</samlp:Extensions>`,
    );
    for (const xml of [wrapped, moved]) {
      expect(summary(judge(byPost(xml, { sign: false })))).toEqual({
        outcome: 'refused',
        code: 23,
        reason: 'signature_shape',
      });
    }
  });

  test('an assertion without any signature, in a message that is really signed', () => {
    const xml = replace(
      '</saml:Issuer>',
      '</saml:Issuer><samlp:Extensions><saml:Assertion/></samlp:Extensions>',
    )(requestXml);
    expect(summary(judge(byPost(xml)))).toMatchObject({ outcome: 'refused', code: 23 });
  });
});

describe('a changed message ends nothing, or says exactly what was signed', () => {
  const said = (result: LogoutResult) => {
    if (result.outcome !== 'request') return null;
    const { id, nameId, sessionIndexes } = result.message;
    return { id, nameId, sessionIndexes };
  };

  test.each([
    ['by POST', Buffer.from(postFields(requestXml, idp)[0]?.[1] ?? '', 'base64')],
    ['by redirect', Buffer.from(redirectQuery(requestXml, { ...idp, relayState }))],
  ])('%s', (binding, original) => {
    const arrive = (octets: Buffer): LogoutArrival =>
      binding === 'by POST'
        ? { binding: 'post', fields: [['SAMLRequest', octets.toString('base64')]] }
        : { binding: 'redirect', query: octets.toString('latin1') };
    const expected = said(judge(arrive(original)));
    expect(expected).not.toBeNull();
    let refused = 0;
    fc.assert(
      fc.property(fc.array(octetMutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const result = judge(arrive(mutations.reduce(mutate, original)));
        if (result.outcome === 'refused') refused += 1;
        else expect(said(result)).toEqual(expected);
      }),
      { numRuns: 150, seed: 20270116 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
