import { applyFile, type FileFacts, type FileResult } from './applyFile';
import { wordRule } from './fieldRule';
import { parseSiteFile, type SiteFileInput } from './parseSiteFile';

/** What applying a site file needs beside the file. */
export type ApplyFacts = Pick<FileFacts, 'database' | 'passwords' | 'now' | 'actor' | 'dryRun' | 'forceAccounts'>;

/** What came of a site file. Refused: nothing was changed. */
export type ApplyResult =
  | { readonly outcome: 'refused'; readonly problems: readonly string[] }
  | Extract<FileResult, { readonly site: string }>;

/**
 * Applies a site file: all of it in one transaction, or nothing. Applied again it changes nothing.
 * Two at once take turns, so that each plans on what the other left.
 */
export async function applySiteFile(input: SiteFileInput, facts: ApplyFacts): Promise<ApplyResult> {
  const parsed = parseSiteFile(input);
  if ('problems' in parsed) return { outcome: 'refused', problems: parsed.problems };
  const result = await applyFile(parsed.file, { ...facts, door: 'file', vouches: true });
  switch (result.outcome) {
    case 'refused':
      return { outcome: 'refused', problems: parsed.word(result.problems) };
    case 'overtaken':
      return { outcome: 'refused', problems: [`${input.fileName}: ${wordRule(result.rule)}`] };
    case 'conflict':
      throw new Error('A site file expects no state.');
    default:
      return result;
  }
}
