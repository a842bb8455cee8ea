/** Who keeps name, e-mail address and tracking codes of an account. */
export type Keeper = 'person' | 'identity_provider' | 'provisioning';

/** What that depends on. */
export interface KeeperFacts {
  /** Name of the provisioning that owns the account; null for none. */
  readonly managedBy: string | null;
  /** True when sign-ins may update accounts of the site. */
  readonly autoUpdate: boolean;
  readonly ssoEnabled: boolean;
  /** True when the account belongs to a connection that is switched on. */
  readonly hasConnection: boolean;
}

/**
 * Decides who keeps the details of an account. A directory that provisions it comes first; else the identity provider of
 * its connection, where sign-ins update accounts; else the person. Language, time zone and display name are always the
 * person's own unless a directory keeps them.
 */
export function decideKeeper({ managedBy, autoUpdate, ssoEnabled, hasConnection }: KeeperFacts): Keeper {
  if (managedBy !== null) return 'provisioning';
  return autoUpdate && ssoEnabled && hasConnection ? 'identity_provider' : 'person';
}
