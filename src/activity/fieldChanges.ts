/** One field that changes, by its dotted name in the site file. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Lays what a file says over what is there: absent fields stay, groups of fields are laid over each other, everything
 * else (lists too) is replaced.
 */
export function overlay<State extends object>(state: State, written: object): State {
  const result: Record<string, unknown> = Object.fromEntries(Object.entries(state));
  for (const [field, value] of Object.entries(written)) {
    if (value === undefined || !(field in state)) continue;
    const current = result[field];
    result[field] = isGroup(value) && isGroup(current) ? { ...current, ...definedOf(value) } : value;
  }
  return result as State;
}

/** The fields in which two states differ; groups of fields are compared field by field. */
export function fieldChanges(before: object | null, after: object | null): FieldChange[] {
  const [one, other] = [flat(before), flat(after)];
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields
    .map((field) => ({ field, before: one[field] ?? null, after: other[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/**
 * The two sides of a line of the log: only the fields in which the states differ.
 *
 * @returns both sides null when nothing differs; `before` is null for what is new, `after` for what goes
 */
export function changedSides(
  before: object | null,
  after: object | null,
): { readonly before: object | null; readonly after: object | null } {
  const changes = fieldChanges(before, after);
  if (changes.length === 0) return { before: null, after: null };
  const side = (which: 'before' | 'after') =>
    Object.fromEntries(changes.map((change) => [change.field, change[which]]));
  return { before: before === null ? null : side('before'), after: after === null ? null : side('after') };
}

function flat(state: object | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state ?? {}).flatMap(([field, value]: [string, unknown]) =>
      isGroup(value)
        ? Object.entries(value).map(([inner, innerValue]) => [`${field}.${inner}`, shown(inner, innerValue)])
        : [[field, shown(field, value)]],
    ),
  );
}

/** A certificate is told by its fingerprint. */
function shown(field: string, value: unknown): unknown {
  if (field !== 'certificates' || !Array.isArray(value)) return value;
  return (value as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
}

function definedOf(group: object): object {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined));
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
