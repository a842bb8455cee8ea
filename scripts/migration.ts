/**
 * Checks that prisma/migrations and prisma/schema.prisma agree, or, given a name, writes the difference as a new
 * migration for a human to read. Works offline: our own runner applies the folder to a fresh PGlite, and Prisma's schema
 * engine (compiled to WebAssembly) compares the outcome with the schema. The engine compares, it never applies.
 *
 *   npm run migrations:check              exits 1 and prints the difference when they disagree
 *   npm run migrations:check -- <name>    writes prisma/migrations/<timestamp>_<name>/migration.sql
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate } from '../src/db/migrate';

const root = path.join(__dirname, '..');
const migrations = path.join(root, 'prisma', 'migrations');
const schema = path.join(root, 'prisma', 'schema.prisma');

interface SchemaEngine {
  diff(input: unknown): Promise<{ exitCode: number; stdout: string | null }>;
}

async function loadEngine(adapter: unknown): Promise<SchemaEngine> {
  const folder = path.join(root, 'node_modules', '@prisma', 'schema-engine-wasm');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- wasm-bindgen's glue: CommonJS without types
  const glue = require(path.join(folder, 'schema_engine_bg.js')) as Record<string, unknown> & {
    __wbg_set_wasm(exports: unknown): void;
    SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<SchemaEngine> };
  };
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue as WebAssembly.ModuleImports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  const datamodels = [[schema, readFileSync(schema, 'utf8')]];
  return glue.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

async function difference(): Promise<string> {
  const pglite = await PGlite.create();
  await migrate(
    { query: (sql, values) => pglite.query(sql, values), script: async (sql) => void (await pglite.exec(sql)) },
    migrations,
  );
  // Prisma's history table and the partitions of attempts are not part of the model.
  await pglite.exec('DROP TABLE _prisma_migrations');
  const engine = await loadEngine(bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(pglite)));
  const result = await engine.diff({
    from: {
      tag: 'schemaDatasource',
      files: [{ path: schema, content: readFileSync(schema, 'utf8') }],
      configDir: root,
    },
    to: { tag: 'schemaDatamodel', files: [{ path: schema, content: readFileSync(schema, 'utf8') }] },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await pglite.close();
  return (result.stdout ?? '').trim();
}

async function main(): Promise<void> {
  const name = process.argv[2];
  const sql = await difference();
  if (sql === '' || /^-- This is an empty migration\.?$/.test(sql)) {
    console.log('The migrations and schema.prisma agree.');
    return;
  }
  if (!name) {
    console.error(`The migrations and schema.prisma disagree. Missing:\n\n${sql}`);
    process.exitCode = 1;
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrations, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), `${sql}\n`);
  console.log(`Wrote ${path.relative(root, folder)}/migration.sql: read it before you commit it.`);
}

void main();
