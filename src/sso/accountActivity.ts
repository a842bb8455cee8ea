import { activityEntry, changedSides, type ActivityEntry } from '../activity';
import type { NameId } from '../saml/gate';
import { trackingCodeName } from '../trackingCodes';
import type { Attempt } from './attempts';
import type { AccountEffect } from './signInStore';

/** What a sign-in does to an account. */
export interface AccountDeed {
  readonly effect: AccountEffect;
  /** The NameID the account is bound to from now on; null when nothing is bound. */
  readonly bound: NameId | null;
  /** True when the account named no connection so far and names this one from now on. */
  readonly adopted: boolean;
  /** Name of the connection it came through. */
  readonly connection: string;
}

/**
 * The lines of the activity log for what a sign-in does to an account: it is made, changed, bound, or expires. Fields are
 * called as in the site file. A sign-in that changes nothing leaves none.
 */
export function accountActivity(deed: AccountDeed, attempt: Attempt): ActivityEntry[] {
  const told = toldOf(deed);
  if (told === null) return [];
  const { action, subject, ...sides } = told;
  const { before, after } = changedSides(sides.before, sides.after);
  if (after === null) return [];
  const { at, siteId, reference } = attempt;
  return [activityEntry({ at, siteId, actor: `jit:${deed.connection}`, action, subject, before, after, reference })];
}

interface Told {
  readonly action: 'account.create' | 'account.update' | 'account.expire';
  readonly subject: string;
  readonly before: object | null;
  readonly after: object;
}

function toldOf({ effect, bound, adopted, connection }: AccountDeed): Told | null {
  const ties = { ...(bound && { nameId: bound.value }), ...(adopted && { connection }) };
  switch (effect.kind) {
    case 'create': {
      const { username, trackingCodes } = effect.account;
      const after = { ...effect.account, connectionId: null, ...coded(trackingCodes), connection, ...ties };
      return { action: 'account.create', subject: username, before: null, after };
    }
    case 'change': {
      const { account, changes } = effect;
      const { trackingCodes, ...fields } = changes;
      const old = Object.fromEntries(
        Object.keys(fields).map((field) => [field, account[field as keyof typeof fields]]),
      );
      const oldCodes = Object.fromEntries(
        Object.keys(trackingCodes ?? {}).map((number) => [number, account.trackingCodes[Number(number)] ?? null]),
      );
      const before = { ...old, ...coded(oldCodes) };
      const after = { ...fields, ...coded(trackingCodes ?? {}), ...ties };
      return { action: 'account.update', subject: account.username, before, after };
    }
    case 'expire': {
      const { username, status } = effect.account;
      return { action: 'account.expire', subject: username, before: { status }, after: { status: 'expired' } };
    }
    case 'unchanged':
      return { action: 'account.update', subject: effect.account.username, before: {}, after: ties };
    case 'none':
      return null;
  }
}

function coded(codes: Readonly<Record<number, string | null>>): { trackingCodes: object } {
  const named = Object.entries(codes).map(([number, value]) => [trackingCodeName(Number(number)), value] as const);
  return { trackingCodes: Object.fromEntries(named) };
}
