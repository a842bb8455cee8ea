import { decideSignIn, lookupKeys, mapPerson, unjudgedChecks, type Person, type Verdict } from '../jit';
import { judgeState, runGate, type GateResult, type VerifiedAssertion } from '../saml/gate';
import type { LoadedConnection } from '../sites';
import type { Check, Refusal } from './catalogue';
import type { FactsQuery, SignInFacts } from './signInStore';

/**
 * The judgement of one response. Pure apart from the one read that `readFacts` does; the same function serves the ACS,
 * `usher explain`, test sign-ins and replay, which differ only in where the facts come from.
 */
export type Judgement = JudgedBase &
  (
    | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly verdict: Verdict | null }
    /** The gate passed; the response answers no request and the connection wants it started again. */
    | { readonly outcome: 'restart'; readonly assertion: VerifiedAssertion }
    | { readonly outcome: 'passed'; readonly assertion: VerifiedAssertion; readonly verdict: PassingVerdict }
  );

/** A verdict that lets the person in. */
export type PassingVerdict = Extract<Verdict, { outcome: 'create' | 'update' | 'sign_in' }>;

interface JudgedBase {
  /** The whole check-list, gate first, then policy; what did not run is null. */
  readonly checks: readonly Check[];
  readonly gate: GateResult;
  readonly person: Person | null;
  /** Null when nothing the signature vouches for could be read, so nothing was looked up. */
  readonly facts: SignInFacts | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Where the facts come from, and whether requests and consumed ids are judged. */
export interface JudgeOptions {
  readonly readFacts: (query: FactsQuery) => Promise<SignInFacts>;
  /** False for explaining: what depends on the open request and on replay stays "not judged". */
  readonly judgesState: boolean;
  /** A clock that only grows, in milliseconds, for the timings. */
  readonly elapsed: () => number;
}

/**
 * Judges one response from the post's value to a verdict, in the order of design 6.
 *
 * @param samlResponse the value of the form field, base64
 */
export async function judgeResponse(
  samlResponse: string,
  connection: LoadedConnection,
  now: Date,
  options: JudgeOptions,
): Promise<Judgement> {
  const started = options.elapsed();
  const gate = runGate(samlResponse, connection.gate, now);
  const gateDone = options.elapsed();
  const assertion = gate.assertion;
  if (assertion === null) {
    const checks = [...gate.checks, ...unjudgedPolicy()];
    const timings = { gate: gateDone - started };
    return { ...refused(gate), checks, gate, person: null, facts: null, timings };
  }

  const mapped = mapPerson(assertion, connection.policy);
  const person = mapped.outcome === 'person' ? mapped.person : null;
  const facts = await options.readFacts(factsQuery(connection, assertion, person, options.judgesState));
  const factsDone = options.elapsed();
  const judged = options.judgesState
    ? judgeState(gate, facts.message, connection.gate, connection.connectionId, now)
    : gate;
  const base = { gate: judged, person, facts };
  const timed = () => ({
    gate: gateDone - started,
    facts: factsDone - gateDone,
    policy: options.elapsed() - factsDone,
  });

  if (judged.outcome === 'refused') {
    return { ...refused(judged), ...base, checks: [...judged.checks, ...unjudgedPolicy()], timings: timed() };
  }
  if (assertion.inResponseTo === null && connection.gate.unsolicited === 'restart' && options.judgesState) {
    return {
      outcome: 'restart',
      assertion,
      ...base,
      checks: [...judged.checks, ...unjudgedPolicy()],
      timings: timed(),
    };
  }
  const checks = [...judged.checks, ...mapped.checks];
  if (mapped.outcome === 'refused') {
    const rest = unjudgedPolicy().filter((check) => !mapped.checks.some(({ id }) => id === check.id));
    return {
      outcome: 'refused',
      refusal: mapped.refusal,
      verdict: null,
      ...base,
      checks: [...checks, ...rest],
      timings: timed(),
    };
  }
  const verdict = decideSignIn({ settings: connection.policy, facts: facts.accounts, person: mapped.person, now });
  const complete = { ...base, checks: [...checks, ...verdict.checks], timings: timed() };
  switch (verdict.outcome) {
    case 'refuse':
    case 'create_pending':
      return { outcome: 'refused', refusal: verdict.refusal, verdict, ...complete };
    case 'create':
    case 'update':
    case 'sign_in':
      return { outcome: 'passed', assertion, verdict, ...complete };
  }
}

function refused(gate: GateResult): { outcome: 'refused'; refusal: Refusal; verdict: null } {
  if (gate.outcome !== 'refused') throw new Error('The gate verified but gave no assertion.');
  return { outcome: 'refused', refusal: gate.refusal, verdict: null };
}

function factsQuery(
  connection: LoadedConnection,
  assertion: VerifiedAssertion,
  person: Person | null,
  judgesState: boolean,
): FactsQuery {
  const keys = person === null ? null : lookupKeys(person, connection.policy);
  return {
    siteId: connection.siteId,
    connectionId: connection.connectionId,
    requestId: judgesState ? assertion.inResponseTo : null,
    assertionId: judgesState ? assertion.id : null,
    usernameKey: keys?.usernameKey ?? null,
    confusableKey: keys?.confusableKey ?? null,
    emailKey: keys?.emailKey ?? null,
    binding: keys?.nameId ?? null,
  };
}

/** The policy never runs on what the gate refused; its checks stand in the list as not evaluated. */
function unjudgedPolicy(): Check[] {
  return unjudgedChecks('Not evaluated: an earlier check decided.');
}
