import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { root } from "./root.mjs";

const compress = promisify(brotliCompress);

/** Writes a Brotli copy beside every script and style of the build; the HTTP entry sends them (lib/entry/build-files.ts). */
export async function compressBuild() {
  const folder = path.join(root, ".next/static");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = readFileSync(path.join(folder, name));
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(path.join(folder, `${name}.br`), await compress(content, { params }));
    }),
  );
}
