import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '..');
const verdict = `type Verdict = { outcome: 'create' } | { outcome: 'refuse' };\n`;

/** [what is forbidden, where it was planted (a file that exists, so that its types are known), the text, the rule that finds it] */
const planted: [string, string, string, string][] = [
  ['the database in a file of the policy', 'src/jit/fieldNames.ts', `import '../db';`, 'no-restricted-imports'],
  ['PostgreSQL in a file of the policy', 'src/jit/fieldNames.ts', `import 'pg';`, 'no-restricted-imports'],
  ['the file system in the gate', 'src/saml/gate/preCheck.ts', `import 'node:fs/promises';`, 'no-restricted-imports'],
  [
    'randomness in the gate',
    'src/saml/gate/preCheck.ts',
    `export { randomUUID } from 'node:crypto';`,
    'no-restricted-imports',
  ],
  ['the log in the catalogue', 'src/sso/catalogue/codes.ts', `import '../../log';`, 'no-restricted-imports'],
  ['the clock in a decision', 'src/sso/decideTarget.ts', `export const now = new Date();`, 'no-restricted-syntax'],
  [
    'the clock in a decision, as a number',
    'src/sso/decideTarget.ts',
    `export const n = Date.now();`,
    'no-restricted-properties',
  ],
  ['chance in a decision', 'src/sso/decideTarget.ts', `export const n = Math.random();`, 'no-restricted-properties'],
  [
    'a call over the network in a decision',
    'src/sso/decideTarget.ts',
    `export const p = fetch('/');`,
    'no-restricted-globals',
  ],
  ['node-saml outside src/saml', 'src/sso/signIn.ts', `import '@node-saml/node-saml';`, 'no-restricted-imports'],
  ['xml-crypto in the policy', 'src/jit/fieldNames.ts', `import 'xml-crypto';`, 'no-restricted-imports'],
  ['a capability that imports the application', 'src/sso/signIn.ts', `import '../app';`, 'no-restricted-imports'],
  ['a way around an index', 'src/sso/signIn.ts', `import '../accounts/names';`, 'usher/enter-through-index'],
  [
    'a way around an index, by type',
    'src/sso/signIn.ts',
    `export type { Account } from '../accounts/names';`,
    'usher/enter-through-index',
  ],
  [
    'a way around the index of the gate',
    'src/sso/signIn.ts',
    `import '../saml/gate/preCheck';`,
    'usher/enter-through-index',
  ],
  ['a way around a nested index', 'src/sso/signIn.ts', `import './catalogue/codes';`, 'usher/enter-through-index'],
  [
    'a nested folder of another capability',
    'src/jit/fieldNames.ts',
    `import '../sso/attempts';`,
    'usher/enter-through-index',
  ],
  ['a way around an index from the top', 'src/app.tsx', `import './accounts/names';`, 'usher/enter-through-index'],
  [
    'the environment outside src/config.ts',
    'src/sso/signIn.ts',
    `export const port = process.env['PORT'];`,
    'no-restricted-syntax',
  ],
  ['the environment, taken apart', 'src/sso/signIn.ts', `export const { env } = process;`, 'no-restricted-syntax'],
  ['the environment, in brackets', 'src/sso/signIn.ts', `export const all = process['env'];`, 'no-restricted-syntax'],
  [
    'a verdict arm that nobody handles',
    'src/sso/signIn.ts',
    `${verdict}export function f(v: Verdict) { switch (v.outcome) { case 'create': return 1; } return 0; }`,
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  [
    'a forgotten await',
    'src/sso/signIn.ts',
    `async function f(): Promise<void> { await Promise.resolve(); }\nexport function g() { f(); }`,
    '@typescript-eslint/no-floating-promises',
  ],
  ['a file of more than 400 lines', 'src/sso/signIn.ts', 'export {};\n'.repeat(401), 'max-lines'],
  [
    'text that is not escaped',
    'src/app.tsx',
    `export const a = <p dangerouslySetInnerHTML={{ __html: '' }} />;`,
    'no-restricted-syntax',
  ],
  ['an inline style', 'src/app.tsx', `export const a = <p style="color: red" />;`, 'no-restricted-syntax'],
];

const allowed: [string, string, string][] = [
  [
    'folders through their index',
    'src/sso/signIn.ts',
    `import '../accounts';\nimport './catalogue';\nimport '../saml/gate';`,
  ],
  ['the catalogue from another capability', 'src/jit/fieldNames.ts', `import '../sso/catalogue';`],
  ['files of one’s own folder', 'src/sso/attempts/attemptStore.ts', `import '../signInStore';\nimport './attempt';`],
  ['xml-crypto in the gate', 'src/saml/gate/preCheck.ts', `import 'xml-crypto';`],
  ['the environment in src/config.ts', 'src/config.ts', `export const port = process.env['PORT'];`],
  ['a moment that is given', 'src/sso/decideTarget.ts', `export const then = new Date(0);`],
];

describe('lint carries the architecture', () => {
  let broken: string[][];
  beforeAll(() => {
    const texts = [...planted, ...allowed].map(([, filePath, code]) => ({ filePath: path.join(root, filePath), code }));
    const output = execFileSync(process.execPath, [path.join(__dirname, 'support/lintTexts.mjs')], {
      cwd: root,
      input: JSON.stringify(texts),
      encoding: 'utf8',
    });
    broken = JSON.parse(output) as string[][];
  });

  it.each(planted.map((row, index) => [row[0], row[3], index] as const))('finds %s', (_, rule, index) => {
    expect(broken[index]).toContain(rule);
  });

  it.each(allowed.map((row, index) => [row[0], planted.length + index] as const))('admits %s', (_, index) => {
    expect(broken[index]).toEqual([]);
  });
});
