import type { AccountFact, AccountFacts, Person, PolicySettings, TrackingCodeSetting } from '../../src/jit';
import { decideSignIn } from '../../src/jit';
import type { NameId, VerifiedAssertion } from '../../src/saml/gate';

/** The moment of every sign-in in these tests. */
export const now = new Date('2026-03-01T09:00:00.000Z');
export const connectionId = 'connection-main';

/** A site where a person with complete attributes gets an account, and an active account with newer data is updated. */
export function settings(overrides: Partial<PolicySettings> = {}): PolicySettings {
  return {
    partnerId: 'P-100200',
    allowedEmailDomains: [],
    blockedEmailDomains: [],
    autoCreate: true,
    autoUpdate: true,
    removeUpnSuffix: false,
    upnSuffixes: [],
    newAccounts: 'active',
    connectionId,
    connectionName: 'main',
    allowedTypes: ['host', 'attendee'],
    usernameFrom: ['uid', 'SAML_SUBJECT', 'Name_ID', 'NameID'],
    attributes: {
      firstName: ['firstname'],
      lastName: ['lastname'],
      email: ['email'],
      displayName: ['displayname'],
      language: ['language'],
    },
    trackingCodes: [],
    ...overrides,
  };
}

export function trackingCode(overrides: Partial<TrackingCodeSetting> = {}): TrackingCodeSetting {
  return { number: 1, label: 'Division', input: 'text', usage: 'required', values: [], ...overrides };
}

/** A list with one active value, CC-100, and one that is not, CC-200. */
export function dropdown(overrides: Partial<TrackingCodeSetting> = {}): TrackingCodeSetting {
  const values = [
    { value: 'CC-100', active: true },
    { value: 'CC-200', active: false },
  ];
  return trackingCode({ number: 2, label: 'Cost centre', input: 'dropdown', values, ...overrides });
}

export function facts(overrides: Partial<AccountFacts> = {}): AccountFacts {
  return {
    byBinding: null,
    byUsername: null,
    emailOwnerId: null,
    confusableOwnerId: null,
    seats: { limit: 25, used: 3 },
    connectionCount: 1,
    ...overrides,
  };
}

export function account(overrides: Partial<AccountFact> = {}): AccountFact {
  return {
    id: 'account-ada',
    version: 4,
    username: 'ada@acme.test',
    firstName: 'Ada',
    lastName: 'Byron',
    displayName: 'Ada Byron',
    email: 'ada@acme.test',
    language: 'en',
    type: 'host',
    status: 'active',
    expiresAt: null,
    trackingCodes: {},
    connectionId,
    boundNameId: null,
    updateTimestamp: new Date('2026-01-01T00:00:00.000Z'),
    managedBy: null,
    ...overrides,
  };
}

export type SentAttributes = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Attributes by name; undefined leaves one of the usual three out. */
export function attributes(sent: SentAttributes = {}): Map<string, readonly string[]> {
  const all: SentAttributes = { firstname: 'Ada', lastname: 'Lovelace', email: 'ada@acme.test', ...sent };
  return new Map(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value] as const],
    ),
  );
}

export function person(sent: SentAttributes = {}, overrides: Partial<Person> = {}): Person {
  return {
    username: 'ada@acme.test',
    usernameSource: 'uid',
    nameId: null,
    attributes: attributes(sent),
    ...overrides,
  };
}

export function persistent(value: string, overrides: Partial<NameId> = {}): NameId {
  const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
  return { value, format, nameQualifier: null, spNameQualifier: null, ...overrides };
}

export function emailNameId(value: string): NameId {
  return persistent(value, { format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' });
}

export function unspecifiedNameId(value: string): NameId {
  return persistent(value, { format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' });
}

export function assertion(overrides: Partial<VerifiedAssertion> = {}): VerifiedAssertion {
  return {
    id: '_a1',
    issuer: 'https://idp.acme.test/',
    issueInstant: now,
    nameId: null,
    inResponseTo: '_r1',
    attributes: attributes({ uid: 'ada@acme.test' }),
    authnInstant: now,
    authnContextClassRef: null,
    sessionIndex: null,
    sessionNotOnOrAfter: null,
    replayableUntil: now,
    ...overrides,
  };
}

/** What a verdict says in short: its outcome, code and reasons, in order. */
export interface Outcome {
  readonly outcome: string;
  readonly code: number | null;
  readonly reasons: readonly string[];
}

interface Case {
  readonly settings?: Partial<PolicySettings>;
  readonly facts?: Partial<AccountFacts>;
  readonly sent?: SentAttributes;
  readonly person?: Partial<Person>;
}

export function judge(it: Case) {
  return decideSignIn({
    settings: settings(it.settings),
    facts: facts(it.facts),
    person: person(it.sent, it.person),
    now,
  });
}

export function inShort(verdict: ReturnType<typeof decideSignIn>): Outcome {
  const refusal = 'refusal' in verdict ? verdict.refusal : null;
  return {
    outcome: verdict.outcome,
    code: refusal?.code ?? null,
    reasons: refusal?.findings.map(({ reason, field }) => `${reason} ${field ?? ''}`.trim()) ?? [],
  };
}

/** The first finding of a refused verdict. */
export function firstFinding(verdict: ReturnType<typeof decideSignIn>) {
  if (!('refusal' in verdict)) throw new Error(`not refused: ${verdict.outcome}`);
  return verdict.refusal.findings[0];
}
