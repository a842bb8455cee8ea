import type { FieldChange } from '../activity';
import type { ScimCall } from './call';
import type { Filter } from './protocol/filter';
import type { PatchOperation } from './protocol/patch';
import type { Projection } from './protocol/projection';
import type { FoundAttribute, JsonObject } from './protocol/schema';

/** Somebody or something a call was about, for the call log. */
export interface ScimSubject {
  readonly id: string;
  /** User name, or display name of the group, as it was then. */
  readonly name: string;
}

/** What a call did to a resource. */
export interface ScimEffect {
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'removed' | 'read';
  /** What changed, for the call log; members by counts and at most 100 names. */
  readonly changes: readonly FieldChange[];
  readonly account: ScimSubject | null;
  readonly entitlement: ScimSubject | null;
}

/** What a call on one resource answers. */
export interface ScimAnswer extends ScimEffect {
  readonly id: string;
  /**
   * The resource as it is now, complete (the routes cut it to the projection) but for what is costly and the projection does
   * not want: members of a group, groups of a person. Null when no projection was given.
   */
  readonly resource: JsonObject | null;
  /** `W/"…"`, the same as `meta.version`. */
  readonly version: string;
}

/** A question for several resources, its limits already applied (RFC 7644 section 3.4.2). */
export interface ScimQuery {
  readonly filter: Filter | null;
  /** From 1. */
  readonly startIndex: number;
  /** 0 asks for the total alone; never above the largest page. */
  readonly count: number;
  readonly sortBy: FoundAttribute | null;
  readonly sortOrder: 'ascending' | 'descending';
  readonly projection: Projection;
}

/** One page and how many there are in all. */
export interface ScimPage {
  readonly total: number;
  readonly startIndex: number;
  readonly resources: readonly JsonObject[];
}

/** How a write is meant and answered. */
export interface WriteOptions {
  /** The header If-Match as sent; null: any version. Judged by `requireVersion` within the transaction. */
  readonly ifMatch: string | null;
  /** What of the resource the answer shows; null: nothing, so that it need not be read. */
  readonly projection: Projection | null;
}

/**
 * What the routes ask of people and of groups. Everything refused is thrown as a ScimError; an id that is no UUID, of another
 * site or not visible to the provisioning is row 1 as 404. What changes something calls `call.record` as the last statement of
 * its transaction.
 */
export interface ScimResources {
  list(call: ScimCall, query: ScimQuery): Promise<ScimPage>;
  read(call: ScimCall, id: string, projection: Projection): Promise<ScimAnswer>;
  /** @param resource canonical, as `readResource` gives it */
  create(call: ScimCall, resource: JsonObject, options: WriteOptions): Promise<ScimAnswer>;
  /** @param resource canonical, as `readResource` gives it; what of the stored one stays is the service's to say */
  replace(call: ScimCall, id: string, resource: JsonObject, options: WriteOptions): Promise<ScimAnswer>;
  patch(call: ScimCall, id: string, operations: readonly PatchOperation[], options: WriteOptions): Promise<ScimAnswer>;
  remove(call: ScimCall, id: string, options: Pick<WriteOptions, 'ifMatch'>): Promise<ScimEffect>;
}

/** People: `createScimUsers`. */
export type ScimUsers = ScimResources;

/** Groups, which are entitlements: `createScimGroups`. */
export type ScimGroups = ScimResources;
