import { z } from 'zod';
import type { Database, Prisma } from '../db';
import { mappedFields, singleValuedAttributes, type AttributeMapping, type PolicySettings } from '../jit';
import type { SecretBox } from '../keys';
import {
  ensureSiteKeys,
  loadSiteKeys,
  parsePinnedCertificate,
  type GateSettings,
  type LoginSettings,
  type LogoutSettings,
  type MakeSiteKey,
  type PinnedCertificate,
  type SiteKeys,
} from '../saml';
import {
  connectionAddresses,
  defaultAttributes,
  defaultUsernameFrom,
  type AdminContact,
  type ConnectionAddresses,
  type LoadedConnection,
} from './loadedConnection';

/** What loading depends on. */
export interface LoadDeps {
  readonly database: Database;
  readonly box: SecretBox;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  /** True where PUBLIC_URL is http on loopback: then addresses of identity providers may be http too. */
  readonly insecureLoopback: boolean;
  /** False closes the demo's site: without its people page it would only be a door that a kept key opens. */
  readonly demoIsOn: boolean;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** Stands in for the real maker of key pairs in tests. */
  readonly makeKey?: MakeSiteKey;
}

/** What is stored of a connection cannot be read: code 9. The message names the field, never a value. */
export class ConnectionUnreadableError extends Error {
  /** Whose it is, so that the attempt can be kept; known once the rows were found. */
  owner: { readonly siteId: string; readonly connectionId: string } | null = null;

  constructor(field: string, options?: ErrorOptions) {
    super(`The stored field ${field} of the connection cannot be read`, options);
    this.name = 'ConnectionUnreadableError';
  }
}

const included = {
  certificates: { orderBy: { position: 'asc' } },
  site: {
    include: {
      trackingCodes: { orderBy: { number: 'asc' }, include: { values: { orderBy: { position: 'asc' } } } },
      keys: { select: { use: true, state: true } },
    },
  },
} satisfies Prisma.ConnectionInclude;
type Row = Prisma.ConnectionGetPayload<{ include: typeof included }>;

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
const contactSchema = z.object({ name: optionalText, email: optionalText, url: optionalText });
const mappingSchema = z.object(
  Object.fromEntries(mappedFields.map((field) => [field, z.array(z.string()).optional()])),
);
const legacySchema = z.object({ allow: z.array(z.enum(['sha1', 'cbc'])), until: z.string() }).nullable();

/**
 * Reads a connection with its site, certificates, keys and tracking codes, and parses each key once. Makes the keys of
 * the site when it has none yet. Null when there is no such site or connection.
 *
 * @throws ConnectionUnreadableError when something stored cannot be understood (code 9)
 */
export async function loadConnection(
  deps: LoadDeps,
  site: string,
  connection: string,
): Promise<LoadedConnection | null> {
  const found = await findVersioned(deps.database, site, connection);
  if (found === null) return null;
  const has = (use: 'signing' | 'encryption') =>
    found.row.site.keys.some((key) => key.use === use && key.state === 'current');
  if (has('signing') && has('encryption')) return assemble(deps, found);
  await ensureSiteKeys(deps, found.row.siteId);
  // Making keys has raised the settings version.
  const again = await findVersioned(deps.database, site, connection);
  return again && assemble(deps, again);
}

/** The rows of a connection, and a settings version that is not newer than any of them. */
interface Versioned {
  readonly row: Row;
  readonly settingsVersion: number;
}

/**
 * The version is read first, in a statement of its own: the rows come by several statements, and settings that change
 * between two of them must leave a version that is noticed to be out of date, never the new version beside old settings.
 */
async function findVersioned(database: Database, site: string, connection: string): Promise<Versioned | null> {
  const known = await database.prisma.site.findUnique({ where: { slug: site }, select: { settingsVersion: true } });
  if (known === null) return null;
  const row = await findRow(database, site, connection);
  return row && { row, settingsVersion: Number(known.settingsVersion) };
}

function findRow(database: Database, site: string, connection: string): Promise<Row | null> {
  return database.prisma.connection.findFirst({ where: { name: connection, site: { slug: site } }, include: included });
}

async function assemble(deps: LoadDeps, { row, settingsVersion }: Versioned): Promise<LoadedConnection> {
  try {
    return await read(deps, row, settingsVersion);
  } catch (error) {
    const unreadable =
      error instanceof ConnectionUnreadableError ? error : new ConnectionUnreadableError('keys', { cause: error });
    unreadable.owner = { siteId: row.siteId, connectionId: row.id };
    throw unreadable;
  }
}

async function read(deps: LoadDeps, row: Row, settingsVersion: number): Promise<LoadedConnection> {
  const { site } = row;
  const addresses = connectionAddresses(deps.publicUrl, site.slug, row.name);
  const keys = await loadSiteKeys(deps.database, deps.box, row.siteId);
  const policy = policySettings(row);
  return {
    siteId: row.siteId,
    connectionId: row.id,
    site: site.slug,
    connection: row.name,
    siteName: site.name,
    settingsVersion,
    enabled: site.ssoEnabled && row.enabled && (deps.demoIsOn || !site.isDemo),
    adminContact: readStored<AdminContact>('adminContact', contactSchema, site.adminContact),
    errorUrl: site.errorUrl,
    rawResponseDays: site.rawResponseDays,
    looksForMetadata: row.metadataUrl !== null,
    addresses,
    targets: { publicUrl: deps.publicUrl, defaultTarget: site.defaultTarget, allowedTargets: site.allowedTargets },
    login: loginSettings(deps, row, addresses, keys),
    logout: logoutSettings(deps, row, addresses, keys),
    gate: gateSettings(row, addresses, keys, policy),
    policy,
    keys,
  };
}

function loginSettings(deps: LoadDeps, row: Row, addresses: ConnectionAddresses, keys: SiteKeys): LoginSettings {
  return {
    spEntityId: addresses.metadata,
    acsUrl: addresses.acs,
    ssoUrl: row.ssoUrl,
    ssoBinding: row.ssoBinding,
    signAuthnRequest: row.signAuthnRequest,
    nameIdFormat: row.nameIdFormat,
    authnContextClassRefs: row.authnContextClassRefs,
    signing: keys.signing,
    allowHttp: deps.insecureLoopback,
  };
}

function logoutSettings(deps: LoadDeps, row: Row, addresses: ConnectionAddresses, keys: SiteKeys): LogoutSettings {
  return {
    spEntityId: addresses.metadata,
    logoutUrl: addresses.logout,
    sloUrl: row.sloUrl,
    sloResponseUrl: row.sloResponseUrl,
    sloBinding: row.sloBinding ?? row.ssoBinding,
    signing: keys.signing,
    allowHttp: deps.insecureLoopback,
  };
}

function gateSettings(row: Row, addresses: ConnectionAddresses, keys: SiteKeys, policy: PolicySettings): GateSettings {
  const parsed = row.certificates.map(({ pem }) => parsePinnedCertificate(pem));
  const certificates = parsed.filter((certificate): certificate is PinnedCertificate => !('problem' in certificate));
  return {
    spEntityId: addresses.metadata,
    acsUrl: addresses.acs,
    idpEntityId: row.idpEntityId,
    certificates,
    unusableCertificates: parsed.length - certificates.length,
    decryptionKeys: keys.decryptionKeys,
    nameIdFormat: row.nameIdFormat,
    authnContextClassRefs: row.authnContextClassRefs,
    unsolicited: row.unsolicited,
    enforceCertificateExpiry: row.enforceCertificateExpiry,
    requireEncryptedAssertion: row.requireEncryptedAssertion,
    requireSigned: row.requireSigned,
    legacyAlgorithms: legacyAlgorithms(row.legacyAlgorithms),
    scopes: row.scopes,
    clockSkewSeconds: row.clockSkewSeconds,
    usernameFrom: policy.usernameFrom,
    mappedAttributes: singleValuedAttributes(policy),
  };
}

function policySettings(row: Row): PolicySettings {
  const { site } = row;
  const mapping = readStored<Partial<AttributeMapping>>('attributes', mappingSchema, row.attributes);
  return {
    partnerId: site.partnerId,
    allowedEmailDomains: site.allowedEmailDomains,
    blockedEmailDomains: site.blockedEmailDomains,
    autoCreate: site.autoCreate,
    autoUpdate: site.autoUpdate,
    removeUpnSuffix: site.removeUpnSuffix,
    upnSuffixes: site.upnSuffixes,
    newAccounts: site.newAccountsPending ? 'pending' : 'active',
    connectionId: row.id,
    connectionName: row.name,
    // An empty list is a column nobody filled in: no connection is meant for nobody.
    allowedTypes: row.allowedTypes.length > 0 ? row.allowedTypes : ['host', 'attendee'],
    usernameFrom: row.usernameFrom.length > 0 ? row.usernameFrom : defaultUsernameFrom,
    attributes: { ...defaultAttributes, ...mapping },
    trackingCodes: site.trackingCodes.map(({ number, label, input, usage, values }) => ({
      number,
      label,
      input,
      usage,
      values: values.map(({ value, active }) => ({ value, active })),
    })),
  };
}

/** A day without a time means its end, in UTC. */
function legacyAlgorithms(stored: Prisma.JsonValue): GateSettings['legacyAlgorithms'] {
  const read = readStored<z.infer<typeof legacySchema>>('legacyAlgorithms', legacySchema, stored);
  if (read === null) return null;
  const until = new Date(/^\d{4}-\d{2}-\d{2}$/.test(read.until) ? `${read.until}T23:59:59.999Z` : read.until);
  if (Number.isNaN(until.getTime())) throw new ConnectionUnreadableError('legacyAlgorithms');
  return { allow: read.allow, until };
}

function readStored<Value>(field: string, schema: z.ZodType, stored: unknown): Value {
  const result = schema.safeParse(stored);
  if (!result.success) throw new ConnectionUnreadableError(field, { cause: result.error });
  return result.data as Value;
}
