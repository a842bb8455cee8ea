/**
 * A process that signs in one new person after the other on the embedded database of the folder it is given, and prints the
 * name of each as soon as the database has acknowledged it. It goes on until it is killed.
 */
import { openDatabase } from '../../src/db';
import { firstSignIn, settingsVersion, type Applied } from './signInEffect';

async function main(): Promise<void> {
  const [dataDir = '', siteId = '', connectionId = '', prefix = ''] = process.argv.slice(2);
  const database = await openDatabase({ databaseUrl: null, dataDir }, () => process.exit(3));
  const version = await settingsVersion(database, siteId);
  for (let n = 0; ; n += 1) {
    const username = `${prefix}-${n}`;
    const effect = firstSignIn({ siteId, connectionId }, version, username);
    const [row] = await database.query<{ answer: Applied }>('SELECT usher_apply_sign_in($1::jsonb) AS answer', [
      JSON.stringify(effect),
    ]);
    if (!row?.answer.applied) throw new Error(`not applied: ${JSON.stringify(row)}`);
    console.log(username);
  }
}

void main();
