import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { schemaContainer } from "./files.ts";

/** Prisma's schema engine, run as WebAssembly over a driver adapter instead of as a downloaded binary. */
export type MigrationEngine = engineModule.SchemaEngine;

let loading: Promise<void> | undefined;

/**
 * Starts a schema engine on the database behind `factory`. The caller frees it (`engine.free()`).
 * Source: the engine package's own entry does the same with a bundler's WebAssembly import.
 */
export async function migrationEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<MigrationEngine> {
  loading ??= loadWasm();
  await loading;
  const schema = await schemaContainer();
  return engineModule.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

async function loadWasm(): Promise<void> {
  const path = new URL("schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm"));
  const module = await WebAssembly.compile(await readFile(fileURLToPath(path)));
  const bindings: WebAssembly.ModuleImports = Object.fromEntries(
    Object.entries(engineModule).filter(([, value]) => typeof value === "function"),
  );
  const instance = await WebAssembly.instantiate(module, {
    "./schema_engine_bg.js": bindings,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
}
