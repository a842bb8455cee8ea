import { z } from 'zod';
import { fetchAll } from '../metadata';
import { hashPassword, verifyPassword } from '../sessions';
import { applySiteFile, exportSiteFile, listNamedAddresses, type ApplyResult } from '../sites';
import { command, requireSite } from './context';

/** `usher apply`: the text of the file and the contents of the files it names. What it names by address is fetched here. */
export const apply = command(
  z.strictObject({
    text: z.string(),
    fileName: z.string(),
    files: z.record(z.string(), z.string()),
    dryRun: z.boolean(),
    forceAccounts: z.boolean(),
  }),
  async ({ database, config, clock }, { text, fileName, files, dryRun, forceAccounts }): Promise<ApplyResult> => {
    const { insecureLoopback: allowHttp, metadataAllowedHosts: allowedHosts } = config;
    const fetched = await fetchAll(listNamedAddresses(text), { allowedHosts, allowHttp }, clock());
    return applySiteFile(
      { text, fileName, files: { ...files, ...fetched }, allowHttp },
      {
        database,
        passwords: { hash: hashPassword, verify: verifyPassword },
        now: clock(),
        actor: 'file',
        dryRun,
        forceAccounts,
      },
    );
  },
);

/** `usher export`: the site file of a site. */
export const exportSite = command(z.strictObject({ site: z.string() }), async ({ database }, { site }) => {
  await requireSite(database, site);
  return { yaml: (await exportSiteFile(database, site)) ?? '' };
});
