import type { Config } from '../config';
import type { Database } from '../db';
import { createSecretBox, type SecretBox, SealedElsewhereError } from './secretBox';
import { keepSecretKey } from './secretKeyFile';

const checkName = 'secret_key_check';
const checkContext = `installation:${checkName}`;
const checkText = 'usher';

/**
 * The box of this installation. A check value in the database tells a wrong SECRET_KEY at start, instead of at the first
 * secret somebody needs. It stays under the key that made it until keys are rotated, so that SECRET_KEY_PREVIOUS cannot be
 * dropped while it is still needed.
 *
 * @throws {Error} when the database was filled under another SECRET_KEY
 */
export async function openSecretBox(
  database: Database,
  config: Pick<Config, 'secretKey' | 'secretKeyPrevious' | 'dataDir'>,
): Promise<SecretBox> {
  const key = config.secretKey ?? (await keepSecretKey(config.dataDir));
  const box = createSecretBox(key, config.secretKeyPrevious);
  await database.query('INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
    checkName,
    box.seal(checkText, checkContext),
  ]);
  const stored = await database.prisma.installation.findUniqueOrThrow({ where: { name: checkName } });
  try {
    box.open(stored.value, checkContext);
  } catch (error) {
    if (!(error instanceof SealedElsewhereError)) throw error;
    throw new Error(
      'SECRET_KEY is not the one this database was filled under. Set the right one, or set the old one as ' +
        'SECRET_KEY_PREVIOUS.',
      { cause: error },
    );
  }
  return box;
}
