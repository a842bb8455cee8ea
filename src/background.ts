import { accountImport, carryOutImport } from './admin';
import type { AppDependencies } from './app';
import { expiryNotices, sendExpiryNotices } from './expiry';
import { every, housekeeping, keepHouse, onJob, type JobHandler, type JobSchedule } from './jobs';
import { createMailTransport, createSendMail, deliver, deliverMail } from './mail';
import { carryOutRefresh, metadataRefresh, metadataSweep, sweepEverySeconds, sweepMetadata } from './metadata';
import { rotateDueSiteKeys, siteKeyRotation } from './saml';
import { answerForgottenPassword, forgottenPassword } from './sessions';
import { keepingStatistics, keepStatistics } from './statistics';
import { rotateSigningKeys, signingKeyRotation } from './tokens';
import { carryOutWelcomes, welcomeMembers } from './workspaces';

const daySeconds = 86_400;

/** What jobs are carried out with: that of the application, without what only requests need. */
export type BackgroundDependencies = Omit<AppDependencies, 'callLog' | 'elapsed' | 'isReady' | 'demo'>;

/** What happens without anybody asking: who carries out which job, and which jobs come by themselves. Nothing else. */
export function backgroundWork(dependencies: BackgroundDependencies): {
  readonly handlers: readonly JobHandler[];
  readonly schedules: readonly JobSchedule[];
} {
  const transport = createMailTransport(dependencies.config);
  const { publicUrl } = dependencies.config;
  const links = { ...dependencies, publicUrl, sendMail: createSendMail(dependencies) };
  const { metadataAllowedHosts: allowedHosts, insecureLoopback: allowHttp } = dependencies.config;
  const notices = { ...dependencies, sendMail: createSendMail(dependencies), publicUrl };
  const refreshes = { ...dependencies, rules: { allowedHosts, allowHttp } };
  return {
    handlers: [
      onJob(accountImport, (data) => carryOutImport(links, data)),
      onJob(housekeeping, () => keepHouse(dependencies)),
      onJob(keepingStatistics, () => keepStatistics(dependencies.database, dependencies.clock())),
      onJob(deliverMail, (data) => deliver({ ...dependencies, transport }, data)),
      onJob(forgottenPassword, (data) => answerForgottenPassword(links, data)),
      onJob(siteKeyRotation, () => rotateDueSiteKeys(dependencies)),
      onJob(signingKeyRotation, async () => void (await rotateSigningKeys(dependencies, 'schedule', 'due'))),
      onJob(expiryNotices, () => sendExpiryNotices(notices, dependencies.clock())),
      onJob(metadataSweep, () => sweepMetadata(dependencies, dependencies.clock())),
      onJob(welcomeMembers, (data) => carryOutWelcomes(links, data)),
      onJob(metadataRefresh, ({ connectionId }) => carryOutRefresh(refreshes, connectionId)),
    ],
    schedules: [
      every(10 * 60, housekeeping, {}),
      every(10 * 60, keepingStatistics, {}),
      every(daySeconds, siteKeyRotation, {}),
      every(daySeconds, signingKeyRotation, {}),
      every(daySeconds, expiryNotices, {}),
      every(sweepEverySeconds, metadataSweep, {}),
    ],
  };
}
