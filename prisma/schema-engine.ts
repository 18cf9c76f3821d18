import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Prisma's own schema engine out of npm, so that migrations need no download. Its package expects a bundler to load
 * the wasm; Node does it by hand here. Free it after use.
 */
export async function openSchemaEngine(connectionString: string): Promise<bindings.SchemaEngine> {
  const require = createRequire(import.meta.url);
  const folder = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(folder), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();

  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString, max: 1 }));
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}
