import { safeValue } from '../sso/catalogue';
import { type NamedField, otherNames } from './fieldNames';
import type { Attributes } from './readAttribute';

const lettersAndDigits = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Says under which name a wanted attribute was probably sent: in another case, with other separators, or under another
 * well-known name of the field. Null when nothing looks like it. The answer explains only; such a name is never read.
 */
export function nearMiss(attributes: Attributes, wanted: readonly string[], field: NamedField | null): string | null {
  const sent = [...attributes.keys()].filter((name) => !wanted.includes(name));
  const caseVariant = sent.find((name) => wanted.some((other) => other.toLowerCase() === name.toLowerCase()));
  if (caseVariant !== undefined) return `present as "${safeValue(caseVariant)}": attribute names are case sensitive`;
  const spelled = sent.find((name) => wanted.some((other) => lettersAndDigits(other) === lettersAndDigits(name)));
  if (spelled !== undefined) return `present as "${safeValue(spelled)}": the name must be spelled exactly`;
  if (field === null) return null;
  const known = sent.find((name) => otherNames[field].some((other) => other.toLowerCase() === name.toLowerCase()));
  if (known === undefined) return null;
  return `present as "${safeValue(known)}": add this name to the mapping of the connection, or release the expected one`;
}
