import { readSample } from '../../../src/sso/explain';

const base64 = Buffer.from('<samlp:Response/>').toString('base64');
const har = (entries: object[]) => JSON.stringify({ log: { entries } });
const post = (postData: object) => ({ request: { method: 'POST', url: 'https://usher.test/saml/a/b/acs', postData } });

describe('a kept sign-in is read in whatever form it was kept', () => {
  it.each([
    ['raw XML', '<samlp:Response/>', 'xml'],
    ['raw XML behind a byte order mark', '\uFEFF<samlp:Response/>', 'xml'],
    ['base64', base64, 'base64'],
    ['base64 over several lines', `${base64.slice(0, 10)}\n${base64.slice(10)}\n`, 'base64'],
    ['a form post', `SAMLResponse=${encodeURIComponent(base64)}&RelayState=x`, 'form post'],
    ['a HAR with text', har([post({ text: `SAMLResponse=${encodeURIComponent(base64)}` })]), 'HAR'],
    [
      'a HAR with encoded params',
      har([post({ params: [{ name: 'SAMLResponse', value: encodeURIComponent(base64) }] })]),
      'HAR',
    ],
    ['a HAR with decoded params', har([post({ params: [{ name: 'SAMLResponse', value: base64 }] })]), 'HAR'],
  ])('%s', (_what, text, form) => {
    const sample = readSample(text);
    expect(sample).toMatchObject({ outcome: 'response', form });
    const value = sample.outcome === 'response' ? sample.samlResponse : '';
    expect(Buffer.from(value, 'base64').toString()).toBe('<samlp:Response/>');
  });

  it('takes the last post of a HAR that holds a response', () => {
    const later = Buffer.from('<later/>').toString('base64');
    const text = har([
      post({ text: `SAMLResponse=${base64}` }),
      post({ text: `SAMLResponse=${later}` }),
      post({ text: 'a=b' }),
    ]);
    expect(readSample(text)).toMatchObject({ samlResponse: later });
  });

  it('reads a HAR whose params hold a broken percent sign as they are', () => {
    expect(readSample(har([post({ params: [{ name: 'SAMLResponse', value: '%zz' }] })]))).toMatchObject({
      samlResponse: '%zz',
    });
  });

  it.each([
    ['an empty file', '  \n', /empty/],
    ['a HAR without a response', har([post({ text: 'a=b' })]), /no post/],
    ['other JSON', '{"a":1}', /not an HTTP archive/],
    ['other text', 'Hello, is this SAML?', /neither/],
  ])('%s is a problem said in words', (_what, text, problem) => {
    expect(readSample(text)).toMatchObject({ outcome: 'problem', problem: expect.stringMatching(problem) as string });
  });
});
