import { serviceLimits } from '../../protocol/discovery';
import { scimError } from '../../protocol/errors';
import { isJsonObject, ownValue, type Json, type JsonObject } from '../../protocol/schema';

/** One operation of a bulk request (RFC 7644 section 3.7), as far as its form goes. */
export interface BulkOperation {
  /** Place in the request, from 0. */
  readonly index: number;
  /** In capitals. */
  readonly method: string;
  /** As sent, below the base address. */
  readonly path: string;
  readonly bulkId: string | null;
  /** The version of the resource it is meant for, as If-Match. */
  readonly version: string | null;
  readonly data: Json;
}

/** A bulk request. */
export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** Errors after which it ends; null: never. */
  readonly failOnErrors: number | null;
}

/**
 * Reads the body of a bulk request.
 *
 * @throws ScimError operation_invalid, value_of_wrong_type, too_many_operations (413)
 */
export function parseBulk(body: Json): BulkRequest {
  if (!isJsonObject(body)) throw scimError('value_of_wrong_type', { attribute: 'body', note: 'expected an object' });
  const operations = memberOf(body, 'Operations');
  if (!Array.isArray(operations)) throw scimError('operation_invalid', { note: "'Operations' is not a list" });
  const { maxOperations } = serviceLimits;
  if (operations.length > maxOperations) {
    throw scimError('too_many_operations', { note: `more than ${maxOperations} operations` });
  }
  const parsed = (operations as readonly Json[]).map(parseOperation);
  const ids = parsed.flatMap(({ bulkId }) => (bulkId === null ? [] : [bulkId]));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw scimError('operation_invalid', { note: `bulkId ${twice} was given twice` });
  return { operations: parsed, failOnErrors: failOnErrorsOf(memberOf(body, 'failOnErrors')) };
}

function failOnErrorsOf(value: Json | undefined): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw scimError('value_of_wrong_type', { attribute: 'failOnErrors' });
}

function parseOperation(operation: Json, index: number): BulkOperation {
  const place = `Operations[${index}]`;
  if (!isJsonObject(operation)) throw scimError('operation_invalid', { note: `${place} is not an object` });
  const [method, path] = [memberOf(operation, 'method'), memberOf(operation, 'path')];
  if (typeof method !== 'string' || typeof path !== 'string') {
    throw scimError('operation_invalid', { note: `${place} needs a method and a path` });
  }
  const [bulkId, version] = [memberOf(operation, 'bulkId') ?? null, memberOf(operation, 'version') ?? null];
  if ((bulkId !== null && typeof bulkId !== 'string') || (version !== null && typeof version !== 'string')) {
    throw scimError('operation_invalid', { note: `bulkId or version of ${place} is no text` });
  }
  return { index, method: method.toUpperCase(), path, bulkId, version, data: memberOf(operation, 'data') ?? null };
}

/** Names of messages have no case, like those of attributes. */
function memberOf(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : ownValue(object, key);
}
