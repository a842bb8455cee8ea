import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Database, Prisma } from '../../../src/db';
import { createMetrics } from '../../../src/health';
import { createQueue } from '../../../src/jobs';
import type { Log } from '../../../src/log';
import { createSendMail } from '../../../src/mail';
import { RateLimits } from '../../../src/rateLimits';
import { logRequests } from '../../../src/requestId';
import { CallLog, readCall, readCalls, type KeptCall } from '../../../src/scim/calls';
import { oauthTokenRoutes, SecretHashes } from '../../../src/scim/credentials';
import type { Timers } from '../../../src/scim/groups';
import type { Json, JsonObject } from '../../../src/scim/protocol/schema';
import { scimRoutes } from '../../../src/scim/routes';
import { SigningKeys } from '../../../src/tokens';
import { serve } from '../../support/http';
import { makeProvisioning } from '../../support/provisioning';
import { makeAccount, makeSharedKey, makeSite, testBox, testNow, testPublicUrl } from '../../support/site';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A body as far as tests look into it: a resource, a list, an error or a bulk answer. */
export interface Body {
  readonly [member: string]: unknown;
  readonly schemas: readonly string[];
  readonly id: string;
  readonly externalId?: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly active?: boolean;
  readonly title?: string;
  readonly name?: Readonly<Record<string, string>>;
  readonly emails?: readonly JsonObject[];
  readonly members?: readonly { readonly value: string }[];
  readonly meta: Readonly<Record<'location' | 'version' | 'resourceType' | 'created' | 'lastModified', string>>;
  readonly totalResults: number;
  readonly itemsPerPage: number;
  readonly startIndex: number;
  readonly Resources: readonly Body[];
  readonly Operations: readonly (Readonly<Record<string, string>> & { readonly response?: Body })[];
  readonly status?: string;
  readonly scimType?: string;
  readonly detail?: string;
  readonly 'urn:usher:scim:2.0:Error'?: Readonly<Record<string, string | number>>;
}

/** An answer with its body read. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Null, whatever its type says, when there was none. */
  readonly body: Body;
  readonly text: string;
}

/** What a request is sent with. */
export interface Sending {
  readonly body?: Json | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What of the composition a test puts in the place of the real. */
export interface ScimSiteOptions {
  readonly site?: Partial<Prisma.SiteCreateInput>;
  readonly provisioning?: Partial<Prisma.ProvisioningUncheckedCreateInput>;
  readonly actingRoles?: readonly string[];
  /** Timers of the wait for a membership. */
  readonly groups?: { readonly timers: Timers };
  readonly rateLimits?: boolean;
}

const everyActingRole = ['Org Security Admin', 'Org User Admin', 'Org Workspace Admin'];

/** The SCIM addresses over HTTP on a real database, with a site and one client of it. */
export class ScimSite {
  readonly logged: { readonly message: string; readonly fields?: object }[] = [];
  moment = testNow;

  private constructor(
    readonly database: Database,
    readonly siteId: string,
    readonly actingId: string,
    readonly provisioning: { readonly id: string; readonly secret: string },
    readonly credentialType: 'basic' | 'bearer' | 'oauth',
    readonly callLog: CallLog,
    readonly metrics: ReturnType<typeof createMetrics>,
  ) {}

  url = '';
  private stop: () => Promise<void> = () => Promise.resolve();

  /** Starts one. The database stays the caller's to close. */
  static async start(database: Database, options: ScimSiteOptions = {}): Promise<ScimSite> {
    const { siteId } = await makeSite(database, { site: { seats: 100, ...options.site } });
    const acting = { username: 'scim@acme.test', type: 'attendee' as const, displayName: 'SCIM' };
    const roles = [...(options.actingRoles ?? everyActingRole)];
    const actingId = await makeAccount(database, siteId, { ...acting, roles });
    const columns = { actingAccountId: actingId, ...options.provisioning };
    const provisioning = await makeProvisioning(database, siteId, columns);
    return ScimSite.beside(database, siteId, actingId, provisioning, options);
  }

  /** The addresses for a provisioning that is there. */
  static async beside(
    database: Database,
    siteId: string,
    actingId: string,
    provisioning: { readonly id: string; readonly secret: string },
    options: ScimSiteOptions = {},
  ): Promise<ScimSite> {
    const logged: ScimSite['logged'] = [];
    const write = (message: string, fields?: object) => void logged.push({ message, ...(fields && { fields }) });
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const callLog = new CallLog({ database, box: testBox, log });
    const metrics = createMetrics(false);
    const type = options.provisioning?.credentialType ?? 'bearer';
    const site = new ScimSite(database, siteId, actingId, provisioning, type, callLog, metrics);
    const clock = () => site.moment;
    const queue = createQueue(database);
    const shared = {
      database,
      box: testBox,
      publicUrl: testPublicUrl,
      signingKeys: new SigningKeys({
        database,
        box: testBox,
        clock,
        random: randomBytes,
        makeKey: makeSharedKey,
      } as never),
      secretHashes: new SecretHashes({ database, box: testBox }),
      rateLimits: new RateLimits(options.rateLimits ?? false),
      config: { rateLimits: options.rateLimits ?? false },
      callLog,
      log,
      metrics,
      clock,
      elapsed: () => performance.now(),
      queue,
      sendMail: createSendMail({ queue, box: testBox, clock }),
    };
    const app = express();
    app.set('env', 'production');
    app.disable('x-powered-by');
    app.set('query parser', 'simple');
    app.use(logRequests(log, shared.elapsed));
    app.use(oauthTokenRoutes(shared));
    app.use(scimRoutes({ ...shared, ...options.groups }));
    const served = await serve(app);
    Object.assign(site, { url: served.url, stop: () => served.close(), logged });
    return site;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.callLog.flush();
  }

  /** Address of the provisioning as clients are given it. */
  get baseUrl(): string {
    return `${testPublicUrl}/scim/v2/${this.provisioning.id}`;
  }

  get authorization(): string {
    const { id, secret } = this.provisioning;
    if (this.credentialType !== 'basic') return `Bearer ${secret}`;
    return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  }

  /** Sends a request below the base address, with the right credential unless headers say otherwise. */
  async send(method: string, path: string, { body, headers = {} }: Sending = {}): Promise<Answered> {
    // Two calls of one millisecond would have no order.
    this.moment = new Date(this.moment.getTime() + 1);
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const sent = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
    const response = await fetch(`${this.url}/scim/v2/${this.provisioning.id}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: this.authorization,
        ...(sent === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent as string }),
    });
    const text = await response.text();
    const parsed = (text === '' ? null : JSON.parse(text)) as Body;
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: Json, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('POST', path, { body, headers });
  }

  put(path: string, body: Json, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('PUT', path, { body, headers });
  }

  patch(path: string, operations: readonly JsonObject[], headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('PATCH', path, { body: { schemas: [patchUrn], Operations: operations }, headers });
  }

  /** Makes a person and gives what was answered. */
  async person(userName: string, more: JsonObject = {}): Promise<Body> {
    const made = await this.post('/Users', personBody(userName, more));
    if (made.status !== 201) throw new Error(`POST answered ${made.status}: ${made.text}`);
    return made.body;
  }

  /** The group of that name, as a look-up finds it. */
  async groupNamed(displayName: string): Promise<Body> {
    const filter = encodeURIComponent(`displayName eq ${JSON.stringify(displayName)}`);
    const found = await this.get(`/Groups?filter=${filter}`);
    const [group] = found.body.Resources;
    if (!group) throw new Error(`there is no group ${displayName}`);
    return group;
  }

  /** The newest call of the log, with its bodies. */
  async lastCall(): Promise<KeptCall> {
    await this.callLog.flush();
    const of = { siteId: this.siteId, provisioningId: this.provisioning.id };
    const [line] = await readCalls(this.database, { ...of, limit: 1 });
    const call = line && (await readCall({ database: this.database, box: testBox }, this.siteId, line.id));
    if (!call) throw new Error('no call was logged');
    return call;
  }
}

/** A person as a client posts one: complete, and accepted by every rule. */
export function personBody(userName: string, more: JsonObject = {}): JsonObject {
  const [givenName = 'x'] = userName.split('@');
  return {
    schemas: [core],
    userName,
    name: { givenName, familyName: 'Example' },
    displayName: `${givenName} Example`,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
    ...more,
  };
}
