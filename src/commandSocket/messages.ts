import { z } from 'zod';

/** What the server says first, before it is asked: whoever connects knows that somebody is awake. */
export const greeting = { usher: 1 } as const;
/** The greeting as it is read. */
export const greetingSchema = z.object({ usher: z.literal(1) });

/** A request is one line of JSON. */
export const requestSchema = z.strictObject({ command: z.string().min(1).max(100), args: z.unknown() });

/** An answer is one line of JSON. `busy`: the owner of the folder is starting or stopping, or is itself a command. */
export const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ error: z.strictObject({ message: z.string(), exitCode: z.union([z.literal(1), z.literal(2)]) }) }),
  z.strictObject({ busy: z.literal(true) }),
]);

/** What came of a command that a running server carried out: its result, or what to print and with which code to exit. */
export type CommandAnswer =
  | { readonly ok: true; readonly result?: unknown }
  | { readonly error: { readonly message: string; readonly exitCode: 1 | 2 } };

/** Longest line in either direction, in characters: a site file with its metadata files, or a saved HAR. */
export const longestLine = 64 * 1024 * 1024;

/** A command that ends with a message for its user: exit code 1 (refused, found something) or 2 (used wrongly). */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}
