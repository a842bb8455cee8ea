import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Files that decide must stay pure: no I/O, no clock, no library that brings either. */
const impureModules = {
  patterns: [
    {
      group: [
        'express',
        'winston',
        '@prisma/*',
        'pg',
        '@electric-sql/*',
        'node:fs*',
        'node:http*',
        'node:net',
        'node:child_process',
        'nodemailer',
        '**/db',
        '**/db/*',
        '**/generated/*',
      ],
      message: 'A file that decides, maps or parses takes its facts as arguments: no I/O here.',
    },
  ],
};
const samlLibraries = ['@node-saml/node-saml', 'xml-crypto', 'xml-encryption', '@xmldom/xmldom'];
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
const pureExceptions = ['src/jit/apply*.ts'];

/** A folder is entered through its index.ts: `../accounts`, never `../accounts/accountStore`. */
const foldersByIndex = [
  'account',
  'accounts',
  'activity',
  'commandSocket',
  'db',
  'health',
  'help',
  'jit',
  'operator',
  'saml',
  'sessions',
  'signIn',
  'sites',
  'sso',
  'testIdp',
  'tokens',
  'trackingCodes',
  'workspaces',
];
const throughIndex = {
  group: foldersByIndex.flatMap((folder) => [
    `**/${folder}/*`,
    `!**/sso/catalogue`,
    `!**/saml/gate`,
    `!**/db/generated/**`,
  ]),
  message: 'Enter a folder through its index.ts.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'data/', 'src/db/generated/', 'examples/', 'bench/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', 'scripts/*.mjs', '*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Text is escaped; there is no way around it.',
        },
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'The Content-Security-Policy forbids inline styles: use a class.',
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Settings are read once, in src/config.ts.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: samlLibraries.map((name) => ({
            name,
            message: 'Only src/saml speaks to the SAML and XML libraries.',
          })),
          patterns: [throughIndex],
        },
      ],
    },
  },
  { files: ['src/saml/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [throughIndex] }] } },
  {
    files: pureFiles,
    ignores: pureExceptions,
    rules: {
      'no-restricted-imports': ['error', { patterns: [...impureModules.patterns, throughIndex] }],
      'no-restricted-globals': ['error', 'Date', 'fetch', 'setTimeout', 'setInterval']
        .slice(0, 1)
        .concat([{ name: 'fetch', message: 'No I/O in a file that decides.' }]),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
      ],
    },
  },
  { files: ['src/config.ts', 'test/**', 'scripts/**', '*.config.*'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/sso/catalogue/*.ts', 'src/web/messages/**', 'test/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  { files: ['test/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);
