import { createHash } from 'node:crypto';

/** How often something may happen. */
export interface Limit {
  /** What is counted and for whom, as a hash: short, whatever a client calls itself. */
  readonly key: string;
  readonly most: number;
  /** Length of the window, which begins with the first that is counted. */
  readonly seconds: number;
}

/**
 * What is counted. `forged`: posts whose signature did not verify, so that nobody genuine is behind them. `refused`: what an
 * identity provider did sign, and requests that are no posts, which any page can make a browser send. `password`: wrong
 * passwords, each of which costs a slow hash, whether the name exists or not. `link`: requests that may send a mail. `scim`:
 * wrong secrets and tokens of SCIM clients.
 */
export type Counted = 'forged' | 'refused' | 'completion' | 'login' | 'password' | 'link' | 'scim';

/**
 * What is counted for a person who is signed in. `metadata`: documents of identity providers, each of which may take half a
 * second to read. `keys`: changes of our own keys, each of which makes pairs for a second or two.
 */
export type CountedOfPerson = 'metadata' | 'keys';

/**
 * What is counted for a SCIM client whose secret is right. `token`: access tokens, each of which costs a signature and lasts for
 * an hour, so that a handful would do.
 */
export type CountedOfClient = 'token';

const seconds = 60;
const mostOfAddress: Readonly<Record<Counted, number>> = {
  forged: 300,
  refused: 300,
  completion: 300,
  login: 6_000,
  password: 60,
  link: 10,
  scim: 300,
};
const mostOfPerson: Readonly<Record<CountedOfPerson, number>> = { metadata: 20, keys: 6 };
const mostOfClient: Readonly<Record<CountedOfClient, number>> = { token: 120 };
const mostRefusedOfConnection = 1_000;
const mostWrongOfProvisioning = 1_000;

/** The key under which `counted` is counted for a network. */
export function networkKey(counted: Counted, network: string): string {
  return keyOf(counted, 'network', network);
}

/**
 * What one client may cause, and what all clients together may cause on one connection, in this order.
 *
 * @param targetId the connection; of `scim`, the provisioning; null for none
 */
export function limitsOf(counted: Counted, network: string | null, targetId: string | null): readonly Limit[] {
  return [
    ...(network === null ? [] : [{ key: networkKey(counted, network), most: mostOfAddress[counted], seconds }]),
    ...(targetId === null ? [] : [limitOfTarget(counted, targetId)]),
  ];
}

function limitOfTarget(counted: Counted, id: string): Limit {
  return counted === 'scim'
    ? { key: keyOf('scim', 'provisioning', id), most: mostWrongOfProvisioning, seconds }
    : { key: keyOf('refused', 'connection', id), most: mostRefusedOfConnection, seconds };
}

/** What one person may cause. `person`: an id that is theirs over all sites. */
export function limitOfPerson(counted: CountedOfPerson, person: string): Limit {
  return { key: keyOf(counted, 'person', person), most: mostOfPerson[counted], seconds };
}

/** What one SCIM client may cause. */
export function limitOfClient(counted: CountedOfClient, provisioningId: string): Limit {
  return { key: keyOf(counted, 'client', provisioningId), most: mostOfClient[counted], seconds };
}

function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
