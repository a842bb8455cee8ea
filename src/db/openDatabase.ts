import path from 'node:path';
import type { CommandHandlers } from '../commandSocket';
import { lockDataDir } from './dataDirLock';
import type { Database } from './database';
import { openEmbeddedDatabase } from './embedded';
import { openServerDatabase } from './server';

/** The migrations of this installation: `src/db` and `dist/db` lie equally deep. */
export const migrationsFolder = path.join(__dirname, '../../prisma/migrations');

/** The settings that choose the database. */
export interface DatabaseSettings {
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** The database of a process, with the door for commands where the database has only one session. */
export interface OpenDatabase extends Database {
  /**
   * Lets commands that are started beside this process be carried out by it. On a server it does nothing: there a command
   * opens a connection of its own.
   */
  serveCommands(handlers: CommandHandlers): void;
}

/**
 * Opens the database of the settings, migrated: a server, or the embedded one behind the lock on `DATA_DIR`.
 *
 * @param onLockLost called when another process has taken the folder over: no statement reaches the data any more; end the
 *   process at once and do not call `close()`, which would write
 * @throws DataDirInUse when another process holds `DATA_DIR`
 */
export async function openDatabase(
  settings: DatabaseSettings,
  onLockLost: (error: Error) => void,
): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) {
    const database = await openServerDatabase(settings.databaseUrl, migrationsFolder);
    return { ...database, serveCommands: () => undefined };
  }
  const lock = await lockDataDir(settings.dataDir, onLockLost);
  try {
    const dataFolder = path.join(settings.dataDir, 'db');
    const database = await openEmbeddedDatabase(dataFolder, migrationsFolder, { beforeStatement: lock.assertHeld });
    return {
      ...database,
      serveCommands: (handlers) => lock.commands.setHandlers(handlers),
      close: async () => {
        lock.commands.setHandlers(null);
        await lock.commands.idle();
        await database.close();
        // Last: until now the bound socket and the token kept others away.
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
