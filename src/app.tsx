import express, { type ErrorRequestHandler, type Express } from 'express';
import { accountRoutes } from './account';
import { adminRoutes, type ResolveTxt } from './admin';
import { commands } from './commands';
import type { Config } from './config';
import { isDatabaseUnavailable, type Database } from './db';
import { ExpiryGauge } from './expiry';
import { healthRoutes, type Metrics } from './health';
import { helpRouter } from './help';
import type { JobQueue } from './jobs';
import type { SecretBox } from './keys';
import type { Log } from './log';
import { createSendMail } from './mail';
import { RefreshRequests } from './metadata';
import type { MakeSiteKey } from './saml';
import type { CallLog } from './scim/calls';
import { oauthTokenRoutes, SecretHashes } from './scim/credentials';
import { scimRoutes } from './scim/routes';
import { operatorRoutes } from './operator';
import { RateLimits } from './rateLimits';
import { logRequests, requestIdOf } from './requestId';
import { SessionCookies } from './sessions';
import { signInRoutes, signOutRoutes } from './signIn';
import { ConnectionCache } from './sites';
import { acsRoutes, completeRoutes, loginRoutes, logoutRoutes, metadataRoutes } from './sso';
import { demoLinks, testIdpRoutes, type Demo } from './testIdp';
import { handoverRoutes, SigningKeys, tokenRoutes } from './tokens';
import {
  assetsRouter,
  ErrorPage,
  languageOf,
  prefersProblem,
  problem,
  refuseNul,
  requireSameOrigin,
  securityHeaders,
  sendBusy,
  sendNotFound,
  sendPage,
} from './web';

/** What the application is made of. Everything that varies between a process and a test comes in here. */
export interface AppDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly box: SecretBox;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
  readonly callLog: CallLog;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** Milliseconds that only grow. */
  readonly elapsed: () => number;
  readonly isReady: () => boolean;
  /** Null while DEMO is off. */
  readonly demo: Demo | null;
  /** Stands in for the real maker of key pairs in tests. */
  readonly makeKey?: MakeSiteKey;
  /** Stands in for DNS in tests. */
  readonly resolveTxt?: ResolveTxt;
}

/** Addresses that take posts from elsewhere and protect themselves by other means: the ACS and single logout. */
const postedFromElsewhere = /^\/saml\/[^/]+\/[^/]+\/(?:acs|logout)$/;

/** Mounts every capability; error handlers last; nothing else. */
export function createApp(dependencies: AppDependencies): Express {
  const { config, log } = dependencies;
  const { publicUrl } = config;
  const connections = new ConnectionCache({
    ...dependencies,
    publicUrl,
    insecureLoopback: config.insecureLoopback,
    demoIsOn: dependencies.demo !== null,
  });
  const cookies = new SessionCookies(config);
  const { insecureLoopback } = config;
  const signingKeys = new SigningKeys(dependencies);
  const rateLimits = new RateLimits(config.rateLimits);
  const expiry = new ExpiryGauge(dependencies.database, dependencies.metrics.expiring);
  const metadataRequests = new RefreshRequests(dependencies);
  const shared = {
    ...dependencies,
    publicUrl,
    insecureLoopback,
    connections,
    cookies,
    signingKeys,
    secretHashes: new SecretHashes(dependencies),
    rateLimits,
    metadataRequests,
    sendMail: createSendMail(dependencies),
    demoLinks: dependencies.demo && demoLinks(publicUrl),
    mailIsSent: config.smtpUrl !== null,
    findTrouble: () => commands.doctor.run({ ...dependencies, box: () => Promise.resolve(dependencies.box) }, {}),
  };

  const app = express();
  // Express's own last resort prints stack traces into the page unless told that this is production.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(logRequests(log, dependencies.elapsed));
  app.use(healthRoutes({ ...dependencies, measure: () => expiry.measure(dependencies.clock()) }));
  app.use(securityHeaders(config));
  // Refused in the shape of SCIM, whatever it is for: so before what answers with pages, and looked at by no cookie.
  app.use(oauthTokenRoutes(shared));
  app.use(scimRoutes(shared));
  app.use(refuseNul());
  app.use(assetsRouter());
  app.use(requireSameOrigin({ publicUrl, isExempt: (path) => postedFromElsewhere.test(path) }));

  app.use(metadataRoutes(shared));
  app.use(loginRoutes(shared));
  app.use(acsRoutes(shared));
  app.use(completeRoutes(shared));
  app.use(logoutRoutes(shared));
  app.use(signInRoutes(shared));
  app.use(signOutRoutes(shared));
  app.use(accountRoutes(shared));
  app.use(tokenRoutes(shared));
  app.use(handoverRoutes(shared));
  app.use(adminRoutes(shared));
  app.use(operatorRoutes(shared));
  app.use(helpRouter());
  if (dependencies.demo) app.use(testIdpRoutes({ ...shared, key: dependencies.demo.key }));

  app.use(sendNotFound);
  app.use(answerFailure(log));
  return app;
}

/** Whatever nobody expected: logged in full, told to the person as a request id and nothing else. */
function answerFailure(log: Log): ErrorRequestHandler {
  return (error: { status?: unknown }, req, res, next) => {
    const requestId = requestIdOf(res);
    const status = typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error('Request failed', { requestId, error });
    if (res.headersSent) {
      next(error);
      return;
    }
    if (isDatabaseUnavailable(error)) {
      sendBusy(req, res);
      return;
    }
    if (prefersProblem(req)) problem(res, status, status === 500 ? 'Internal error' : 'Bad request');
    else sendPage(res, status, <ErrorPage language={languageOf(req)} {...{ requestId, status }} />);
  };
}
