import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';

/** A folder with one of these has been Usher's before. */
const signOfUs = /^(?:lock-\d+|secret[._-]?key)$/i;
/** What a freshly made file system holds. */
const harmless = 'lost+found';

/**
 * Makes `DATA_DIR` where it is missing and keeps it closed to other users (mode 0700). A folder that holds foreign files is
 * left as it is: closing somebody's home or `/tmp` would do harm.
 *
 * @throws when the folder is open to others and cannot or must not be closed
 */
export function openDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const isOpen = (statSync(dataDir).mode & 0o077) !== 0;
  if (!isOpen) return;
  const names = readdirSync(dataDir).filter((name) => name !== harmless);
  if (names.length > 0 && !names.some((name) => signOfUs.test(name))) {
    throw new Error(
      `DATA_DIR ${dataDir} is open to other users and holds files that are not Usher's. ` +
        'Give Usher a folder of its own, or close this one (chmod 700).',
    );
  }
  try {
    chmodSync(dataDir, 0o700);
  } catch (error) {
    throw new Error(`DATA_DIR ${dataDir} is open to other users and cannot be closed: choose a folder below it.`, {
      cause: error,
    });
  }
}
