import { redactBody, redactQuery } from '../../../src/scim/calls/redactBody';

const secret = 'hunter2-hunter2';

describe('a body as the call log keeps it', () => {
  it.each<[string, object]>([
    ['a password under the name other directories give it', { userPassword: secret }],
    ['a new password', { 'urn:acme:scim:2.0:User:newPassword': secret }],
    ['a hash of a password', { passwordHash: secret }],
    ['a PATCH of such a name', { Operations: [{ op: 'add', path: 'urn:acme:User.userPassword', value: secret }] }],
    ['a search for a password', { filter: `password eq "${secret}"` }],
    ['credentials', { credentials: { value: secret } }],
  ])('holds no secret of %s', (_, body) => {
    expect(redactBody(JSON.stringify(body))).not.toContain(secret);
  });

  it('holds everything else, also names that merely hold such a word before their last part', () => {
    const body = { userName: 'ada', title: 'Keeper of the tokens', filter: 'title eq "x"', 'token.kind': 'open' };
    expect(JSON.parse(redactBody(JSON.stringify(body)))).toEqual(body);
  });

  it('takes time that grows with the length of a name, not with its square', () => {
    const body = JSON.stringify({ [`${'password'.repeat(500_000)}!`]: secret });
    expect(redactBody(body)).not.toContain(secret);
  });
});

describe('a query as the call log keeps it', () => {
  it.each([
    ['a filter', `filter=password%20eq%20%22${secret}%22`],
    ['a filter with an escape that is none', `count=%&filter=pass%77ord+eq+%22${secret}%22`],
    ['a filter for a name other directories give it', `filter=passphrase+eq+%22${secret}%22`],
    ['a parameter', `access_token=${secret}`],
    ['credentials', `Credential=${secret}`],
  ])('holds no secret of %s', (_, query) => {
    expect(redactQuery(query)).not.toContain(secret);
  });

  it('is kept as it was sent when it speaks of no secret, also with an escape that is none', () => {
    expect(redactQuery('filter=userName+eq+%22a%22&x=%')).toBe('filter=userName+eq+%22a%22&x=%');
  });
});
