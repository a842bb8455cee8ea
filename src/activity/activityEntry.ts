import { newId } from '../newId';
import { cutFields } from './cutLong';

/** What happened, as the one who did it says it. */
export interface ActivityFacts {
  readonly at: Date;
  /** Null for what concerns all sites. */
  readonly siteId: string | null;
  /** Who: `file`, `command`, `schedule`, `jit:<connection>`, `operator:<e-mail>`, `account:<user name>`. */
  readonly actor: string;
  /** What kind of thing was done, `<kind>.<verb>`: `account.create`, `connection.update`, `workspace.remove`. */
  readonly action: string;
  /** To whom or what: a user name, the name of a connection, a slug. */
  readonly subject: string;
  /** The fields that changed, as they were; null when there was nothing before. */
  readonly before: object | null;
  /** The same fields, as they are; null when there is nothing any more. */
  readonly after: object | null;
  /** Of the sign-in attempt that did it; absent or null for everything else. */
  readonly reference?: string | null;
}

/** One line of the activity log, ready to be stored. */
export interface ActivityEntry extends ActivityFacts {
  /** UUID version 7: the order of lines of one moment. */
  readonly id: string;
  readonly reference: string | null;
}

/** Fields whose value no log ever holds, at any depth: that they changed is all it tells. */
const secretField = /password|secret|privatekey|token/i;
const hidden = '[hidden]';

/** Makes a line of the log. Values of fields that hold secrets are replaced, long ones are cut, whoever passed them. */
export function activityEntry(facts: ActivityFacts): ActivityEntry {
  const { before, after, reference = null } = facts;
  return { ...facts, id: newId(), reference, before: kept(before), after: kept(after) };
}

/** Secrets first: half a secret is one still. */
function kept(side: object | null): object | null {
  return side === null ? null : cutFields(hideIn(side) as object);
}

/** The values of a list are named by their administrators: a department called "Tokens" is no secret. */
function isSecret(field: string): boolean {
  return secretField.test(field) && !field.startsWith('values.');
}

function hideIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideIn);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      isSecret(field) && inner !== null && typeof inner !== 'boolean' ? hidden : hideIn(inner),
    ]),
  );
}
