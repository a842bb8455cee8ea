import { usernameKey } from '../accounts';
import type { SecretBox } from '../keys';
import { newId } from '../newId';
import { hashSecret, newSecret } from '../sessions';
import type { LoadedConnection } from '../sites';
import { accountActivity } from './accountActivity';
import { newReference, type Attempt } from './attempts';
import { allowedTarget, decideTarget } from './decideTarget';
import type { Judgement } from './judge';
import type { IncomingResponse, SignInOutcome } from './signIn';
import type { AccountEffect, Parking, SignInEffect } from './signInStore';

/** What planning needs besides the judgement. */
export interface PlanContext {
  readonly box: SecretBox;
  readonly random: (bytes: number) => Buffer;
}

const parkedForMs = 60_000;
/** Responses whose signature did not verify: kept up to this size, and so many per connection. */
const unverifiedRaw = { bytes: 16 * 1024, perConnection: 200 };

/** Turns a judgement into what is written and what is answered. Writes nothing itself. */
export function planEffect(
  context: PlanContext,
  connection: LoadedConnection,
  incoming: IncomingResponse,
  judgement: Judgement,
  now: Date,
): { effect: SignInEffect; outcome: SignInOutcome } {
  const accountEffect = accountEffectOf(judgement, now);
  const attempt = describeAttempt(context, connection, incoming, judgement, accountEffect, now);
  const adopt = adoption(judgement);
  const bind = bindingEffect(judgement, accountEffect, now);
  const deed = {
    effect: accountEffect,
    bound: bind?.nameId ?? null,
    adopted: adopt !== null,
    connection: connection.connection,
  };
  const effect: SignInEffect = {
    now,
    siteId: connection.siteId,
    connectionId: connection.connectionId,
    settingsVersion: connection.settingsVersion,
    consume: consumption(judgement),
    account: accountEffect,
    adopt,
    bind,
    park: null,
    raw: keptResponse(context, connection, incoming, judgement, attempt),
    test: null,
    attempt,
    activity: accountActivity(deed, attempt),
  };
  switch (judgement.outcome) {
    case 'refused':
      return { effect, outcome: { kind: 'refused', refusal: judgement.refusal, attempt } };
    case 'restart': {
      const target = allowedTarget(incoming.relayState, connection.targets);
      return { effect, outcome: { kind: 'restart', target, attempt } };
    }
    case 'passed': {
      const code = newSecret(context.random);
      const park = parking(connection, incoming, judgement, accountIdOf(accountEffect), code, now);
      return { effect: { ...effect, park }, outcome: { kind: 'parked', code, attempt } };
    }
  }
}

function accountEffectOf(judgement: Judgement, now: Date): AccountEffect {
  const verdict = judgement.outcome === 'restart' ? null : judgement.verdict;
  switch (verdict?.outcome) {
    case undefined:
      return { kind: 'none' };
    case 'create':
    case 'create_pending':
      return { kind: 'create', id: newId(now), account: verdict.account };
    case 'update':
      return { kind: 'change', account: verdict.account, changes: verdict.changes };
    case 'sign_in':
      return { kind: 'unchanged', account: verdict.account };
    case 'refuse':
      return verdict.expire && verdict.account ? { kind: 'expire', account: verdict.account } : { kind: 'none' };
  }
}

function accountIdOf(effect: AccountEffect): string {
  if (effect.kind === 'none') throw new Error('A passing verdict names no account.');
  return effect.kind === 'create' ? effect.id : effect.account.id;
}

/** Ids are consumed by a passing gate alone: a refusal consumes nothing (design 6.7). */
function consumption(judgement: Judgement): SignInEffect['consume'] {
  if (judgement.outcome === 'refused') return null;
  const { id, replayableUntil, inResponseTo } = judgement.assertion;
  return { assertionId: id, expiresAt: replayableUntil, requestId: inResponseTo };
}

function adoption(judgement: Judgement): string | null {
  const verdict = judgement.outcome === 'passed' ? judgement.verdict : null;
  if (verdict === null || verdict.outcome === 'create') return null;
  return verdict.adopt ? verdict.account.id : null;
}

function bindingEffect(judgement: Judgement, effect: AccountEffect, now: Date): SignInEffect['bind'] {
  const verdict = judgement.outcome === 'restart' ? null : judgement.verdict;
  if (verdict === null || verdict.outcome === 'refuse' || verdict.bind === null) return null;
  return { id: newId(now), accountId: accountIdOf(effect), nameId: verdict.bind };
}

function parking(
  connection: LoadedConnection,
  incoming: IncomingResponse,
  judgement: Extract<Judgement, { outcome: 'passed' }>,
  accountId: string,
  code: string,
  now: Date,
): Parking {
  const { assertion } = judgement;
  const isSolicited = assertion.inResponseTo !== null;
  const memory = judgement.facts?.requestMemory ?? null;
  return {
    codeHash: hashSecret(code),
    accountId,
    requestId: assertion.inResponseTo,
    browserHash: isSolicited ? (memory?.browserHash ?? null) : null,
    mustConfirm: !isSolicited && connection.gate.unsolicited === 'confirm',
    target: decideTarget(isSolicited ? (memory?.target ?? null) : incoming.relayState, connection.targets),
    subject: {
      issuer: assertion.issuer,
      nameId: assertion.nameId,
      sessionIndex: assertion.sessionIndex,
      sessionNotOnOrAfter: assertion.sessionNotOnOrAfter,
      authnInstant: assertion.authnInstant,
      authnContextClassRef: assertion.authnContextClassRef,
    },
    expiresAt: new Date(now.getTime() + parkedForMs),
  };
}

function describeAttempt(
  context: PlanContext,
  connection: LoadedConnection,
  incoming: IncomingResponse,
  judgement: Judgement,
  accountEffect: AccountEffect,
  now: Date,
): Attempt {
  const { gate, person } = judgement;
  const verified = gate.assertion !== null;
  const verdict = judgement.outcome === 'restart' ? null : judgement.verdict;
  const concerned = verdict?.outcome === 'refuse' ? (verdict.account?.id ?? null) : null;
  return {
    id: newId(now),
    at: now,
    siteId: connection.siteId,
    connectionId: connection.connectionId,
    reference: newReference(context.random),
    kind: 'acs',
    outcome: judgement.outcome === 'passed' ? 'parked' : judgement.outcome === 'restart' ? 'restarted' : 'refused',
    code: judgement.outcome === 'refused' ? judgement.refusal.code : null,
    findings: judgement.outcome === 'refused' ? judgement.refusal.findings : [],
    checks: judgement.checks,
    note: verdict !== null && 'note' in verdict ? verdict.note : null,
    username: person?.username ?? null,
    usernameKey: person === null ? null : usernameKey(person.username),
    nameId: gate.assertion?.nameId ?? null,
    attributes: gate.assertion ? Object.fromEntries(gate.assertion.attributes) : null,
    accountId: accountEffect.kind === 'none' ? concerned : accountIdOf(accountEffect),
    verified,
    clockOffsetMs: gate.clockOffsetMs,
    timings: judgement.timings,
    clientAddress: incoming.clientAddress,
    state: judgement.facts?.message ?? null,
  };
}

function keptResponse(
  context: PlanContext,
  connection: LoadedConnection,
  incoming: IncomingResponse,
  judgement: Judgement,
  attempt: Attempt,
): SignInEffect['raw'] {
  if (judgement.outcome !== 'refused' || connection.rawResponseDays === 0) return null;
  const bytes = Buffer.byteLength(incoming.samlResponse);
  if (!attempt.verified && bytes > unverifiedRaw.bytes) return null;
  return {
    encrypted: context.box.seal(incoming.samlResponse, `raw_responses:${attempt.id}`),
    bytes,
    verified: attempt.verified,
    expiresAt: new Date(attempt.at.getTime() + connection.rawResponseDays * 86_400_000),
    quota: unverifiedRaw.perConnection,
  };
}
