import { buildResponse, responseXml, type ResponseOptions, type SigningKey } from './buildResponse';
import type { Story } from './stories';

/** The identity provider of the demo: who it is and to whom it answers. */
export interface DemoProvider {
  readonly entityId: string;
  readonly key: SigningKey;
  /** Of the demo's connection. */
  readonly acsUrl: string;
  readonly spEntityId: string;
}

/** What one answer depends on besides the story. */
export interface AnswerFacts {
  /** Null answers nobody's request. */
  readonly requestId: string | null;
  readonly now: Date;
  /** Makes an ID for an XML element. */
  readonly newElementId: () => string;
}

/** The page with the answers may stay open a while before somebody is chosen. */
const validForMs = 8 * 60_000;
const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** The Response for one story, base64 as it is posted: correct but for the one thing the story is about. */
export async function answerStory(story: Story, provider: DemoProvider, facts: AnswerFacts): Promise<string> {
  const xml = await storyXml(story, provider, optionsOf(story, provider, facts));
  return Buffer.from(xml, 'utf8').toString('base64');
}

async function storyXml(story: Story, provider: DemoProvider, options: ResponseOptions): Promise<string> {
  const signed = () => buildResponse(options, { sign: 'assertion', key: provider.key });
  switch (story.twist) {
    case 'unsigned':
      return responseXml(options);
    case 'broken_signature':
      return (await signed()).replace(`>${story.name.split(' ')[0]}<`, '>Mallory<');
    case 'idp_refuses':
      return refusedByProvider(responseXml(options));
    case 'none':
    case 'expired':
    case 'wrong_audience':
    case 'clock_ahead':
      return signed();
  }
}

function optionsOf(
  story: Story,
  provider: DemoProvider,
  { requestId, now, newElementId }: AnswerFacts,
): ResponseOptions {
  const issueInstant = shifted(now, story.twist === 'clock_ahead' ? 10 : story.twist === 'expired' ? -9 : 0);
  const isExpired = story.twist === 'expired';
  return {
    responseId: newElementId(),
    assertionId: newElementId(),
    issuer: provider.entityId,
    acsUrl: provider.acsUrl,
    audience: story.twist === 'wrong_audience' ? 'https://somebody-else.test/saml' : provider.spEntityId,
    inResponseTo: requestId,
    issueInstant,
    notOnOrAfter: isExpired ? shifted(now, -5) : new Date(issueInstant.getTime() + validForMs),
    authnInstant: issueInstant,
    sessionIndex: newElementId(),
    nameId: { value: story.nameId, format: emailFormat },
    attributes: Object.entries(story.attributes).map(([name, value]) => ({ name, values: [value] })),
  };
}

function shifted(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** SAML Core 3.2.2.2: a status that is not Success, and no assertion. */
function refusedByProvider(xml: string): string {
  const status =
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
    '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>' +
    '<samlp:StatusMessage>The directory says no.</samlp:StatusMessage></samlp:Status>';
  return xml
    .replace(/<samlp:Status>.*<\/samlp:Status>/s, status)
    .replace(/<saml:Assertion[\s>].*<\/saml:Assertion>/s, '');
}
