/**
 * Writes docs/settings.md from src/settings.ts, which a test keeps in step.
 *
 *   npm run docs:settings
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { settings, type Setting } from '../src/settings';

const introduction = `# Settings

Usher reads its settings from the environment, once, at start. A mistake stops it with exit code 2, and all mistakes are
listed at once. None is required on the embedded database; with \`DATABASE_URL\`, \`SECRET_KEY\` is.

- Every setting may also come from a file: set \`NAME_FILE\` to its path instead of \`NAME\`, as for secrets that are mounted.
- In development, \`.env\` of the working folder is read too ([an example](../.env.example)). What the environment sets wins.
- With \`NODE_ENV=production\` no \`.env\` is read, and \`DEMO\` is off unless it is set.

This page is written by \`npm run docs:settings\`.
`;

/** The page of all settings, in their order, as Markdown. */
export function settingsDocument(): string {
  const entries = Object.entries(settings as Readonly<Record<string, Setting<unknown>>>).map(
    ([name, { meaning, fallback, example, secret, unused }]) => {
      const lines = [
        `## ${name}`,
        '',
        `${meaning}${secret ? ' Never printed.' : ''}`,
        '',
        `- Without it: ${fallback}.`,
      ];
      lines.push(`- Example: \`${name}=${example}\``);
      if (unused) lines.push('- Checked at start, but nothing uses it yet.');
      return `${lines.join('\n')}\n`;
    },
  );
  return [introduction, ...entries].join('\n');
}

if (require.main === module) writeFileSync(path.join(__dirname, '../docs/settings.md'), settingsDocument());
