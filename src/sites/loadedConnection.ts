import type { AttributeMapping, PolicySettings } from '../jit';
import type { GateSettings, LoginSettings, LogoutSettings, SiteKeys } from '../saml';

/** Where a person may be sent after signing in. */
export interface TargetSettings {
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly defaultTarget: string | null;
  /** Origins, such as `https://app.acme.test`. */
  readonly allowedTargets: readonly string[];
}

/** Whom a refused person may ask; what the site does not say is null. */
export interface AdminContact {
  readonly name: string | null;
  readonly email: string | null;
  readonly url: string | null;
}

/** The addresses of a connection (design 4.3), all below PUBLIC_URL. */
export interface ConnectionAddresses {
  /** Also our entity ID. */
  readonly metadata: string;
  readonly login: string;
  readonly acs: string;
  readonly complete: string;
  readonly logout: string;
}

/** A connection with everything a sign-in reads of it and of its site. Immutable; good for one settings version. */
export interface LoadedConnection {
  readonly siteId: string;
  readonly connectionId: string;
  /** Slug of the site, as it stands in addresses. */
  readonly site: string;
  /** Name of the connection, as it stands in addresses. */
  readonly connection: string;
  readonly siteName: string;
  readonly settingsVersion: number;
  /** False when single sign-on of the site or this connection is switched off: code 7. */
  readonly enabled: boolean;
  readonly adminContact: AdminContact;
  readonly errorUrl: string | null;
  readonly rawResponseDays: number;
  /** True when its metadata has an address, so that a key we do not know may be a new one. */
  readonly looksForMetadata: boolean;
  readonly addresses: ConnectionAddresses;
  readonly targets: TargetSettings;
  readonly login: LoginSettings;
  readonly logout: LogoutSettings;
  readonly gate: GateSettings;
  readonly policy: PolicySettings;
  readonly keys: SiteKeys;
}

/** Sources of the user name where a connection names none (design 4.4). */
export const defaultUsernameFrom: readonly string[] = ['uid', 'SAML_SUBJECT', 'Name_ID', 'NameID'];

/** Attribute names of our fields where a connection names none (design 4.4). */
export const defaultAttributes: AttributeMapping = {
  firstName: ['firstname'],
  lastName: ['lastname'],
  email: ['email'],
  displayName: [],
  language: [],
};

/** Where a connection is reached. */
export function connectionAddresses(publicUrl: string, site: string, connection: string): ConnectionAddresses {
  const base = `${publicUrl}/saml/${encodeURIComponent(site)}/${encodeURIComponent(connection)}`;
  return {
    metadata: `${base}/metadata`,
    login: `${base}/login`,
    acs: `${base}/acs`,
    complete: `${base}/complete`,
    logout: `${base}/logout`,
  };
}
