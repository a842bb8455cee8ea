import type { KeyObject } from 'node:crypto';
import type { Check, Refusal } from '../../sso/catalogue';

/** Name identifier formats a connection can demand; `unspecified` accepts any. */
export type NameIdFormatSetting = 'unspecified' | 'emailAddress' | 'persistent' | 'x509SubjectName' | 'entity';

/** What a connection does with a response that answers no request (design 9). */
export type UnsolicitedSetting = 'restart' | 'confirm' | 'accept' | 'refuse';

/** A certificate of the identity provider, parsed once when the settings are loaded. */
export interface PinnedCertificate {
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Weak algorithms a connection may still accept until a date. */
export interface LegacyAlgorithms {
  readonly allow: readonly ('sha1' | 'cbc')[];
  /** Last moment the exception holds. */
  readonly until: Date;
}

/** All that the gate needs to know of a connection. Immutable; cached per settings version. */
export interface GateSettings {
  /** Our entity ID of this connection: the address of its metadata. */
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly idpEntityId: string;
  readonly certificates: readonly PinnedCertificate[];
  /** How many stored certificates could not be used (unreadable, weak or wrong kind of key). */
  readonly unusableCertificates: number;
  /** Our RSA private keys that may decrypt, current first. */
  readonly decryptionKeys: readonly KeyObject[];
  readonly nameIdFormat: NameIdFormatSetting;
  readonly authnContextClassRefs: readonly string[];
  readonly unsolicited: UnsolicitedSetting;
  readonly enforceCertificateExpiry: boolean;
  readonly requireEncryptedAssertion: boolean;
  readonly requireSigned: 'any' | 'assertion' | 'response' | 'both';
  readonly legacyAlgorithms: LegacyAlgorithms | null;
  /** Allowed scopes of scoped identifiers (subject-id, eduPersonPrincipalName); empty: not checked. */
  readonly scopes: readonly string[];
  /** 0 to 300, applied to every time check. */
  readonly clockSkewSeconds: number;
  /** Ordered sources of the user name: attribute names, and `NameID` for the subject's. */
  readonly usernameFrom: readonly string[];
  /** Attribute names that are mapped to a field and therefore must be single-valued plain text. */
  readonly mappedAttributes: readonly string[];
}

/** A NameID with everything that makes it an identity (SAML Core 2.2.3). Absent qualifiers are null. */
export interface NameId {
  readonly value: string;
  readonly format: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
}

/** What the signature vouches for, read from the canonical bytes alone. */
export interface VerifiedAssertion {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  /** Null when the subject carries no NameID and another source gives the user name. */
  readonly nameId: NameId | null;
  /** InResponseTo of the accepted bearer confirmation; null for an unsolicited response. */
  readonly inResponseTo: string | null;
  /** Attribute values by exact name, in document order, trimmed of XML white space. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly authnInstant: Date;
  readonly authnContextClassRef: string | null;
  readonly sessionIndex: string | null;
  readonly sessionNotOnOrAfter: Date | null;
  /** From this moment on (skew included) the assertion cannot pass again, so its id may be forgotten. */
  readonly replayableUntil: Date;
}

/** What could be read of a document that no signature vouches for. For the attempt's page only, never for a decision. */
export interface UnverifiedGlimpse {
  readonly issuer: string | null;
  readonly nameId: string | null;
  readonly assertionId: string | null;
  readonly inResponseTo: string | null;
}

/** What the gate says. Checks are complete and in order in both arms; those that need the database are null until
 * `judgeState` fills them in. */
export type GateResult =
  | {
      readonly outcome: 'verified';
      readonly assertion: VerifiedAssertion;
      readonly checks: readonly Check[];
      /** IdP clock minus ours, from IssueInstant, in milliseconds. */
      readonly clockOffsetMs: number;
    }
  | {
      readonly outcome: 'refused';
      readonly refusal: Refusal;
      readonly checks: readonly Check[];
      readonly clockOffsetMs: number | null;
      /** True when at least the signature over what was read had verified before another check failed. */
      readonly signatureVerified: boolean;
      /** The verified assertion, when the signature held and only a later check failed. For state checks and explaining. */
      readonly assertion: VerifiedAssertion | null;
      readonly glimpse: UnverifiedGlimpse | null;
    };

/** What the database says about the message, read in one round trip. */
export interface MessageState {
  /** The request named by InResponseTo; null when there is none or it is unknown. */
  readonly request: {
    readonly id: string;
    readonly connectionId: string;
    readonly expiresAt: Date;
    readonly consumedAt: Date | null;
    readonly forceAuthn: boolean;
    readonly createdAt: Date;
  } | null;
  readonly assertionConsumed: boolean;
}
