import type { TestOperator } from './filter';
import { compareCodePoints } from './foldCase';

/** A test of a text, both sides in the form they compare in. */
export function textHolds(operator: TestOperator, held: string, value: string): boolean {
  if (operator === 'pr') return held !== '';
  if (operator === 'co') return held.includes(value);
  if (operator === 'sw') return held.startsWith(value);
  if (operator === 'ew') return held.endsWith(value);
  return orderHolds(operator, compareCodePoints(held, value));
}

/** A test of what can be ordered. NaN, of what cannot, satisfies nothing. */
export function orderHolds(operator: TestOperator, difference: number): boolean {
  if (operator === 'eq') return difference === 0;
  if (operator === 'gt') return difference > 0;
  if (operator === 'ge') return difference >= 0;
  if (operator === 'lt') return difference < 0;
  return operator === 'le' && difference <= 0;
}
