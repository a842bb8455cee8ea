import type { z } from 'zod';
import { applyFile, type FileFacts, type FileResult } from './applyFile';
import { problemAt } from './fieldRule';
import type { FieldProblem } from './describeIssues';
import { readSiteChange } from './parseSiteFile';
import type { NamedFiles } from './resolveConnection';
import type { siteFileSchema } from './siteFileSchema';

/** What a page changes: the fields of a site file (design 4.4), without naming the site. What it leaves out stays. */
export type SiteChange = Omit<z.input<ReturnType<typeof siteFileSchema>>, 'site'>;

/** A change of a site by a page. */
export interface SiteChangeRequest extends Pick<
  FileFacts,
  'database' | 'passwords' | 'now' | 'actor' | 'vouches' | 'provenDomains' | 'expected' | 'alongside'
> {
  /** Slug of a site that exists, and that whoever changes it may change. */
  readonly site: string;
  readonly change: SiteChange;
  /** Texts that the change names with `{ file: … }`, such as pasted metadata. */
  readonly files?: NamedFiles;
  /** True where PUBLIC_URL is http on loopback: then addresses may be http. */
  readonly allowHttp: boolean;
  /** True: only tell what would change. */
  readonly dryRun?: boolean;
}

/** What came of it. Only `applied` changed anything. */
export type SiteChangeResult =
  | { readonly outcome: 'refused'; readonly problems: readonly FieldProblem[] }
  | Extract<FileResult, { readonly outcome: 'conflict' }>
  | Extract<FileResult, { readonly site: string }>;

/**
 * Changes a site as a page says, by the very rules of `usher apply`: all of it in one transaction with its lines of the
 * activity log, or nothing. A person has seen what they change, so status, roles and passwords of accounts are written
 * (unlike by a file that is applied again), and required tracking codes are demanded.
 */
export async function changeSite(request: SiteChangeRequest): Promise<SiteChangeResult> {
  const { site, change, files = {}, allowHttp, dryRun = false, ...facts } = request;
  const read = readSiteChange({ ...withoutUndefined(change), site }, files, allowHttp);
  if ('problems' in read) return { outcome: 'refused', problems: read.problems };
  const result = await applyFile(read.file, { ...facts, door: 'page', forceAccounts: true, dryRun });
  return result.outcome === 'overtaken' ? { outcome: 'refused', problems: [problemAt([], result.rule)] } : result;
}

/** A field that is undefined is one that was left out. */
function withoutUndefined(change: SiteChange): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
