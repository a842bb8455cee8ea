/**
 * A process that takes the lock on the folder it is given and says what happened, one word a line: "held", "refused <why>",
 * "lost". It stays until its standard input ends, then gives the lock free.
 */
import { DataDirInUse, lockDataDir } from '../../src/db/dataDirLock';

async function main(): Promise<void> {
  const dataDir = process.argv[2] ?? '';
  try {
    const lock = await lockDataDir(dataDir, () => {
      console.log('lost');
      process.exit(3);
    });
    console.log('held');
    process.stdin.on('end', () => void lock.release().then(() => process.exit(0)));
    process.stdin.resume();
  } catch (error) {
    console.log(error instanceof DataDirInUse ? `refused ${error.why}` : `failed ${String(error)}`);
    process.exit(1);
  }
}

void main();
