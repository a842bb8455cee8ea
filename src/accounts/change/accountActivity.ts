import { activityEntry, type ActivityEntry } from '../../activity';
import type { Decided } from './accountLedger';

/** Who changes accounts, when and where. */
export interface ActivityContext {
  readonly siteId: string;
  /** For the activity log, such as `account:ada@acme.test`. */
  readonly actor: string;
  readonly now: Date;
}

/** The line of the activity log for what came of a wish; none when nothing changed. */
export function accountActivity(decided: Decided, { now, siteId, actor }: ActivityContext): ActivityEntry[] {
  if (decided.outcome !== 'write' && decided.outcome !== 'unchanged') return [];
  const { change } = decided;
  const changes = [...(decided.outcome === 'write' ? decided.changes : []), ...(change.alsoChanges ?? [])];
  if (changes.length === 0) return [];
  const isMade = decided.outcome === 'write' && decided.before === null;
  const side = (which: 'before' | 'after') => Object.fromEntries(changes.map((one) => [one.field, one[which]]));
  return [
    activityEntry({
      at: now,
      siteId,
      actor,
      action: `account.${change.verb ?? (isMade ? 'create' : 'update')}`,
      subject: decided.outcome === 'write' ? (decided.before ?? decided.after).username : decided.username,
      before: isMade ? null : side('before'),
      after: side('after'),
    }),
  ];
}
