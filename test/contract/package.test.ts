import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { packedFiles } from "../support/package";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** The files that the package must contain: the pack in one file, which loads faster than a hundred; the command, presets and documents. */
function expectedFiles(): string[] {
  return [
    "dist/pack.js",
    ...filesIn("presets"),
    ...filesIn("schemas"),
    // The pages of the policies, which "policies NAME" shows.
    ...filesIn("policies/rules").filter((file) => /^policies\/rules\/[^/]+\.md$/.test(file)),
    "dist/cli/azure-batch-guard.js",
    // The worker threads of "fleet", and the script that the thread library starts in them.
    "dist/cli/fleet-worker.js",
    "dist/cli/worker.js",
    // The licences of the packages bundled into them.
    "dist/cli/THIRD-PARTY-NOTICES.txt",
    "package.json",
    "PulumiPolicy.yaml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
  ].sort();
}

/** The files in a folder of the project; none where there is no such folder. */
function filesIn(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

test("the package holds what the pack and the command need, and nothing else", () => {
  const expected = new Set(expectedFiles());
  const packed = packedFiles();
  expect([...expected].filter((file) => !packed.includes(file))).toEqual([]);
  expect(packed.filter((file) => !expected.has(file))).toEqual([]);
  expect(manifest.scripts.prepublishOnly).toContain("fs.rmSync('dist'");
});

test("the package depends only on the two Pulumi SDKs and an address parser", () => {
  expect(Object.keys(manifest.dependencies)).toEqual(["@pulumi/policy", "@pulumi/pulumi", "ipaddr.js"]);
});

/**
 * "pulumi policy publish" reads the whole output of "npm pack" as the name of the tarball, and Pulumi runs "npm install" in the folder
 * where an organisation's pack is installed: a script in this package would break the former or fail in the latter.
 */
test.each(["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"])(
  "no %s script runs where the pack is installed",
  (name) => expect(manifest.scripts).not.toHaveProperty(name),
);
test.each(["prepack", "postpack"])("no %s script runs where the pack is published", (name) => {
  expect(manifest.scripts).not.toHaveProperty(name);
});
