/** Bytes of all groups together as they stand in a header; proxies take 8 KB of headers as a rule, and the token repeats them. */
const mostBytes = 3_000;

/**
 * As many groups as fit into a header, from the first on, whole. What is left out grants nothing: an application that must
 * know them all asks for a token and sees that it was cut.
 *
 * @param encode how a group is written into the header
 */
export function boundGroups(
  groups: readonly string[],
  encode: (group: string) => string,
): { readonly groups: readonly string[]; readonly areComplete: boolean } {
  let bytes = 0;
  const fits = groups.findIndex((group) => {
    bytes += encode(group).length + 1;
    return bytes > mostBytes;
  });
  return fits === -1 ? { groups, areComplete: true } : { groups: groups.slice(0, fits), areComplete: false };
}
