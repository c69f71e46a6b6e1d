import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { bundledPackages } from "../../toolchain/licences/bundled";
import { noticesFile, noticesOf } from "../../toolchain/licences/notices";
import { sbomOf } from "../../toolchain/licences/sbom";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** esbuild writes the path of each module above it in a bundle. */
function bundledInto(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const names = [...text.matchAll(/^\s*(?:\/\/|") ?node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(
    ([, name]) => name ?? "",
  );
  const nested = [...text.matchAll(/\/node_modules\/((?:@[^/\n]+\/)?[^/\n"]+)\/[^\n]*\.[cm]?js"?\b/g)];
  return [...new Set([...names, ...nested.map(([, name]) => name ?? "")])];
}

test("the notice has every package that is bundled, with its licence", async () => {
  const packages = await bundledPackages();
  const notices = readFileSync(path.join(root, noticesFile), "utf8");
  expect(notices).toBe(noticesOf(packages));
  const delivered = ["azure-batch-guard", "fleet-worker", "worker"].flatMap((name) =>
    bundledInto(`dist/cli/${name}.js`),
  );
  expect(new Set(delivered).size).toBeGreaterThan(8);
  expect([...new Set(delivered)].filter((name) => !packages.some((each) => each.name === name))).toEqual([]);
  for (const { name, version, license } of packages) {
    const [, own = ""] = notices.split(`${name} ${version} (${license})\n`);
    expect(own.length, name).toBeGreaterThan(500);
  }
});

test("every licence allows to be bundled under the one of this project", async () => {
  const allowed = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];
  const others = (await bundledPackages()).filter(({ license }) => !allowed.includes(license));
  expect(others).toEqual([]);
});

test("nothing is bundled into the pack", () => {
  expect(bundledInto("dist/pack.js")).toEqual([]);
  expect(manifest.scripts["build:pack"]).toContain("--packages=external");
});

test("the bill of materials has what is installed and what is bundled, once", async () => {
  const { bomFormat, components } = sbomOf(await bundledPackages());
  expect(bomFormat).toBe("CycloneDX");
  expect(new Set(components.map((each) => each["bom-ref"])).size).toBe(components.length);
  expect(components.length).toBeGreaterThan(100);
  expect(components.map((each) => each.name)).not.toContain("vitest");
  for (const name of [...Object.keys(manifest.dependencies), "preact", "piscina", "ajv"]) {
    expect(components.map((each) => each.name)).toContain(name);
  }
});
