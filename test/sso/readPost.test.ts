import { readPost } from '../../src/sso/readPost';

const form = 'application/x-www-form-urlencoded';

describe('a post to the ACS', () => {
  it('is a form with one SAMLResponse; RelayState may come', () => {
    expect(readPost(`${form}; charset=UTF-8`, Buffer.from('SAMLResponse=PHg%2B&RelayState=abc'))).toEqual({
      outcome: 'usable',
      samlResponse: 'PHg+',
      relayState: 'abc',
    });
    expect(readPost(form, Buffer.from('SAMLResponse=PHg%2B'))).toMatchObject({ relayState: null });
  });

  it.each([
    ['case 3: JSON', 'application/json', '{}', 6, 'content_type_wrong'],
    ['case 3: multipart', 'multipart/form-data', 'SAMLResponse=x', 6, 'content_type_wrong'],
    ['case 3: no content type', undefined, 'SAMLResponse=x', 6, 'content_type_wrong'],
    ['case 5: no SAMLResponse', form, 'RelayState=x', 6, 'form_unusable'],
    ['case 6: an empty one', form, 'SAMLResponse=', 6, 'form_unusable'],
    ['case 7: two of them', form, 'SAMLResponse=a&SAMLResponse=b', 6, 'form_unusable'],
    ['case 7: brackets', form, 'SAMLResponse[]=a', 6, 'form_unusable'],
    ['case 7: brackets beside a plain one', form, 'SAMLResponse=a&SAMLResponse[x]=a', 6, 'form_unusable'],
    ['case 8: a request beside it', form, 'SAMLResponse=a&SAMLRequest=b', 6, 'form_unusable'],
    ['case 9: an artifact', form, 'SAMLart=AAQ', 11, 'artifact_unsupported'],
    ['case 14: too many parameters', form, `SAMLResponse=a${'&x=1'.repeat(8)}`, 6, 'too_large'],
    ['two RelayStates', form, 'SAMLResponse=a&RelayState=b&RelayState=c', 6, 'form_unusable'],
    ['case 190: WS-Federation', form, 'wa=wsignin1.0&wresult=x', 22, 'ws_federation'],
  ])('%s is refused', (_case, contentType, body, code, reason) => {
    expect(readPost(contentType, Buffer.from(body))).toMatchObject({
      outcome: 'problem',
      refusal: { code, findings: [{ reason }] },
    });
  });

  it('case 193: a RelayState that is too long to be ours is ignored', () => {
    expect(readPost(form, Buffer.from(`SAMLResponse=a&RelayState=${'x'.repeat(3000)}`))).toMatchObject({
      relayState: null,
    });
  });
});
