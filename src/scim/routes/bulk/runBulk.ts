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

/** What a bulk request is answered with regard to. */
export interface BulkContext {
  /** Base address of the provisioning. */
  readonly baseUrl: string;
  /** Of errors. */
  readonly language: ErrorLanguage | null;
  /** Aborted when the client hangs up: then no further operation is begun. */
  readonly signal: AbortSignal;
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
  context: BulkContext,
  carryOut: (operation: BulkOperation, unresolved: ScimError | null) => Promise<BulkStep>,
): Promise<Reply> {
  const { operations, failOnErrors } = parseBulk(body);
  const made = new Map<string, string>();
  const answers = new Map<number, JsonObject>();
  let errors = 0;
  for (const sent of inOrder(operations)) {
    if (context.signal.aborted || (failOnErrors !== null && errors >= failOnErrors)) break;
    const [operation, unresolved] = resolve(sent, made);
    const step = await carryOut(operation, unresolved);
    if (step.error) errors += 1;
    const id = step.reply?.headers?.['Location']?.split('/').at(-1);
    if (operation.bulkId !== null && id !== undefined) made.set(operation.bulkId, id);
    answers.set(operation.index, answerOf(operation, step, context));
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

/**
 * Bodies of successes are left out: they would make the answer as long as all resources together. Every answer says where the
 * resource is, but that to a failed POST, which has none.
 */
function answerOf(operation: BulkOperation, { reply, error }: BulkStep, context: BulkContext): JsonObject {
  const { method, bulkId, path } = operation;
  const { baseUrl, language } = context;
  const named = path.startsWith('/') ? `${baseUrl}${path}` : path;
  const location = reply?.headers?.['Location'] ?? (method === 'POST' ? undefined : named);
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
