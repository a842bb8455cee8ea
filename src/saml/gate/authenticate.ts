import { findAssertion, judgeAssertionShape, judgeUniqueIds, type AssertionSet } from './assertionSet';
import { authenticateEncrypted } from './authenticateEncrypted';
import { judgePresence, unverifiedReport } from './authentication';
import type { Authentication, AuthenticatedTrees, Situation } from './authentication';
import type { XmlDocument } from './document';
import { fail, pass, skip, worst, type CheckList, type Judgement } from './judgement';
import { surveySignatures, verifySurveyed, type SignatureReport } from './signatures';
import type { GateSettings } from './types';

/**
 * Records the checks from `assertion_count` to `decryption` and returns the trees to read on: canonical bytes where a
 * signature verified, else the posted document, of which nothing may decide any more.
 */
export function authenticate(
  list: CheckList,
  document: XmlDocument,
  settings: GateSettings,
  now: Date,
): AuthenticatedTrees {
  const set = findAssertion(document.root);
  list.record('assertion_count', set.judgement);
  const plain = set.element === null || set.encrypted ? [] : [set.element];
  const context = { xml: document.xml, root: document.root, owners: [document.root, ...plain], settings, now };
  const survey = surveySignatures(context);
  const uniqueIds = judgeUniqueIds(document.root);
  const worthVerifying =
    list.holds && uniqueIds.passed === true && survey.shape.passed !== false && survey.algorithm.passed !== false;
  const situation: Situation = { document, set, survey, context, uniqueIds, worthVerifying };
  const authentication = set.encrypted ? authenticateEncrypted(situation) : authenticatePlain(situation);
  recordAll(list, authentication, judgeEncryption(set, settings));
  if (!authentication.trees.verified) list.startUnverified();
  return authentication.trees;
}

function recordAll(list: CheckList, authentication: Authentication, encryption: Judgement): void {
  const [first, ...others] = authentication.reports;
  const all = (pick: (report: SignatureReport) => Judgement) => worst([pick(first), ...others.map(pick)]);
  list.record('unique_ids', authentication.uniqueIds);
  list.record('assertion_shape', authentication.assertionShape);
  list.record('signature_present', authentication.presence);
  list.record(
    'signature_shape',
    all((report) => report.shape),
  );
  list.record(
    'signature_algorithm',
    all((report) => report.algorithm),
  );
  list.record(
    'signature_valid',
    all((report) => report.valid),
  );
  list.record(
    'certificate_dates',
    all((report) => report.dates),
  );
  list.record('encryption', encryption);
  list.record('decryption', authentication.decryption);
}

function judgeEncryption({ element, encrypted }: AssertionSet, settings: GateSettings): Judgement {
  if (element === null) return skip('There is not one assertion.');
  if (encrypted) return pass('The assertion is encrypted.');
  if (!settings.requireEncryptedAssertion) return pass('The connection does not demand encryption.');
  return fail(13, 'encryption_required', { why: 'The assertion is not encrypted.', field: 'Assertion' });
}

/** No, one or two signatures over a plain document. */
function authenticatePlain(situation: Situation): Authentication {
  const { document, set, survey, context, uniqueIds } = situation;
  const { element } = set;
  const responseCarriesSignature = survey.owners.has(document.root);
  const signed = { response: responseCarriesSignature, assertion: element !== null && survey.owners.has(element) };
  const presence = judgePresence(signed, survey, context.settings);
  const assertionShape = element === null ? skip('There is not one assertion.') : judgeAssertionShape(element);
  const verify = situation.worthVerifying && presence.passed === true && assertionShape.passed === true;
  const report = verify ? verifySurveyed(survey, context) : unverifiedReport(survey);
  const response = report.covered.get(document.root)?.root ?? null;
  const own = element === null ? undefined : report.covered.get(element)?.root;
  const covered = own ?? (response === null ? null : findAssertion(response).element);
  return {
    trees: {
      response: response ?? document.root,
      responseSigned: response !== null,
      responseCarriesSignature,
      assertion: covered ?? element,
      verified: covered !== null,
    },
    uniqueIds,
    assertionShape,
    presence,
    decryption: skip('Nothing is encrypted.'),
    reports: [report],
  };
}
