import { namespaces } from '../names';
import { issuerOf } from './address';
import { authenticate } from './authenticate';
import { findAssertion } from './assertionSet';
import { gateCheckIds } from './checks';
import { decodeBase64, decodeUtf8 } from './decodeResponse';
import { parseDateTime } from './dates';
import { readDocument, type XmlDocument } from './document';
import { allElements, attributeOf, isNamed, textOf } from './element';
import { judgeEnvelope, judgeRoot, judgeStatus } from './envelope';
import { judgeClaims } from './judgeClaims';
import { CheckList, fail, pass, type Judgement } from './judgement';
import { XmlViolation } from './preCheck';
import type { GateResult, GateSettings, UnverifiedGlimpse, VerifiedAssertion } from './types';

/** Checks that only the database can answer; `judgeState` fills them in. */
const stateChecks = ['assertion_not_replayed', 'in_response_to'] as const;
const notJudgedHere = 'Judged from the database.';

/**
 * Judges one SAMLResponse against the settings of the connection it was posted to. Pure: the same three arguments
 * always give the same answer.
 *
 * @param samlResponse the value of the form field as received
 * @param now the time of receipt
 * @returns the assertion that a pinned key vouches for, or a refusal; in both cases every check in order. After a
 * failure of decoding or of the XML nothing more is judged; after a later one the rest is judged for explanation.
 */
export function runGate(samlResponse: string, settings: GateSettings, now: Date): GateResult {
  const run = new GateRun(settings, now);
  try {
    return run.judge(samlResponse);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return run.broken(error);
  }
}

class GateRun {
  readonly #list = new CheckList(gateCheckIds);
  #response: Element | null = null;
  #assertion: VerifiedAssertion | null = null;
  #verified = false;

  constructor(
    readonly settings: GateSettings,
    readonly now: Date,
  ) {}

  judge(samlResponse: string): GateResult {
    this.#list.record('certificate_present', judgeCertificates(this.settings));
    const document = this.#read(samlResponse);
    if (document === null) return this.#refused('The message could not be read.');
    const root = judgeRoot(document.root);
    this.#list.record('response_root', root);
    if (root.passed === false) return this.#refused('The message is not a Response.');
    this.#response = document.root;
    this.#list.record('response_envelope', judgeEnvelope(document.root, this.settings, this.now));
    const status = judgeStatus(document.root);
    this.#list.record('status', status);
    if (status.passed === false) return this.#refused('The identity provider refused the sign-in.');
    if (!this.#list.holds) this.#list.startUnverified();
    this.#judgeContent(document);
    return this.#list.holds ? this.#passed() : this.#refused('There is nothing to judge.');
  }

  /** An unexpected exception is a refusal of its own: code 1, nothing signed in. */
  broken(error: Error): GateResult {
    const why = 'Something unexpected happened.';
    const { code, finding } = fail(1, 'protocol_error', { why, received: `${error.name}: ${error.message}` });
    return {
      outcome: 'refused',
      refusal: { code, findings: [finding] },
      checks: this.#list.checks('The check-list could not be finished.'),
      clockOffsetMs: null,
      signatureVerified: false,
      assertion: null,
      glimpse: null,
    };
  }

  #read(samlResponse: string): XmlDocument | null {
    const octets = decodeBase64(samlResponse);
    this.#list.record('base64', octets.judgement);
    if (octets.value === null) return null;
    const text = decodeUtf8(octets.value);
    this.#list.record('encoding', text.judgement);
    if (text.value === null) return null;
    try {
      const document = readDocument(text.value);
      this.#list.record('xml', pass('The message is plain, well-formed XML.'));
      return document;
    } catch (error) {
      if (!(error instanceof XmlViolation)) throw error;
      this.#list.record('xml', fail(6, error.reason, { why: error.message, field: 'SAMLResponse' }));
      return null;
    }
  }

  #judgeContent(document: XmlDocument): void {
    const encrypted = findAssertion(document.root).encrypted;
    const trees = authenticate(this.#list, document, this.settings, this.now);
    this.#verified = trees.verified;
    const assertion = judgeClaims(this.#list, trees, encrypted, this.settings, this.now);
    this.#assertion = trees.verified ? assertion : null;
  }

  #passed(): GateResult {
    const open = this.#list.missing().filter((id) => !(stateChecks as readonly string[]).includes(id));
    if (!this.#verified || this.#assertion === null || open.length > 0) {
      throw new Error(`nothing failed, yet not everything was judged: ${open.join(', ')}`);
    }
    return {
      outcome: 'verified',
      assertion: this.#assertion,
      checks: this.#list.checks(notJudgedHere),
      clockOffsetMs: this.#assertion.issueInstant.getTime() - this.now.getTime(),
    };
  }

  #refused(whyNotRun: string): GateResult {
    const refusal = this.#list.refusal();
    if (refusal === null) throw new Error('a refusal without a failing check');
    return {
      outcome: 'refused',
      refusal,
      checks: this.#list.checks(whyNotRun),
      clockOffsetMs: this.#clockOffset(),
      signatureVerified: this.#verified,
      assertion: this.#assertion,
      glimpse: this.#response === null ? null : glimpseOf(this.#response),
    };
  }

  #clockOffset(): number | null {
    if (this.#assertion !== null) return this.#assertion.issueInstant.getTime() - this.now.getTime();
    const instant = this.#response && parseDateTime(attributeOf(this.#response, 'IssueInstant') ?? '');
    return instant === null ? null : instant.getTime() - this.now.getTime();
  }
}

/** Without a usable certificate nothing can be verified. */
export function judgeCertificates({ certificates, unusableCertificates }: GateSettings): Judgement {
  if (certificates.length > 0)
    return pass(
      certificates.length === 1 ? 'One certificate is imported.' : `${certificates.length} certificates are imported.`,
    );
  if (unusableCertificates > 0) {
    const why = 'No stored certificate of the identity provider can be used.';
    return fail(8, 'certificate_unusable', { why, field: 'certificates', received: String(unusableCertificates) });
  }
  const why = 'The connection has no certificate of the identity provider.';
  return fail(4, 'certificate_missing', { why, field: 'certificates' });
}

/** What the posted document says about itself, for the page of a refused attempt. */
function glimpseOf(response: Element): UnverifiedGlimpse {
  const assertion = findAssertion(response).element;
  const nameId = [...allElements(response)].find((element) => isNamed(element, namespaces.saml, 'NameID'));
  return {
    issuer: shown(issuerOf(assertion ?? response) ?? issuerOf(response)),
    nameId: shown(nameId ? textOf(nameId) : null),
    assertionId: shown(assertion && attributeOf(assertion, 'ID')),
    inResponseTo: shown(attributeOf(response, 'InResponseTo')),
  };
}

function shown(value: string | null): string | null {
  return value === null ? null : value.slice(0, 256);
}
