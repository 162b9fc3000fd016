import { defineConfig } from "prisma/config";

// `prisma generate` asks for a native schema engine that would be downloaded; it never runs it.
// Migrations use the same engine as WebAssembly instead (scripts/db-migrate.ts).
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
