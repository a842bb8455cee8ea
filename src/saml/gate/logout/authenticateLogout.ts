import { namespaces } from '../../names';
import { keyFits, signatureAlgorithms, verifyOctets } from '../../signatureAlgorithms';
import type { XmlDocument } from '../document';
import { allElements, isNamed } from '../element';
import { fail, pass, skip, type CheckList } from '../judgement';
import { judgeDates, refusedName, surveySignatures, verifySurveyed } from '../signatures';
import type { GateSettings, PinnedCertificate } from '../types';
import type { LogoutCheckId } from './checks';
import type { DetachedSignature, LogoutParts } from './readArrival';

/** What a signature is judged by. */
export interface LogoutSituation {
  readonly parts: LogoutParts;
  readonly document: XmlDocument;
  readonly settings: GateSettings;
  readonly now: Date;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Records the checks from `signature_present` to `certificate_dates`.
 *
 * @returns the tree a pinned key vouches for, or null. With redirect that is the whole message, as its text is part of the
 *   signed octets; with POST it is read anew from what the enveloped signature covers.
 */
export function authenticateLogout(
  list: CheckList<LogoutCheckId>,
  situation: LogoutSituation,
  binding: 'redirect' | 'post',
): Element | null {
  return binding === 'redirect' ? authenticateQuery(list, situation) : authenticateDocument(list, situation);
}

function authenticateQuery(list: CheckList<LogoutCheckId>, situation: LogoutSituation): Element | null {
  const { document, settings, now, parts } = situation;
  // The sender must remove it (SAML Bindings 3.4.4.1): a signature inside is one that was made for something else.
  if ([...allElements(document.root)].some((element) => isNamed(element, namespaces.ds, 'Signature'))) {
    const why = 'A message by redirect holds a signature inside.';
    list.record('signature_shape', fail(23, 'signature_shape', { why, field: 'Signature' }));
    return null;
  }
  const { detached } = parts;
  if (detached === null) {
    list.record('signature_present', unsigned(parts.kind));
    return null;
  }
  list.record('signature_present', pass('SigAlg and Signature are there.'));
  list.record('signature_shape', pass('The signature stands beside the message.'));
  const algorithm = signatureAlgorithms.get(detached.algorithm);
  const refused = refusedName(detached.algorithm, algorithm, settings, now);
  list.record('signature_algorithm', refused ?? pass(`Signed with ${detached.algorithm}.`));
  if (refused !== null) return null;
  const [first, ...others] = certificatesThatSigned(detached.signed, detached, settings.certificates);
  if (first === undefined) {
    list.record('signature_valid', invalid(detached, settings));
    return null;
  }
  list.record('signature_valid', pass('The signature verifies with a certificate of this connection.'));
  list.record('certificate_dates', judgeDates([first, ...others], { settings, now }));
  return document.root;
}

/** Over the octets as they came, never over what decoding and encoding again would make of them. */
function certificatesThatSigned(
  signed: string,
  { algorithm: name, value }: DetachedSignature,
  certificates: readonly PinnedCertificate[],
): PinnedCertificate[] {
  const algorithm = signatureAlgorithms.get(name);
  if (algorithm === undefined || !base64.test(value)) return [];
  const octets = Buffer.from(value, 'base64');
  return certificates.filter(
    ({ publicKey }) => keyFits(algorithm, publicKey) && verifyOctets(algorithm, publicKey, signed, octets),
  );
}

function invalid(detached: DetachedSignature, { certificates }: GateSettings) {
  const without = detached.signedWithoutRelayState;
  if (without !== null && certificatesThatSigned(without, detached, certificates).length > 0) {
    const why = 'The signature does not cover RelayState.';
    return fail(30, 'logout_parameters', { why, field: 'RelayState', hint: why });
  }
  return fail(23, 'signature_invalid', {
    why: 'The signature does not verify with any certificate of this connection.',
    field: 'Signature',
    expected: certificates.map(({ fingerprint }) => fingerprint).join(', '),
  });
}

function authenticateDocument(list: CheckList<LogoutCheckId>, situation: LogoutSituation): Element | null {
  const { document, settings, now, parts } = situation;
  const { xml, root } = document;
  const context = { xml, root, owners: [root], settings, now };
  const survey = surveySignatures(context);
  const isSigned = survey.owners.has(root);
  // One that stands elsewhere is judged by its place: a captured one must not count as none.
  if (isSigned) list.record('signature_present', pass('The message is signed.'));
  else if (survey.shape.passed === null) list.record('signature_present', unsigned(parts.kind));
  else list.record('signature_present', skip('No signature stands where it could count.'));
  const report = verifySurveyed(survey, context);
  list.record('signature_shape', report.shape);
  list.record('signature_algorithm', report.algorithm);
  list.record('signature_valid', report.valid);
  list.record('certificate_dates', report.dates);
  return report.covered.get(root)?.root ?? null;
}

function unsigned(kind: 'request' | 'response') {
  const why = `The Logout${kind === 'request' ? 'Request' : 'Response'} is not signed.`;
  return fail(kind === 'request' ? 30 : 29, 'logout_unsigned', { why, field: 'Signature' });
}
