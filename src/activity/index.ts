/**
 * Owns: the activity log: who changed what, when, and how it was before and after. It is only ever added to.
 * Owns not: sign-in attempts (`sso/attempts`), and the decision that something is worth a line (whoever changes it).
 */
export { activityEntry, type ActivityEntry, type ActivityFacts } from './activityEntry';
export { cutLong } from './cutLong';
export { changedSides, fieldChanges, overlay, type FieldChange } from './fieldChanges';
export {
  everyActivity,
  listActivity,
  recordActivity,
  type ActivityCriteria,
  type ActivityFilter,
  type ActivityPlace,
} from './activityStore';
