import type { AssertionSet } from './assertionSet';
import type { XmlDocument } from './document';
import { fail, pass, skip, type Judgement } from './judgement';
import type { SignatureContext, SignatureReport, SignatureSurvey } from './signatures';
import type { GateSettings } from './types';

/** What may be read after authentication, and whether a signature vouches for it. */
export interface AuthenticatedTrees {
  readonly response: Element;
  /** A signature over the Response itself verified, and `response` is what it covers. */
  readonly responseSigned: boolean;
  readonly responseCarriesSignature: boolean;
  readonly assertion: Element | null;
  /** The assertion is covered by a signature that verified with a pinned key. */
  readonly verified: boolean;
}

/** What both ways of authenticating start from. */
export interface Situation {
  readonly document: XmlDocument;
  readonly set: AssertionSet;
  readonly survey: SignatureSurvey;
  readonly context: SignatureContext;
  readonly uniqueIds: Judgement;
  /** False when something failed already, so that nothing is to be verified or decrypted any more. */
  readonly worthVerifying: boolean;
}

/** What they end with. */
export interface Authentication {
  readonly trees: AuthenticatedTrees;
  readonly uniqueIds: Judgement;
  readonly assertionShape: Judgement;
  readonly presence: Judgement;
  readonly decryption: Judgement;
  readonly reports: readonly [SignatureReport, ...SignatureReport[]];
}

/** Which elements carry a signature in a place where it can count. */
export interface SignedParts {
  readonly response: boolean;
  readonly assertion: boolean;
}

/**
 * At least one of the two must be signed, and whichever the connection demands. A signature in the wrong place is left
 * to the judgement of its shape.
 */
export function judgePresence(
  { response, assertion }: SignedParts,
  survey: SignatureSurvey,
  { requireSigned }: GateSettings,
): Judgement {
  const received = response && assertion ? 'both' : response ? 'response' : assertion ? 'assertion' : null;
  if (received === null && survey.shape.passed === false) return skip('No signature stands where it could count.');
  if (received === null) {
    const why = 'Neither the Response nor the assertion is signed.';
    return fail(20, 'signature_missing', { why, field: 'Signature', expected: requireSigned });
  }
  if (requireSigned === 'any' || requireSigned === received || received === 'both') {
    return pass(received === 'both' ? 'Response and assertion are signed.' : `The ${received} is signed.`);
  }
  const why = `Only the ${received} is signed.`;
  return fail(20, 'signature_insufficient', { why, field: 'Signature', expected: requireSigned, received });
}

/** A report for signatures that were looked at but not verified. */
export function unverifiedReport({ shape, algorithm }: SignatureSurvey): SignatureReport {
  const why = 'The signature was not verified.';
  return { shape, algorithm, valid: skip(why), dates: skip(why), covered: new Map() };
}
