import { namespaces } from '../names';
import { digestAlgorithms, signatureAlgorithms } from '../signatureAlgorithms';
import { findAssertion, holdsNoAssertion, isLoneAssertion } from './assertionSet';
import { readDocument, type XmlDocument } from './document';
import { allElements, attributeOf, isNamed } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import { XmlViolation } from './preCheck';
import { readSignatureShape, SignatureShapeError, type SignatureFacts } from './signatureShape';
import type { GateSettings, LegacyAlgorithms, PinnedCertificate } from './types';
import { verifySignature } from './verifySignature';

/** What all signatures of one document amount to. */
export interface SignatureReport {
  readonly shape: Judgement;
  readonly algorithm: Judgement;
  readonly valid: Judgement;
  readonly dates: Judgement;
  /** What each verified signature covers, read anew; empty unless every signature of the document verified. */
  readonly covered: ReadonlyMap<Element, XmlDocument>;
}

/** Facts a document's signatures are judged by. */
export interface SignatureContext {
  readonly xml: string;
  readonly root: Element;
  /** The elements that may carry a signature. */
  readonly owners: readonly Element[];
  readonly settings: GateSettings;
  readonly now: Date;
}

/** Where signatures stand and how they are shaped, without verifying any. */
export interface SignatureSurvey {
  readonly owners: ReadonlySet<Element>;
  readonly facts: readonly SignatureFacts[];
  readonly shape: Judgement;
  readonly algorithm: Judgement;
}

/** Finds every signature of a document and judges place, shape and algorithms. Needs no key and no second parse. */
export function surveySignatures(context: SignatureContext): SignatureSurvey {
  const found = [...allElements(context.root)].filter((element) => isNamed(element, namespaces.ds, 'Signature'));
  const owners = new Set(context.owners.filter((owner) => found.some((signature) => signature.parentNode === owner)));
  if (found.length === 0) {
    return { owners, facts: [], shape: skip('Nothing is signed.'), algorithm: skip('Nothing is signed.') };
  }
  const facts: SignatureFacts[] = [];
  try {
    for (const signature of found) facts.push(readPlaced(signature, context.owners, facts));
  } catch (error) {
    if (!(error instanceof SignatureShapeError)) throw error;
    const shape = fail(23, 'signature_shape', { why: error.message, field: 'Signature' });
    return { owners, facts: [], shape, algorithm: skip('The signature has not the accepted shape.') };
  }
  const shape = pass(`${facts.length === 1 ? 'The signature is' : 'The signatures are'} enveloped and well shaped.`);
  return { owners, facts, shape, algorithm: judgeAlgorithms(facts, context) };
}

function readPlaced(signature: Element, owners: readonly Element[], earlier: readonly SignatureFacts[]) {
  const owner = owners.find((one) => one === signature.parentNode);
  if (owner === undefined) throw new SignatureShapeError('A signature stands where none may stand.');
  if (earlier.some((one) => one.owner === owner)) throw new SignatureShapeError('An element carries two signatures.');
  return readSignatureShape(signature);
}

function judgeAlgorithms(facts: readonly SignatureFacts[], { settings, now }: SignatureContext): Judgement {
  for (const { algorithm, digest } of facts) {
    const refused =
      refusedName(algorithm, signatureAlgorithms.get(algorithm), settings, now) ??
      refusedName(digest, digestAlgorithms.get(digest), settings, now);
    if (refused !== null) return refused;
  }
  return pass(`Signed with ${[...new Set(facts.map(({ algorithm }) => algorithm))].join(', ')}.`);
}

/** The failure of an algorithm that is on no list, or only on that of a dated exception; null when it may be used. */
export function refusedName(
  name: string,
  entry: { readonly legacy: boolean } | undefined,
  settings: GateSettings,
  now: Date,
): Judgement | null {
  if (entry !== undefined && (!entry.legacy || legacyAllows(settings.legacyAlgorithms, 'sha1', now))) return null;
  return fail(23, 'signature_algorithm', {
    why: 'The signature names an algorithm that is not allowed.',
    field: 'Signature',
    expected: 'RSA or ECDSA with SHA-256, SHA-384 or SHA-512',
    received: name,
    hint: entry?.legacy ? 'SHA-1 is accepted only by a dated exception of the connection' : undefined,
  });
}

/** True while the dated exception of a connection admits a weak algorithm. */
export function legacyAllows(legacy: LegacyAlgorithms | null, what: 'sha1' | 'cbc', now: Date): boolean {
  return legacy !== null && legacy.allow.includes(what) && now.getTime() <= legacy.until.getTime();
}

/** Verifies every surveyed signature with the pinned keys. All must hold, else nothing counts as covered. */
export function verifySurveyed(survey: SignatureSurvey, context: SignatureContext): SignatureReport {
  const { facts, shape, algorithm } = survey;
  const nothing: ReadonlyMap<Element, XmlDocument> = new Map();
  if (facts.length === 0 || shape.passed !== true || algorithm.passed !== true) {
    const why = facts.length === 0 ? 'There is no signature to verify.' : 'The signature was not verified.';
    return { shape, algorithm, valid: skip(why), dates: skip(why), covered: nothing };
  }
  const covered = new Map<Element, XmlDocument>();
  const dates: Judgement[] = [];
  for (const one of facts) {
    const verification = verifySignature(context.xml, one, context.settings.certificates);
    const document = verification.outcome === 'verified' ? readCovered(verification.covered, one) : null;
    if (verification.outcome === 'invalid' || document === null) {
      const valid =
        verification.outcome === 'invalid' ? invalidSignature(one, context.settings.certificates) : coversSomethingElse;
      return { shape, algorithm, valid, dates: skip('The signature does not verify.'), covered: nothing };
    }
    covered.set(one.owner, document);
    dates.push(judgeDates(verification.certificates, context));
  }
  const valid = pass('The signature verifies with a certificate of this connection.');
  const inDate = pass('The certificate is in date, or its dates are not enforced.');
  return { shape, algorithm, valid, dates: dates.find((one) => one.passed === false) ?? inDate, covered };
}

const coversSomethingElse = fail(23, 'signature_shape', {
  why: 'What the signature covers is not the element it stands in.',
  field: 'Signature',
});

/** Reads the canonical bytes as strictly as the message; they must be the very element that was signed. */
function readCovered(bytes: string, { owner, ownerId }: SignatureFacts): XmlDocument | null {
  let document: XmlDocument;
  try {
    document = readDocument(bytes);
  } catch (error) {
    if (error instanceof XmlViolation) return null;
    throw error;
  }
  const { root } = document;
  if (!isNamed(root, owner.namespaceURI ?? '', owner.localName) || attributeOf(root, 'ID') !== ownerId) return null;
  return isWhole(root) ? document : null;
}

/** A Response with its one assertion, an assertion alone, or a logout message without any. */
function isWhole(root: Element): boolean {
  if (isNamed(root, namespaces.samlp, 'Response')) return findAssertion(root).element !== null;
  if (isNamed(root, namespaces.samlp, 'LogoutRequest') || isNamed(root, namespaces.samlp, 'LogoutResponse')) {
    return holdsNoAssertion(root);
  }
  return isLoneAssertion(root);
}

/** Code 8 is for people: the message itself shows that it was signed with a certificate nobody imported. */
function invalidSignature(facts: SignatureFacts, pinned: readonly PinnedCertificate[]): Judgement {
  const known = pinned.map(({ fingerprint }) => fingerprint);
  const unknown = facts.embedded.filter((fingerprint) => !known.includes(fingerprint));
  const where = facts.owner.localName;
  if (unknown.length === 0) {
    return fail(23, 'signature_invalid', {
      why: `The signature of the ${where} does not verify with any certificate of this connection.`,
      field: where,
      expected: known.join(', '),
      received: facts.embedded.join(', ') || null,
    });
  }
  return fail(8, 'certificate_unknown', {
    why: `The ${where} was signed with a certificate that this connection does not know.`,
    field: where,
    expected: known.join(', '),
    received: unknown.join(', '),
    hint: 'the SHA-256 fingerprint of the certificate in the message is none of the imported ones',
  });
}

/** At least one of the certificates that verify must be in date, unless the connection does not enforce it. */
export function judgeDates(
  certificates: readonly [PinnedCertificate, ...PinnedCertificate[]],
  { settings, now }: Pick<SignatureContext, 'settings' | 'now'>,
): Judgement {
  const time = now.getTime();
  const inDate = certificates.some((one) => one.notBefore.getTime() <= time && time <= one.notAfter.getTime());
  if (inDate || !settings.enforceCertificateExpiry) return pass('The certificate is in date or not enforced.');
  const [certificate] = certificates;
  const early = time < certificate.notBefore.getTime();
  return fail(15, early ? 'certificate_not_yet_valid' : 'certificate_expired', {
    why: early ? 'The certificate is not valid yet.' : 'The certificate has expired.',
    field: 'certificate',
    expected: `${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}`,
    received: now.toISOString(),
    hint: `fingerprint ${certificate.fingerprint}`,
  });
}
