import { decideCompletion, type ParkedSignIn } from '../../src/sso/decideCompletion';

const now = new Date('2026-11-22T12:00:00Z');
const parked: ParkedSignIn = {
  requestId: '_request',
  browserHash: 'browser-1',
  mustConfirm: false,
  target: null,
  reference: '7KM-2QX-9TF',
  subject: { sessionNotOnOrAfter: null },
  expiresAt: '2026-11-22T12:00:30Z',
  consumedAt: null,
  username: 'ada@acme.test',
  displayName: 'Ada Lovelace',
  language: null,
  accountStatus: 'active',
  accountExpiresAt: null,
  connectionEnabled: true,
  ssoEnabled: true,
};
const decide = (
  changes: Partial<ParkedSignIn> | null,
  question: { browserHash?: string | null; isConfirmed?: boolean } = {},
) =>
  decideCompletion({
    parked: changes === null ? null : { ...parked, ...changes },
    browserHash: 'browser-1',
    isConfirmed: false,
    now,
    ...question,
  });
const unsolicited = { requestId: null, browserHash: null };

describe('completing a parked sign-in', () => {
  it('starts the session in the browser that sent the request', () => {
    expect(decide({})).toMatchObject({ outcome: 'start_session' });
  });

  it.each([
    ['an unknown code', null, {}],
    ['a code used before', { consumedAt: '2026-11-22T11:59:59Z' }, {}],
    ['a code at the end of its 60 seconds', { expiresAt: '2026-11-22T12:00:00Z' }, {}],
    ['no binding cookie (case 151)', {}, { browserHash: null }],
    ['the cookie of another browser (case 151)', {}, { browserHash: 'browser-2' }],
    ['a solicited sign-in that remembers no browser', { browserHash: null }, { browserHash: null }],
    ['an account deactivated meanwhile', { accountStatus: 'deactivated' }, {}],
    ['an account that expired meanwhile', { accountExpiresAt: '2026-11-22T11:59:00Z' }, {}],
    ['a connection switched off meanwhile', { connectionEnabled: false }, {}],
    ['single sign-on switched off meanwhile', { ssoEnabled: false }, {}],
  ])('refuses %s with 28', (_what, changes, question) => {
    expect(decide(changes, question)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 28, findings: [{ reason: 'completion_failed' }] },
    });
  });

  it('asks the person first when nobody had asked for the response and the connection says so', () => {
    expect(decide({ ...unsolicited, mustConfirm: true })).toMatchObject({ outcome: 'confirm' });
    expect(decide({ ...unsolicited, mustConfirm: true }, { isConfirmed: true })).toMatchObject({
      outcome: 'start_session',
    });
  });

  it('needs no binding cookie for an unsolicited response that the connection accepts', () => {
    expect(decide(unsolicited, { browserHash: null })).toMatchObject({ outcome: 'start_session' });
  });
});
