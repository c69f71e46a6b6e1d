import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { packedFiles } from "../support/package";
import { sourcesIn } from "../support/sources";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** What the package has to hold: the compiled pack with its data, the command, the presets, and papers. */
function expectedFiles(): string[] {
  const compiled = sourcesIn("policies").map(({ file }) => `dist/${file.replace(/\.ts$/, ".js")}`);
  return [
    ...compiled,
    ...filesIn("policies").flatMap((file) => (file.endsWith(".json") ? [`dist/${file}`] : [])),
    ...filesIn("presets"),
    "dist/cli/azure-batch-guard.js",
    "package.json",
    "PulumiPolicy.yaml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
  ].sort();
}

/** The files in a folder of the project; none where there is no such folder. */
function filesIn(folder: string): string[] {
  if (!readdirSync(root).includes(folder)) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

test("the package holds what the pack and the command need, and nothing else", () => {
  const expected = new Set(expectedFiles());
  const packed = packedFiles();
  expect([...expected].filter((file) => !packed.includes(file))).toEqual([]);
  // A build leaves behind what it compiled before a source was moved or removed; a release starts from an empty folder.
  const leftOver = (file: string) => file.startsWith("dist/policies/") && file.endsWith(".js");
  expect(packed.filter((file) => !expected.has(file) && !leftOver(file))).toEqual([]);
  expect(manifest.scripts.prepublishOnly).toContain("fs.rmSync('dist'");
});

test("the package brings nothing but the two Pulumi SDKs and an address parser", () => {
  expect(Object.keys(manifest.dependencies)).toEqual(["@pulumi/policy", "@pulumi/pulumi", "ipaddr.js"]);
});

/**
 * "pulumi policy publish" takes everything that "npm pack" prints for the name of the tarball, and where an organisation's
 * pack is installed, Pulumi runs "npm install" in its folder: a script of ours would break the one or fail in the other.
 */
test.each(["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"])(
  "no %s script runs where the pack is installed",
  (name) => expect(manifest.scripts).not.toHaveProperty(name),
);
test.each(["prepack", "postpack"])("no %s script runs where the pack is published", (name) => {
  expect(manifest.scripts).not.toHaveProperty(name);
});
