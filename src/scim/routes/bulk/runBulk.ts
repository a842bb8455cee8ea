import { asScimError, errorBody, scimError, type ErrorLanguage, type ScimError } from '../../protocol/errors';
import { urns, type JsonObject } from '../../protocol/schema';
import type { Reply } from '../reply';
import { inOrder, resolved } from './bulkIds';
import { parseBulk, type BulkOperation } from './parseBulk';

/** How one operation ended. */
export interface BulkStep {
  readonly reply: Reply | null;
  readonly error: ScimError | null;
}

/**
 * Carries out a bulk request (RFC 7644 section 3.7): operations one after another, each by itself and all of them logged as
 * calls; an error ends only its own, until `failOnErrors` of them have come. What was not reached is not answered.
 *
 * @param carryOut does one operation, its references resolved; must not throw
 * @throws ScimError when the request is no bulk request, or too long
 */
export async function runBulk(
  body: Parameters<typeof parseBulk>[0],
  language: ErrorLanguage | null,
  carryOut: (operation: BulkOperation, unresolved: ScimError | null) => Promise<BulkStep>,
): Promise<Reply> {
  const { operations, failOnErrors } = parseBulk(body);
  const made = new Map<string, string>();
  const answers = new Map<number, JsonObject>();
  let errors = 0;
  for (const sent of inOrder(operations)) {
    if (failOnErrors !== null && errors >= failOnErrors) break;
    const [operation, unresolved] = resolve(sent, made);
    const step = await carryOut(operation, unresolved);
    if (step.error) errors += 1;
    const id = step.reply?.headers?.['Location']?.split('/').at(-1);
    if (operation.bulkId !== null && id !== undefined) made.set(operation.bulkId, id);
    answers.set(operation.index, answerOf(operation, step, language));
  }
  const inPlace = [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
  return { status: 200, body: { schemas: [urns.bulkResponse], Operations: inPlace }, effect: null };
}

function resolve(sent: BulkOperation, made: ReadonlyMap<string, string>): [BulkOperation, ScimError | null] {
  try {
    return [resolved(sent, (bulkId) => made.get(bulkId)), null];
  } catch (error) {
    return [sent, asScimError(error)];
  }
}

/** Bodies of successes are left out: they would make the answer as long as all resources together. */
function answerOf(operation: BulkOperation, { reply, error }: BulkStep, language: ErrorLanguage | null): JsonObject {
  const { method, bulkId } = operation;
  const location = reply?.headers?.['Location'];
  const version = reply?.headers?.['ETag'];
  const failure = error ?? (reply === null ? scimError(28) : null);
  return {
    method,
    ...(bulkId !== null && { bulkId }),
    ...(location !== undefined && { location }),
    ...(version !== undefined && { version }),
    status: String(failure?.status ?? reply?.status),
    ...(failure && { response: errorBody(failure, language) }),
  };
}
