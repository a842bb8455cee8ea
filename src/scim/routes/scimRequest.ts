import type { ScimCall } from '../call';
import type { Json } from '../protocol/schema';
import type { ScimGroups, ScimUsers } from '../services';
import type { QueryParameters } from './parseQuery';
import type { Reply } from './reply';

/** The services behind the addresses. */
export interface ScimServices {
  readonly users: ScimUsers;
  readonly groups: ScimGroups;
}

/** A request as its endpoint carries it out: authenticated, its body read. */
export interface ScimRequest {
  readonly call: ScimCall;
  /** Method of HTTP, in capitals; HEAD counts as GET. */
  readonly method: string;
  /** What stands in the address in the place of `:id`; empty where there is none. */
  readonly id: string;
  readonly parameters: QueryParameters;
  /** Null when no body was sent. */
  readonly body: Json;
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

/** Carries out one method of one endpoint. Refusals are thrown as ScimErrors. */
export type Handler = (request: ScimRequest, services: ScimServices) => Promise<Reply>;
