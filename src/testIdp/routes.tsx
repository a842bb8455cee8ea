import express, { Router, type Request, type Response } from 'express';
import { connectionAddresses } from '../sites';
import { languageOf, NotFoundPage, sendPage } from '../web';
import { answerStory, type DemoProvider } from './answerStory';
import { demoConnection, demoSite, testIdpEntityId } from './demoSite';
import type { SigningKey } from './buildResponse';
import { PeoplePage, type StoryCard } from './PeoplePage';
import { readAuthnRequest } from './readAuthnRequest';
import { stories } from './stories';

/** What the test identity provider needs. */
export interface TestIdpDependencies {
  readonly publicUrl: string;
  readonly key: SigningKey;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/**
 * The demo's identity provider at `/test-idp`: a page of people, each with a signed answer ready in their form, so that
 * one click signs in as somebody. It answers the demo's connection and nobody else.
 */
export function testIdpRoutes(dependencies: TestIdpDependencies): Router {
  const { publicUrl, key } = dependencies;
  const addresses = connectionAddresses(publicUrl, demoSite, demoConnection);
  const provider: DemoProvider = {
    entityId: testIdpEntityId(publicUrl),
    key,
    acsUrl: addresses.acs,
    spEntityId: addresses.metadata,
  };
  const context = { ...dependencies, provider, loginHref: addresses.login };
  const router = Router();
  router.get('/test-idp', (req, res) => showPeople(context, req, res, null, null));
  router.get('/test-idp/sso', (req, res) => answerRequest(context, req, res, req.query, 'redirect'));
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 8 });
  router.post('/test-idp/sso', form, (req, res) => answerRequest(context, req, res, req.body, 'post'));
  return router;
}

interface Context extends TestIdpDependencies {
  readonly provider: DemoProvider;
  readonly loginHref: string;
}

async function answerRequest(
  context: Context,
  req: Request,
  res: Response,
  parameters: unknown,
  binding: 'redirect' | 'post',
): Promise<void> {
  const { SAMLRequest: samlRequest, RelayState: relayState } = (parameters ?? {}) as Record<string, unknown>;
  const request = typeof samlRequest === 'string' ? readAuthnRequest(samlRequest, binding) : null;
  if (request === null || request.acsUrl !== context.provider.acsUrl) {
    sendPage(res, 400, <NotFoundPage language={languageOf(req)} />);
    return;
  }
  await showPeople(context, req, res, request.id, typeof relayState === 'string' ? relayState : null);
}

async function showPeople(
  context: Context,
  req: Request,
  res: Response,
  requestId: string | null,
  relayState: string | null,
): Promise<void> {
  const now = context.clock();
  const facts = { requestId, now, newElementId: () => `_${context.random(16).toString('hex')}` };
  const cards = await Promise.all(
    stories(now).map(async (story): Promise<StoryCard> => {
      const samlResponse = await answerStory(story, context.provider, facts);
      const fields = { SAMLResponse: samlResponse, RelayState: relayState };
      return {
        id: story.id,
        name: story.name,
        story: story.story,
        expected: story.expectedCode ?? 'signs_in',
        action: context.provider.acsUrl,
        fields,
      };
    }),
  );
  const mode = requestId === null ? 'idp' : 'sp';
  const otherModeHref = mode === 'idp' ? context.loginHref : '/test-idp';
  sendPage(
    res,
    200,
    <PeoplePage language={languageOf(req)} mode={mode} otherModeHref={otherModeHref} stories={cards} />,
  );
}
