import { reasons } from '../sso/catalogue';
import type { ReasonId, SsoCode } from '../sso/catalogue';

/** The reasons that can stand below a code, in the order of the catalogue. */
export function reasonsBelow(code: SsoCode): readonly ReasonId[] {
  const ids = Object.keys(reasons) as ReasonId[];
  return ids.filter((id) => codesOf(id).includes(code));
}

/** The codes a reason can stand below. */
export function codesOf(id: ReasonId): readonly SsoCode[] {
  return reasons[id].codes;
}
