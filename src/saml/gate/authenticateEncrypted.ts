import { findAssertion, judgeAssertionShape, judgeUniqueIds } from './assertionSet';
import { judgePresence, unverifiedReport } from './authentication';
import type { Authentication, Situation } from './authentication';
import { decryptAssertion } from './decrypt';
import { announcedAlgorithms } from './encryptedShape';
import type { XmlDocument } from './document';
import { fail, pass, skip, type Judgement } from './judgement';
import { legacyAllows, surveySignatures, verifySurveyed, type SignatureReport } from './signatures';
import type { GateSettings } from './types';

/**
 * The order of trust for an encrypted assertion: the signature over the Response first, if it carries one; then
 * decryption; then the signature inside, if there is one. Encryption itself vouches for nothing.
 */
export function authenticateEncrypted(situation: Situation): Authentication {
  const { document, survey, context } = situation;
  const responseCarries = survey.owners.has(document.root);
  const report = situation.worthVerifying ? verifySurveyed(survey, context) : unverifiedReport(survey);
  const response = report.covered.get(document.root)?.root ?? null;
  const proceed = situation.worthVerifying && report.dates.passed !== false && (response !== null || !responseCarries);
  const outer: Outer = { situation, report, response, responseCarries };
  if (!proceed) return undecrypted(outer, skip('It was not decrypted, as an earlier check failed.'));
  const inner = decryptBelow(outer);
  return inner === null ? undecrypted(outer, decryptionFailed(situation.set.element)) : authenticateInner(outer, inner);
}

interface Outer {
  readonly situation: Situation;
  readonly report: SignatureReport;
  /** What the signature over the Response covers; null without such a signature. */
  readonly response: Element | null;
  readonly responseCarries: boolean;
}

function decryptBelow({ situation, response }: Outer): XmlDocument | null {
  const { settings, now } = situation.context;
  const element = findAssertion(response ?? situation.document.root).element;
  // Malleable ciphers are only touched below a signature: the answers would tell the plaintext to anybody.
  const allowCbc = response !== null && legacyAllows(settings.legacyAlgorithms, 'cbc', now);
  return element && decryptAssertion(element, settings.decryptionKeys, allowCbc);
}

function undecrypted(outer: Outer, decryption: Judgement): Authentication {
  const { settings } = outer.situation.context;
  return {
    trees: { ...treesOf(outer), assertion: null, verified: false },
    uniqueIds: outer.situation.uniqueIds,
    assertionShape: skip('The assertion was not decrypted.'),
    presence: presenceUnknown(outer.responseCarries, settings),
    decryption,
    reports: [outer.report],
  };
}

function treesOf({ situation, response, responseCarries }: Outer) {
  return {
    response: response ?? situation.document.root,
    responseSigned: response !== null,
    responseCarriesSignature: responseCarries,
  };
}

/** Whether the assertion inside is signed cannot be seen before it is decrypted. */
function presenceUnknown(response: boolean, settings: GateSettings): Judgement {
  const enough = response && (settings.requireSigned === 'any' || settings.requireSigned === 'response');
  return enough ? pass('The response is signed.') : skip('Whether the encrypted assertion is signed cannot be seen.');
}

/** One answer for every cause; what it shows is what the message itself announces. */
function decryptionFailed(element: Element | null): Judgement {
  return fail(13, 'decryption_failed', {
    why: 'The encrypted assertion could not be used.',
    field: 'EncryptedAssertion',
    expected: 'AES-GCM with RSA-OAEP for a certificate in our metadata',
    received: element && announcedAlgorithms(element),
  });
}

function authenticateInner(outer: Outer, inner: XmlDocument): Authentication {
  const { document, context } = outer.situation;
  const innerContext = { ...context, xml: inner.xml, root: inner.root, owners: [inner.root] };
  const survey = surveySignatures(innerContext);
  const carries = survey.owners.has(inner.root);
  const uniqueIds = judgeUniqueIds(document.root, inner.root);
  const assertionShape = judgeAssertionShape(inner.root);
  const presence = judgePresence({ response: outer.responseCarries, assertion: carries }, survey, context.settings);
  const verify = [uniqueIds, assertionShape, presence].every((judgement) => judgement.passed === true);
  const report = verify ? verifySurveyed(survey, innerContext) : unverifiedReport(survey);
  const covered = report.covered.get(inner.root)?.root ?? null;
  // Without a signature of its own the assertion stands on the one over the Response it was decrypted from.
  const inherited = verify && outer.response !== null && survey.shape.passed === null ? inner.root : null;
  const trusted = covered ?? inherited;
  return {
    trees: { ...treesOf(outer), assertion: trusted ?? inner.root, verified: trusted !== null },
    uniqueIds,
    assertionShape,
    presence,
    decryption: pass('The assertion was decrypted.'),
    reports: [outer.report, report],
  };
}
