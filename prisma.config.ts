import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, yet insists on finding one and would download it. Node itself stands in
// for these three harmless commands only: with a stand-in, `migrate deploy` would claim success and apply nothing.
if (['generate', 'validate', 'format'].some((command) => process.argv.includes(command))) {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] ? { datasource: { url: process.env['DATABASE_URL'] } } : {}),
});
