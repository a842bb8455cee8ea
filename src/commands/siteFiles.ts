import { z } from 'zod';
import { hashPassword, verifyPassword } from '../sessions';
import { applySiteFile, exportSiteFile, type ApplyResult } from '../sites';
import { command, requireSite } from './context';

/** `usher apply`: the text of the file and the contents of the files it names. */
export const apply = command(
  z.strictObject({
    text: z.string(),
    fileName: z.string(),
    files: z.record(z.string(), z.string()),
    dryRun: z.boolean(),
    forceAccounts: z.boolean(),
  }),
  ({ database, config, clock }, { text, fileName, files, dryRun, forceAccounts }): Promise<ApplyResult> =>
    applySiteFile(
      { text, fileName, files, allowHttp: config.insecureLoopback },
      {
        database,
        passwords: { hash: hashPassword, verify: verifyPassword },
        now: clock(),
        actor: 'file',
        dryRun,
        forceAccounts,
      },
    ),
);

/** `usher export`: the site file of a site. */
export const exportSite = command(z.strictObject({ site: z.string() }), async ({ database }, { site }) => {
  await requireSite(database, site);
  return { yaml: (await exportSiteFile(database, site)) ?? '' };
});
