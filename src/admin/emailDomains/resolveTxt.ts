import { Resolver } from 'node:dns/promises';

/** Looks up the TXT records of a name, each in its pieces. None: empty. Null when no name server answered. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[] | null>;

const absent = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the name servers of the machine, 3 seconds at most for each try. */
export const resolveTxt: ResolveTxt = async (name) => {
  try {
    return await new Resolver({ timeout: 3_000, tries: 2 }).resolveTxt(name);
  } catch (error) {
    return absent.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
  }
};
