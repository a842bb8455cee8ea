import type { TrackingCodeState } from '../../sites';
import type { UnlistedValue } from '../../sso';
import { findNearValue, type NearValue } from '../../trackingCodes';
import { isListed } from './valueList';

/** A value that arrived and is still in no list, with the one that was probably meant. */
export interface ArrivedValue extends UnlistedValue {
  readonly near: NearValue | null;
}

/** Of the values that arrived, those that a list still waits for: its code has a drop-down in use, and lacks the value. */
export function arrivedValues(
  codes: readonly TrackingCodeState[],
  unlisted: readonly UnlistedValue[],
): readonly ArrivedValue[] {
  return unlisted.flatMap((arrived) => {
    const code = codes.find(({ number }) => number === arrived.number);
    if (code?.input !== 'dropdown' || code.usage === 'not_used' || isListed(code.values, arrived.value)) return [];
    return [{ ...arrived, near: findNearValue(code.values, arrived.value) }];
  });
}
