import { usernameKey } from '../../accounts';
import {
  decideSignIn,
  isSameBinding,
  mapPerson,
  singleValuedAttributes,
  type AccountFact,
  type AccountFacts,
  type Person,
  type PolicySettings,
} from '../../jit';
import { findAmbiguous, type NameId } from '../../saml/gate';
import { safeValue, type Refusal } from '../catalogue';

/** A sign-in that passed, with what is still known of it. */
export interface PassedSignIn {
  readonly reference: string;
  readonly at: Date;
  readonly nameId: NameId | null;
  /** Every attribute that came, by exact name. */
  readonly attributes: Person['attributes'];
  /** What it did then. */
  readonly effect: 'created' | 'updated' | 'unchanged';
  /** The account, as it is today. */
  readonly account: AccountFact;
}

/** A sign-in that passed and would not have. */
export interface ForeseenRefusal {
  readonly reference: string;
  readonly at: Date;
  readonly username: string;
  readonly refusal: Refusal;
}

/** What some settings would have done to sign-ins that passed. */
export interface Forecast {
  /** How many sign-ins were judged. */
  readonly judged: number;
  /** When the oldest of them was; null when none was judged. */
  readonly since: Date | null;
  /** In the order of the sign-ins. */
  readonly refused: readonly ForeseenRefusal[];
}

/**
 * Judges sign-ins that passed by these settings, as if each came as it came then: one that made an account finds none,
 * one that updated an account updates it again. The policy is that of every sign-in; of the gate, only the one rule has
 * a part in it that follows the policy's settings: an attribute that is read must not say two things.
 */
export function forecast(settings: PolicySettings, attempts: readonly PassedSignIn[]): Forecast {
  const times = attempts.map(({ at }) => at.getTime());
  return {
    judged: attempts.length,
    since: times.length === 0 ? null : new Date(Math.min(...times)),
    refused: attempts.flatMap((attempt) => foreseeRefusal(settings, attempt)),
  };
}

/**
 * What a change of the settings would have refused: only what `after` refuses and `before` does not. Whoever would be
 * refused anyway is not the fault of the change.
 */
export function forecastChange(
  before: PolicySettings,
  after: PolicySettings,
  attempts: readonly PassedSignIn[],
): Forecast {
  const anyway = new Set(forecast(before, attempts).refused.map(({ reference }) => reference));
  const foreseen = forecast(after, attempts);
  return { ...foreseen, refused: foreseen.refused.filter(({ reference }) => !anyway.has(reference)) };
}

/** One forecast of several, such as those of the connections of a site; the newest refusals first. */
export function joinForecasts(forecasts: readonly Forecast[]): Forecast {
  const since = forecasts.flatMap((one) => (one.since === null ? [] : [one.since.getTime()]));
  return {
    judged: forecasts.reduce((sum, { judged }) => sum + judged, 0),
    since: since.length === 0 ? null : new Date(Math.min(...since)),
    refused: forecasts.flatMap(({ refused }) => refused).toSorted((one, other) => Number(other.at) - Number(one.at)),
  };
}

function foreseeRefusal(settings: PolicySettings, attempt: PassedSignIn): ForeseenRefusal[] {
  const { reference, at, account } = attempt;
  const ambiguous = findAmbiguous(singleValuedAttributes(settings), attempt.attributes);
  if (ambiguous !== null) return [{ reference, at, username: account.username, refusal: ambiguityOf(ambiguous) }];
  const mapped = mapPerson(attempt, settings);
  if (mapped.outcome === 'refused') return [{ reference, at, username: account.username, refusal: mapped.refusal }];
  const { person } = mapped;
  const facts = factsOf(settings, attempt, person);
  const verdict = decideSignIn({ settings, facts, person, now: at });
  if (verdict.outcome !== 'refuse' && verdict.outcome !== 'create_pending') return [];
  return [{ reference, at, username: person.username, refusal: verdict.refusal }];
}

function ambiguityOf({ name, distinct }: { readonly name: string; readonly distinct: readonly string[] }): Refusal {
  const received = safeValue(distinct.join(' | '));
  return { code: 13, findings: [{ reason: 'attribute_ambiguous', field: name, expected: 'one value', received }] };
}

/**
 * The facts as the sign-in found them. A seat was free and nobody else had the names: it passed. What became of the
 * account since, such as its end, is left out, for no setting did that.
 */
function factsOf(settings: PolicySettings, attempt: PassedSignIn, person: Person): AccountFacts {
  const account = accountThen(settings, attempt);
  const isBound = account !== null && isSameBinding(account.boundNameId, person.nameId);
  const isNamed = account !== null && usernameKey(account.username) === usernameKey(person.username);
  return {
    byBinding: isBound ? account : null,
    byUsername: isNamed ? account : null,
    emailOwnerId: null,
    confusableOwnerId: null,
    seats: { limit: 1, used: 0 },
    connectionCount: 1,
  };
}

function accountThen(settings: PolicySettings, { effect, account, nameId }: PassedSignIn): AccountFact | null {
  if (effect === 'created') return null;
  return {
    ...account,
    status: 'active',
    expiresAt: null,
    connectionId: settings.connectionId,
    boundNameId: isSameBinding(account.boundNameId, nameId) ? account.boundNameId : null,
    // Today it has the time of this very update; then it had an older one.
    updateTimestamp: effect === 'updated' ? null : account.updateTimestamp,
    managedBy: effect === 'updated' ? null : account.managedBy,
  };
}
