/**
 * Names the difference of two identifiers that were meant to be equal: letter case, final slash, scheme, port, host,
 * path, surrounding blanks. Undefined when they have little in common.
 */
export function identifierHint(expected: string, received: string): string | undefined {
  if (received.trim() === expected) return 'differs by surrounding blanks';
  if (stripSlash(received) === stripSlash(expected)) return 'differs by a final slash';
  if (received.toLowerCase() === expected.toLowerCase()) return 'differs by letter case';
  if (stripSlash(received).toLowerCase() === stripSlash(expected).toLowerCase()) {
    return 'differs by letter case and a final slash';
  }
  return urlHint(expected, received);
}

function stripSlash(value: string): string {
  return value.endsWith('/') ? value.slice(0, -1) : value;
}

function urlHint(expected: string, received: string): string | undefined {
  if (!URL.canParse(expected) || !URL.canParse(received)) return undefined;
  const [ours, theirs] = [new URL(expected), new URL(received)];
  const parts = [
    ['scheme', ours.protocol === theirs.protocol],
    ['host', ours.hostname === theirs.hostname],
    ['port', ours.port === theirs.port],
    ['path', ours.pathname === theirs.pathname],
    ['query', ours.search === theirs.search],
  ] as const;
  const differing = parts.filter(([, same]) => !same).map(([name]) => name);
  return differing.length > 0 && differing.length <= 2 ? `differs by its ${differing.join(' and ')}` : undefined;
}
