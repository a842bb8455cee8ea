import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { enterThroughIndex } from './scripts/lint/enterThroughIndex.mjs';

/** Files that decide must stay pure: no I/O, no clock, no chance, no library that brings them. */
const pureFiles = [
  'src/**/decide*.ts',
  'src/**/map*.ts',
  'src/**/parse*.ts',
  'src/**/policy.ts',
  'src/**/protocol/**/*.ts',
  'src/jit/*.ts',
  'src/saml/gate/**/*.ts',
  'src/sso/catalogue/**/*.ts',
];
const impureModules = {
  regex:
    '^(express|winston|pg|prom-client|@prisma/.*|@electric-sql/.*|@node-rs/argon2' +
    '|(node:)?(fs|http|https|net|tls|dns|child_process|os|process|timers|worker_threads)(/.*)?' +
    '|(\\.{1,2}/)+(.*/)?(db|generated|log|config|mail|sessions)(/.*)?)$',
  message: 'A file that decides, maps or parses takes its facts as arguments: no I/O here.',
};
const chance = {
  name: 'node:crypto',
  importNames: ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'webcrypto'],
  message: 'Randomness is an argument.',
};
const samlLibraries = ['@node-saml/node-saml', 'xml-crypto', 'xml-encryption', '@xmldom/xmldom'].map((name) => ({
  name,
  message: 'Only src/saml speaks to the SAML and XML libraries.',
}));
const composition = {
  regex: '^(\\.\\./)+(app|server)$',
  message: 'Composition stands at the top: nothing below imports it.',
};

const markup = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML']",
    message: 'Text is escaped; there is no way around it.',
  },
  {
    selector: "JSXAttribute[name.name='style']",
    message: 'The Content-Security-Policy forbids inline styles: use a class.',
  },
];
const environment = [
  {
    selector:
      "MemberExpression[object.name='process'][property.name='env'], MemberExpression[object.name='process'][property.value='env'], " +
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: 'Settings are read once, in src/config.ts.',
  },
];
const clock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Time is an argument.' },
];

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', 'coverage/', 'data/', 'src/db/generated/', 'examples/', 'bench/', 'fixtures/'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', 'scripts/*.mjs', 'scripts/lint/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...markup],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { usher: { rules: { 'enter-through-index': enterThroughIndex } } },
    rules: {
      'usher/enter-through-index': 'error',
      'no-restricted-imports': ['error', { paths: samlLibraries, patterns: [composition] }],
      'no-restricted-syntax': ['error', ...markup, ...environment],
    },
  },
  {
    files: ['src/server.ts', 'src/cli/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: samlLibraries }] },
  },
  { files: ['src/saml/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [composition] }] } },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', ...markup] } },
  {
    files: pureFiles,
    ignores: ['src/**/apply*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [chance, ...samlLibraries], patterns: [impureModules, composition] }],
      'no-restricted-syntax': ['error', ...markup, ...environment, ...clock],
      'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance', 'process'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
      ],
    },
  },
  {
    // These decide on XML: the libraries are their tools, I/O and chance are not.
    files: ['src/saml/gate/**/*.ts', 'src/saml/**/{decide,map,parse}*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [chance], patterns: [impureModules, composition] }] },
  },
  {
    files: ['src/sso/catalogue/*.ts', 'src/web/messages/**', 'test/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false },
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
);
