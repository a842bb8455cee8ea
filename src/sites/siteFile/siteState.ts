import type { AccountType, AttributeMapping } from '../../jit';
import { defaultAttributes, defaultUsernameFrom, type AdminContact } from '../loadedConnection';

export { holdsSeat, newAccount, type AccountState } from '../../accounts';

/** A site's own fields, complete, with the names and the nesting of the site file. */
export interface SiteState {
  readonly name: string;
  readonly partnerId: string | null;
  readonly seats: number;
  readonly allowedEmailDomains: readonly string[];
  readonly blockedEmailDomains: readonly string[];
  readonly signInDomains: readonly string[];
  readonly adminContact: AdminContact;
  readonly rawResponseDays: number;
  readonly singleSignOn: {
    readonly enabled: boolean;
    readonly required: boolean;
    readonly autoCreate: boolean;
    readonly autoUpdate: boolean;
    readonly removeUpnSuffix: boolean;
    readonly upnSuffixes: readonly string[];
    readonly newAccounts: 'active' | 'pending';
    readonly defaultTarget: string | null;
    readonly allowedTargets: readonly string[];
    readonly errorUrl: string | null;
  };
}

/** A certificate of an identity provider: PEM in one canonical form, and the SHA-256 of its DER in lower-case hex. */
export interface CertificateState {
  readonly pem: string;
  readonly fingerprint: string;
}

/** A connection, complete. */
export interface ConnectionState {
  readonly name: string;
  readonly enabled: boolean;
  readonly entityId: string;
  readonly ssoUrl: string | null;
  readonly ssoBinding: 'redirect' | 'post';
  readonly sloUrl: string | null;
  /** Where answers to its logout requests go; null: to sloUrl. */
  readonly sloResponseUrl: string | null;
  /** How logout messages travel; null: as the sign-in does. */
  readonly sloBinding: 'redirect' | 'post' | null;
  /** Where its metadata is looked for from time to time; null: nowhere. */
  readonly metadataUrl: string | null;
  readonly certificates: readonly CertificateState[];
  readonly nameIdFormat: 'unspecified' | 'emailAddress' | 'persistent' | 'x509SubjectName' | 'entity';
  readonly authnContextClassRefs: readonly string[];
  readonly signAuthnRequest: boolean;
  readonly unsolicited: 'restart' | 'confirm' | 'accept' | 'refuse';
  readonly enforceCertificateExpiry: boolean;
  readonly requireEncryptedAssertion: boolean;
  readonly requireSigned: 'any' | 'assertion' | 'response' | 'both';
  readonly legacyAlgorithms: { readonly allow: readonly ('sha1' | 'cbc')[]; readonly until: string } | null;
  readonly scopes: readonly string[];
  readonly clockSkewSeconds: number;
  readonly allowedTypes: readonly AccountType[];
  readonly usernameFrom: readonly string[];
  readonly attributes: AttributeMapping;
}

/** A tracking code, complete; the values in their order. */
export interface TrackingCodeState {
  /** 1 to 10. */
  readonly number: number;
  readonly label: string;
  readonly input: 'text' | 'dropdown';
  readonly usage: 'required' | 'optional' | 'not_used';
  readonly values: readonly { readonly value: string; readonly active: boolean }[];
}

/** A workspace, complete. */
export interface WorkspaceState {
  readonly name: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** What a new site has where its file says nothing (design 4.4); its name it must say. */
export const newSite: Omit<SiteState, 'name'> = {
  partnerId: null,
  seats: 0,
  allowedEmailDomains: [],
  blockedEmailDomains: [],
  signInDomains: [],
  adminContact: { name: null, email: null, url: null },
  rawResponseDays: 7,
  singleSignOn: {
    enabled: true,
    required: false,
    autoCreate: false,
    autoUpdate: false,
    removeUpnSuffix: false,
    upnSuffixes: [],
    newAccounts: 'active',
    defaultTarget: null,
    allowedTargets: [],
    errorUrl: null,
  },
};

/** What a new connection has where its file says nothing. */
export const newConnection: Omit<ConnectionState, 'name' | 'entityId'> = {
  enabled: true,
  ssoUrl: null,
  ssoBinding: 'redirect',
  sloUrl: null,
  sloResponseUrl: null,
  sloBinding: null,
  metadataUrl: null,
  certificates: [],
  nameIdFormat: 'unspecified',
  authnContextClassRefs: [],
  signAuthnRequest: false,
  unsolicited: 'restart',
  enforceCertificateExpiry: true,
  requireEncryptedAssertion: false,
  requireSigned: 'any',
  legacyAlgorithms: null,
  scopes: [],
  clockSkewSeconds: 180,
  allowedTypes: ['host', 'attendee'],
  usernameFrom: defaultUsernameFrom,
  attributes: defaultAttributes,
};

/** What a new tracking code has where its file says nothing; its label it must say. */
export const newTrackingCode: Omit<TrackingCodeState, 'number' | 'label'> = {
  input: 'text',
  usage: 'optional',
  values: [],
};

/** What a new workspace has where its file says nothing. */
export const newWorkspace: Omit<WorkspaceState, 'name'> = { roles: [], groups: [] };
