/**
 * Owns: bulk requests (RFC 7644 section 3.7): their form, the order of their operations, references between them, the answer.
 * Owns not: what a single operation does (`scim/routes`).
 */
export { parseBulk, type BulkOperation } from './parseBulk';
export { runBulk, type BulkStep } from './runBulk';
