import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { errorTable } from "#lib/http/errors.ts";
import { limitTable } from "#lib/limits/table.ts";
import { codedEndpoints, documentedEndpoints } from "./docs/endpoints.ts";
import { errorsPage } from "./docs/errors-page.ts";
import { tableRows } from "./docs/table.ts";

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, optionalDependencies: versions, devDependencies: versions })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const lock = z
  .object({
    packages: z.record(z.string(), z.object({ version: z.string().optional(), license: z.string().optional() })),
  })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

const named = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
const allowed = /^(?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)$/;

/** Other licences, one package each: for development only, and with the reason in docs/dependencies.md. */
const excepted: Readonly<Record<string, string>> = { "axe-core": "MPL-2.0" };

/** As the package itself says; optional ones for other systems are not installed, so the lock file speaks for them. */
function factsOf(name: string): { version: string | undefined; licence: string | undefined } {
  const file = `node_modules/${name}/package.json`;
  const locked = lock.packages[`node_modules/${name}`];
  if (!existsSync(file)) return { version: locked?.version, licence: locked?.license };
  const facts = z
    .object({ version: z.string(), license: z.string().optional() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return { version: facts.version, licence: facts.license };
}

describe("docs/dependencies.md", () => {
  const rows = tableRows(readFileSync("docs/dependencies.md", "utf8"));
  const listed = rows.map(([name = "", version = ""]) => [name.replaceAll("`", ""), version]);

  test("names every package of package.json and no other, in its version", () => {
    expect(Object.fromEntries(listed)).toEqual(named);
    expect(listed).toHaveLength(Object.keys(named).length);
  });

  test("gives each its own licence and a reason", () => {
    const told = rows.map(([name, , licence, why]) => [name, licence, why === "" ? "no reason" : "reason"]);
    const own = listed.map(([name = ""]) => [`\`${name}\``, factsOf(name).licence, "reason"]);
    expect(told).toEqual(own);
  });
});

test("every package is pinned to exactly the version that is installed", () => {
  const loose = Object.entries(named).filter(
    ([name, version]) => !/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version) || factsOf(name).version !== version,
  );
  expect(loose).toEqual([]);
});

test("every package has an allowed licence; an exception is for development only", () => {
  const refused = Object.keys(named).filter((name) => {
    const licence = factsOf(name).licence ?? "none";
    const isExcepted = licence === excepted[name] && name in manifest.devDependencies;
    return !isExcepted && !licence.split(" OR ").every((choice) => allowed.test(choice));
  });
  expect(refused).toEqual([]);
});

test("docs/errors.md is what scripts/docs-errors.ts writes", () => {
  expect(readFileSync("docs/errors.md", "utf8")).toBe(errorsPage());
});

describe("docs/endpoints.md", () => {
  const page = readFileSync("docs/endpoints.md", "utf8");
  const documented = documentedEndpoints(page);
  const coded = codedEndpoints();

  test("has every route of app/api and no other", () => {
    expect([...documented.keys()].sort()).toEqual([...coded.keys()].sort());
  });

  test.each([...coded])("%s has its methods, access, limits and words there", (path, { methods, details }) => {
    const own = documented.get(path);
    expect(Object.keys(own?.methods ?? {}).sort()).toEqual(Object.keys(methods).sort());
    for (const [name, { access, limits }] of Object.entries(methods)) {
      // A limit that a route file does not name itself may stand on the page as well.
      expect(own?.methods[name]).toEqual({ access, limits: expect.arrayContaining([...limits]) });
    }
    expect(own?.details).toEqual(expect.arrayContaining([...details]));
  });

  test("names codes and limits that exist", () => {
    const limits = [...documented.values()].flatMap((endpoint) =>
      Object.values(endpoint.methods).flatMap((method) => method.limits),
    );
    expect(limits.filter((name) => !(name in limitTable))).toEqual([]);
    const codes = [...documented.values()].flatMap(({ text }) =>
      codesIn(/Errors:(.*?)(?:\.\s|$)/s.exec(text)?.[1] ?? ""),
    );
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !(code in errorTable))).toEqual([]);
  });
});

function codesIn(text: string): string[] {
  return [...text.matchAll(/`(\w+)`/g)].map(([, code = ""]) => code);
}
